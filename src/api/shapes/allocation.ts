import { z } from 'zod';
import { CriterionId, PersonKey, RecordId, Timestamp } from '../../domain/ids.ts';

export const Allocation = z.object({
  record: RecordId,
  person: z.object({ key: PersonKey, name: z.string() }),
  as: z.enum(['first', 'second']),
  sealed: z.boolean(),
  due: Timestamp.nullable(),
  isMine: z.boolean(),
  /** The criteria that they are to judge; null for all. */
  criteria: z.array(CriterionId).nullable(),
  /** Where that person's work stands, as far as whoever asks may know. */
  stands: z.enum(['to_do', 'sealed', 'opened', 'submitted']),
});
export type Allocation = z.infer<typeof Allocation>;

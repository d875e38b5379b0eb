import { z } from 'zod';
import { CriterionId, PersonKey, RecordId, SubmissionId, Timestamp } from '../../domain/ids.ts';

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

const Named = z.object({ key: PersonKey, name: z.string() });
const Place = z.enum(['first', 'second']);

/** What somebody has to mark, in submissions. */
export const Workload = z.object({
  person: Named,
  toDo: z.int(),
  sealed: z.int(),
  done: z.int(),
  overdue: z.int(),
  nextDue: Timestamp.nullable(),
});
export type Workload = z.infer<typeof Workload>;

export const WantedAllocation = z.object({
  submission: SubmissionId,
  person: PersonKey,
  as: Place,
  sealed: z.boolean(),
  due: Timestamp.nullable(),
});

export const ProposedAllocations = z.object({
  /** Whoever draws with it again, where nothing has changed, comes to the same. */
  seed: z.string(),
  proposed: z.array(z.object({ submission: SubmissionId, person: PersonKey, as: Place })),
  /** Markers that nobody was found for. */
  left: z.array(z.object({ submission: SubmissionId, as: Place, reason: z.string() })),
  /** What each has to do, before and after. */
  loads: z.array(z.object({ person: Named, before: z.int(), after: z.int() })),
});
export type ProposedAllocations = z.infer<typeof ProposedAllocations>;

export const TableOfAllocations = z.object({
  wanted: z.array(WantedAllocation.extend({ learner: z.string(), name: z.string() })),
  unchanged: z.int(),
  problems: z.array(z.object({ line: z.int(), reason: z.string() })),
});
export type TableOfAllocations = z.infer<typeof TableOfAllocations>;

import { z } from 'zod';
import { PersonKey, Timestamp, UnitId } from '../../domain/ids.ts';
import { Role } from '../../domain/roles.ts';

export const Person = z.object({
  key: PersonKey,
  name: z.string(),
  roles: z.array(Role),
  units: z.union([z.literal('all'), z.array(UnitId)]),
  from: Timestamp,
  until: Timestamp.nullable(),
  /** This machine holds the person's private key, so one can act as them. */
  isLocal: z.boolean(),
  isMe: z.boolean(),
  /** Six words derived from the key, to compare aloud. */
  words: z.string(),
});
export type Person = z.infer<typeof Person>;

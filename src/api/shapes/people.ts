import { z } from 'zod';
import { LearnerId, PersonKey, RecordId, Timestamp, UnitId } from '../../domain/ids.ts';
import { Role } from '../../domain/roles.ts';

export const Appointment = z.object({
  record: RecordId,
  roles: z.array(Role),
  units: z.union([z.literal('all'), z.array(UnitId)]),
  from: Timestamp,
  until: Timestamp.nullable(),
  trainee: z.boolean(),
  /** From when on it was ended before its time, and why. */
  revoked: z.object({ from: Timestamp, reason: z.string() }).nullable(),
  isCurrent: z.boolean(),
});
export type Appointment = z.infer<typeof Appointment>;

export const PersonsKey = z.object({
  key: PersonKey,
  kind: z.enum(['first', 'device', 'replacement']),
  from: Timestamp,
  /** From when on it speaks for nobody, because another took its place. */
  until: Timestamp.nullable(),
  /** Six words derived from the key, to compare aloud. */
  words: z.string(),
  isLocal: z.boolean(),
});
export type PersonsKey = z.infer<typeof PersonsKey>;

export const Conflict = z.object({
  record: RecordId,
  /** Null where names are withheld: it would lead to other work of theirs. */
  learner: LearnerId.nullable(),
  /** As the learner is called here: a pseudonym where names are withheld. */
  learnerName: z.string(),
  reason: z.string(),
  at: Timestamp,
});
export type Conflict = z.infer<typeof Conflict>;

export const Person = z.object({
  /** The first of their keys, by which they are known. */
  key: PersonKey,
  name: z.string(),
  /** What they may do today. */
  roles: z.array(Role),
  units: z.union([z.literal('all'), z.array(UnitId)]),
  from: Timestamp,
  until: Timestamp.nullable(),
  trainee: z.boolean(),
  /** Founded the workspace: holds every role, and cannot lose one. */
  isRoot: z.boolean(),
  /** This machine holds a private key of theirs, so one can act as them. */
  isLocal: z.boolean(),
  isMe: z.boolean(),
  /** Six words derived from the key, to compare aloud. */
  words: z.string(),
  appointments: z.array(Appointment),
  keys: z.array(PersonsKey),
  conflicts: z.array(Conflict),
});
export type Person = z.infer<typeof Person>;

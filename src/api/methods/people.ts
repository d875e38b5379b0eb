import { z } from 'zod';
import { PersonKey, RecordId, SubmissionId, Timestamp, UnitId } from '../../domain/ids.ts';
import { Role } from '../../domain/roles.ts';
import * as shape from '../shapes.ts';
import { command, type MethodContract, none } from './method.ts';

const name = z.string().min(1).max(200);
const reason = z.string().max(2000);

const appointment = {
  roles: z.array(Role).min(1),
  units: z.union([z.literal('all'), z.array(UnitId)]),
  until: Timestamp.nullable().optional(),
  trainee: z.boolean().optional(),
};

export const peopleMethods = {
  'people.list': { input: none, output: z.array(shape.Person), progress: false },
  /** Makes a key for them on this machine and appoints them. */
  'people.add': {
    input: z.object({ ...command, name, ...appointment }),
    output: shape.Person,
    progress: false,
  },
  /** Appoints somebody who is known once more, or to something else. */
  'people.appoint': {
    input: z.object({ ...command, person: PersonKey, ...appointment }),
    output: shape.Person,
    progress: false,
  },
  'people.revoke': {
    input: z.object({ ...command, appointment: RecordId, reason }),
    output: shape.Person,
    progress: false,
  },
  /** The learner is named by one of their submissions. */
  'people.declareConflict': {
    input: z.object({ ...command, person: PersonKey, submission: SubmissionId, reason }),
    output: shape.Person,
    progress: false,
  },
  'people.withdrawConflict': {
    input: z.object({ ...command, conflict: RecordId, reason }),
    output: none,
    progress: false,
  },
  /**
   * Writes an invitation to send. `person`: somebody known gets a key for another device, or in the place of a lost
   * one; else somebody new.
   */
  'people.invite': {
    input: z.object({
      name,
      ...appointment,
      person: z.object({ key: PersonKey, kind: z.enum(['device', 'replacement']) }).optional(),
      into: shape.FileToken,
    }),
    output: shape.PackedFile,
    progress: false,
  },
  /** Admits whoever accepted an invitation. `words`: the six that both sides compared. */
  'people.admit': {
    input: z.object({ ...command, file: shape.FileToken, words: z.string().max(200) }),
    output: shape.Person,
    progress: false,
  },
  /** From now on this machine acts as that person, whose key it holds. */
  'people.actAs': { input: z.object({ person: PersonKey }), output: shape.WorkspaceInfo, progress: false },
  /** All that is kept about one learner, as files to hand over. */
  'learners.export': {
    input: z.object({ submission: SubmissionId, into: shape.FileToken }),
    output: z.object({ folder: z.string(), files: z.int() }),
    progress: true,
  },
  /** Erases it here, and on every machine that the record reaches. The ledger's proofs stay. */
  'learners.erase': {
    input: z.object({ ...command, submission: SubmissionId, reason }),
    output: z.object({
      submissions: z.int(),
      artifacts: z.int(),
      /** Copies kept by this machine that held it: removed once a new one was there, or left where none could be made. */
      backups: z.object({ removed: z.int(), left: z.int() }),
    }),
    progress: true,
  },
} as const satisfies Record<string, MethodContract>;

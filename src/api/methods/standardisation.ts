import { z } from 'zod';
import { PersonKey, RecordId, SubmissionId, Timestamp, UnitId } from '../../domain/ids.ts';
import { ApprovalScope, SetRule } from '../../domain/standardisation/standardisation-facts.ts';
import * as shape from '../shapes.ts';
import { command, type MethodContract, none } from './method.ts';

const reason = z.string().max(2000);

/** What markers are taught and tested by, and who is approved. */
export const standardisationMethods = {
  'standardisation.get': {
    input: z.object({ unit: UnitId }),
    output: shape.StandardsOfUnit,
    progress: false,
  },
  /** Which submissions could be scripts of a set, and in a sentence why the others cannot. */
  'standardisation.checkScripts': {
    input: z.object({ unit: UnitId, submissions: z.array(SubmissionId).max(500) }),
    output: z.array(z.object({ submission: SubmissionId, problem: z.string().nullable() })),
    progress: false,
  },
  /** Where whoever asks stands in each unit that they mark; nothing tells of seeds. */
  'standardisation.mine': { input: none, output: z.array(shape.OwnStandard), progress: false },
  /** The outcome of each submission becomes its definitive mark. */
  'standardisation.makeSet': {
    input: z.object({
      ...command,
      unit: UnitId,
      label: z.string().trim().min(1).max(200),
      rule: SetRule,
      scripts: z.array(SubmissionId).min(1).max(500),
    }),
    output: z.object({ set: RecordId }),
    progress: false,
  },
  'standardisation.endSet': {
    input: z.object({ ...command, unit: UnitId, set: RecordId, reason }),
    output: z.object({}),
    progress: false,
  },
  /** Takes back a set nobody was given anything of, a definitive mark, or a decision about a marker. */
  'standardisation.withdraw': {
    input: z.object({ ...command, unit: UnitId, record: RecordId, reason }),
    output: z.object({}),
    progress: false,
  },
  /** An approval without a date lasts as long as the set that was passed says, or a year. */
  'standardisation.decide': {
    input: z.object({
      ...command,
      unit: UnitId,
      person: PersonKey,
      reason,
      decision: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('approve'), scope: ApprovalScope, until: Timestamp.nullable() }),
        z.object({ kind: z.literal('suspend') }),
        z.object({ kind: z.literal('requalify'), set: RecordId }),
        z.object({ kind: z.literal('remove') }),
      ]),
    }),
    output: z.object({}),
    progress: false,
  },
  /**
   * Gives submissions to a marker with about one seed in so many among them, all in the same way; the same seed chooses
   * the same. What is not said (place, sealed; the date, where nothing goes along) is as they were given work last.
   */
  'standardisation.plantSeeds': {
    input: z.object({
      ...command,
      unit: UnitId,
      person: PersonKey,
      along: z.array(SubmissionId).max(10_000),
      due: Timestamp.nullable(),
      seed: z.string().min(1).max(200),
      as: z.enum(['first', 'second']).optional(),
      sealed: z.boolean().optional(),
    }),
    output: z.object({
      allocated: z.int(),
      seeds: z.int(),
      seedsDue: z.int(),
      refused: z.array(z.object({ submission: SubmissionId, reason: z.string() })),
    }),
    progress: false,
  },
  'standardisation.feedback': {
    input: z.object({ submission: SubmissionId }),
    output: shape.StandardFeedback,
    progress: false,
  },
} as const satisfies Record<string, MethodContract>;

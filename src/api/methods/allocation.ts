import { z } from 'zod';
import {
  AssessmentId,
  CriterionId,
  PersonKey,
  RecordId,
  SubmissionId,
  Timestamp,
  UnitId,
} from '../../domain/ids.ts';
import { SampleSeed } from '../../domain/sampling/sampling-rule.ts';
import * as shape from '../shapes.ts';
import { command, type MethodContract, none } from './method.ts';

const refusedOnes = z.array(z.object({ submission: SubmissionId, reason: z.string() }));

const Submissions = z.array(SubmissionId).min(1).max(10_000);

export const allocationMethods = {
  /** Those that cannot be allocated are named with the reason; the rest go on. */
  'allocations.set': {
    input: z.object({
      ...command,
      submissions: Submissions,
      person: PersonKey,
      as: z.enum(['first', 'second']),
      sealed: z.boolean(),
      due: Timestamp.nullable(),
      /** The criteria they are to judge; absent for all. */
      criteria: z.array(CriterionId).min(1).max(500).optional(),
    }),
    output: z.object({ allocated: z.int(), refused: refusedOnes }),
    progress: false,
  },
  'allocations.withdraw': {
    input: z.object({
      ...command,
      allocation: RecordId,
      reason: z.string().max(2000),
      /** Also where they have begun, which is refused with `allocation.begun` else. What they wrote is kept. */
      evenBegun: z.boolean().optional(),
    }),
    output: none,
    progress: false,
  },
  /** What everybody has to mark, whoever assesses the unit included to whom nothing is allocated. */
  'allocations.workload': {
    input: z.object({ unit: UnitId.optional() }),
    output: z.array(shape.Workload),
    progress: false,
  },
  /** Proposes who marks what, equally much for everybody, by lot otherwise; records nothing. */
  'allocations.propose': {
    input: z.object({
      submissions: Submissions,
      people: z.array(PersonKey).min(1).max(1000),
      markers: z.union([z.literal(1), z.literal(2)]),
      sealed: z.boolean(),
      seed: SampleSeed.optional(),
      move: z.boolean(),
    }),
    output: shape.ProposedAllocations,
    progress: false,
  },
  /** Reads a table of allocations; records nothing. */
  'allocations.readTable': {
    input: z.object({ file: shape.FileToken }),
    output: shape.TableOfAllocations,
    progress: false,
  },
  /** Writes who is to mark these submissions as a table to fill in. */
  'allocations.saveTable': {
    input: z.object({ submissions: Submissions, into: shape.FileToken }),
    output: z.object({ rows: z.int() }),
    progress: false,
  },
  /** Carries out what was proposed. `move`: whoever else has one of them and has not begun it loses it. */
  'allocations.apply': {
    input: z.object({
      ...command,
      wanted: z.array(shape.WantedAllocation).min(1).max(20_000),
      seed: SampleSeed.optional(),
      move: z.boolean(),
    }),
    output: z.object({ allocated: z.int(), withdrawn: z.int(), refused: refusedOnes }),
    progress: false,
  },
  /** Opens what this machine sealed, where every seal is in. Says what still waits, and for whom. */
  'seals.open': {
    input: z.object(command),
    output: z.object({
      opened: z.int(),
      waiting: z.array(z.object({ submission: SubmissionId, reason: z.string() })),
    }),
    progress: false,
  },
  /** Stands behind a trainee's assessment, or returns it. */
  'assessments.countersign': {
    input: z.object({
      ...command,
      submission: SubmissionId,
      assessment: AssessmentId,
      accepted: z.boolean(),
      note: z.string().max(20_000),
    }),
    output: none,
    progress: false,
  },
  /** Says that these assessments stand although their unit has a newer version. */
  'assessments.confirmUnchanged': {
    input: z.object({ ...command, submissions: Submissions }),
    output: z.object({ confirmed: z.int(), refused: refusedOnes }),
    progress: false,
  },
} as const satisfies Record<string, MethodContract>;

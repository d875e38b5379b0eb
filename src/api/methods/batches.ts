import { z } from 'zod';
import { BatchDecision, BatchMode, Finding, VerifiedAs } from '../../domain/batches/batch-facts.ts';
import { CriterionId, RecordId, SubmissionId, UnitId } from '../../domain/ids.ts';
import { Decision } from '../../domain/judgment.ts';
import { SampleSeed, SamplingRule } from '../../domain/sampling/sampling-rule.ts';
import * as shape from '../shapes.ts';
import { command, type MethodContract } from './method.ts';

const batch = { batch: RecordId };
/** The batch as it stands after the step. */
const step = { output: shape.ModeratedBatch, progress: false } as const;

/** Batches of outcomes that are moderated and confirmed together. */
export const batchesMethods = {
  'batches.list': {
    input: z.object({ unit: UnitId.optional() }),
    output: z.array(shape.ModeratedBatch),
    progress: false,
  },
  'batches.get': { input: z.object(batch), output: shape.BatchDetail, progress: false },
  'batches.open': {
    input: z.object({ ...command, label: z.string().trim().min(1).max(200), unit: UnitId, mode: BatchMode }),
    ...step,
  },
  /** Without submissions: those of the version before, or all that are settled and in no batch. */
  'batches.close': {
    input: z.object({
      ...command,
      ...batch,
      submissions: z.array(SubmissionId).min(1).max(10_000).optional(),
    }),
    ...step,
  },
  /** Draws, or extends what was drawn, which needs a reason. Without a seed it is the record that closed the marking. */
  'batches.draw': {
    input: z.object({
      ...command,
      ...batch,
      rule: SamplingRule,
      seed: SampleSeed.optional(),
      reason: z.string().max(2000),
    }),
    ...step,
  },
  'batches.find': {
    input: z.object({
      ...command,
      ...batch,
      submission: SubmissionId,
      finding: Finding,
      decisions: z.array(z.object({ criterion: CriterionId, decision: Decision })).max(500),
      note: z.string().max(20_000),
    }),
    ...step,
  },
  'batches.verify': {
    input: z.object({ ...command, ...batch, submission: SubmissionId, as: VerifiedAs }),
    ...step,
  },
  'batches.decide': {
    input: z.object({ ...command, ...batch, decision: BatchDecision, reason: z.string().max(20_000) }),
    ...step,
  },
  /** Confirms every outcome in it with it. */
  'batches.confirm': { input: z.object({ ...command, ...batch }), ...step },
  'batches.reopen': { input: z.object({ ...command, ...batch, reason: z.string().max(2000) }), ...step },
  /**
   * Writes all that the batch shows to whoever answers for its quality: PDF, JSON and CSV into a new folder where `into`
   * is a folder, else the one file that its name says. Records nothing.
   */
  'batches.dossier': {
    input: z.object({ ...batch, into: shape.FileToken }),
    output: z.object({ name: z.string(), files: z.array(z.string()) }),
    progress: true,
  },
  /** Draws without recording: from a batch whose marking is closed, or from all of a unit that has an outcome. */
  'sample.draw': {
    input: z.object({
      from: z.union([z.object(batch), z.object({ unit: UnitId })]),
      rule: SamplingRule,
      seed: SampleSeed,
    }),
    output: shape.DrawnSample,
    progress: false,
  },
} as const satisfies Record<string, MethodContract>;

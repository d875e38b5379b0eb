import { z } from 'zod';
import { ArtifactHash, PersonKey, RecordId, SubmissionId, Timestamp, UnitId } from '../../domain/ids.ts';
import { OutcomeState, Verdict } from '../../domain/states.ts';
import { VerifyCheck } from './verification.ts';

/** Where in the life of an outcome a step belongs, in the order in which they are told. */
export const ChainStage = z.enum([
  'evidence',
  'allocation',
  'assessment',
  'agreement',
  'moderation',
  'confirmation',
  'release',
  'appeal',
  'not_counted',
]);
export type ChainStage = z.infer<typeof ChainStage>;

/** What was decided on one criterion, in words. */
export const ChainJudgment = z.object({
  criterion: z.string(),
  decision: z.string(),
  rationale: z.string(),
  /** The rules of evidence that were answered: `valid: yes, sufficient: unsure`; empty where none was. */
  vacs: z.string(),
  /** Where in the evidence it was seen. */
  anchors: z.array(
    z.object({ artifact: ArtifactHash, title: z.string(), place: z.string(), quote: z.string().nullable() }),
  ),
  /** The assessment that an agreed judgment was taken from. */
  from: RecordId.nullable(),
});
export type ChainJudgment = z.infer<typeof ChainJudgment>;

/**
 * `holds`: each check was made, and held. `fails`: one did not. `not_checked`: one could not be made, and none failed.
 */
export const Checked = VerifyCheck.shape.status;
export type Checked = z.infer<typeof Checked>;

/** One step from evidence to result. */
export const ChainStep = z.object({
  stage: ChainStage,
  /** The record that says so; null for what no record says by itself: the bytes of an artifact, a rule nobody set. */
  record: RecordId.nullable(),
  type: z.string(),
  at: Timestamp.nullable(),
  /** Who signed it, with the key that did. */
  by: z.object({ key: PersonKey, name: z.string() }).nullable(),
  /** One sentence: what happened. */
  what: z.string(),
  said: z.array(z.object({ about: z.string(), text: z.string() })),
  judgments: z.array(ChainJudgment),
  checks: z.array(VerifyCheck),
  checked: Checked,
  /** Why it does not count; null where it does. */
  reason: z.string().nullable(),
});
export type ChainStep = z.infer<typeof ChainStep>;

/** One outcome, from the evidence to the result, as far as the records here tell it. */
export const OutcomeChain = z.object({
  submission: SubmissionId,
  /** A pseudonym where the name is withheld or erased. */
  learner: z.string(),
  attempt: z.int(),
  unit: z.object({ id: UnitId, code: z.string(), title: z.string(), version: z.string() }),
  state: OutcomeState,
  steps: z.array(ChainStep),
  /** What it comes to; null while it has no outcome. */
  result: z
    .object({
      verdict: Verdict,
      total: z.object({ points: z.number(), max: z.number() }).nullable(),
      how: z.string(),
      record: RecordId.nullable(),
      reasons: z.array(z.string()),
      judgments: z.array(ChainJudgment),
    })
    .nullable(),
  /** Of the chain as a whole: whether records are missing, what the result rests on. */
  checks: z.array(VerifyCheck),
  checked: Checked,
});
export type OutcomeChain = z.infer<typeof OutcomeChain>;

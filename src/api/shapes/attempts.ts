import { z } from 'zod';
import { Anchor } from '../../domain/anchor.ts';
import { CriterionId, SubmissionId } from '../../domain/ids.ts';
import { Judgment } from '../../domain/judgment.ts';
import { Artifact } from './evidence.ts';

/** What became of one piece of evidence since the attempt before. */
export const ArtifactChange = z.object({
  kind: z.enum(['unchanged', 'changed', 'added', 'removed']),
  now: Artifact.nullable(),
  before: Artifact.nullable(),
});
export type ArtifactChange = z.infer<typeof ArtifactChange>;

/** One criterion: what was judged before, and whether that may be confirmed as it is. */
export const CarriedCriterion = z.object({
  criterion: CriterionId,
  /** The earlier judgment; to be taken over where it carries. */
  judgment: Judgment.nullable(),
  anchors: z.array(Anchor),
  carries: z.boolean(),
  /** Why it does not carry, in one sentence. */
  reason: z.string().nullable(),
});
export type CarriedCriterion = z.infer<typeof CarriedCriterion>;

export const AttemptComparison = z.object({
  /** The attempt before. Which submission it is is withheld where whose it is is. */
  attempt: z.int(),
  previous: SubmissionId.nullable(),
  artifacts: z.array(ArtifactChange),
  /** Whose judgments are shown: my own, or those the outcome was settled on. */
  source: z.object({ kind: z.enum(['mine', 'outcome']), assessor: z.string() }).nullable(),
  /** Why no earlier judgments are shown, in one sentence. */
  noSource: z.string().nullable(),
  criteria: z.array(CarriedCriterion),
});
export type AttemptComparison = z.infer<typeof AttemptComparison>;

import { z } from 'zod';
import { ArtifactHash, CriterionId } from '../../domain/ids.ts';

/** How an artifact is shown; decided from its bytes, not its name. */
export const ViewerKind = z.enum(['pdf', 'image', 'text', 'code', 'video', 'audio', 'other']);
export type ViewerKind = z.infer<typeof ViewerKind>;

export const Artifact = z.object({
  hash: ArtifactHash,
  path: z.string(),
  title: z.string(),
  sizeBytes: z.number(),
  mediaType: z.string(),
  viewer: ViewerKind,
  createdAt: z.string().nullable(),
  /** Criteria the learner claims it bears on. Empty when the claim is for the unit as a whole. */
  claims: z.array(CriterionId),
  /** The learner claims it for the unit as a whole. */
  claimsUnit: z.boolean(),
});
export type Artifact = z.infer<typeof Artifact>;

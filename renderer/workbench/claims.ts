import type { Artifact } from '../../src/api/shapes.ts';
import type { CriterionId } from '../../src/domain/ids.ts';

/** Whether the learner claims the artifact for this criterion, by name or for the unit as a whole. */
export function isClaimedFor(artifact: Artifact, criterion: CriterionId): boolean {
  return artifact.claimsUnit || artifact.claims.includes(criterion);
}

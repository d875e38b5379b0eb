import type { Artifact } from '../../src/api/shapes.ts';
import { isClaimedFor } from '../../src/domain/evidence-gaps.ts';
import type { CriterionId } from '../../src/domain/ids.ts';
import type { Draft } from '../../src/domain/judgment.ts';
import { anchorsOf } from './draft-edits.ts';

const READ_FIRST: Readonly<Partial<Record<Artifact['viewer'], number>>> = {
  pdf: 0,
  document: 0,
  other: 2,
};

/**
 * What to open first for a criterion: what is anchored for it, else what the learner claims for it, else anything;
 * among those a document before pictures and code. A README that merely sorts first is nobody's claim.
 */
export function firstToRead(
  artifacts: readonly Artifact[],
  criterion: CriterionId | null,
  draft: Draft,
): Artifact | undefined {
  const anchored = criterion === null ? [] : anchorsOf(draft, criterion).map(({ artifact }) => artifact);
  const rank = (artifact: Artifact) =>
    (anchored.includes(artifact.hash)
      ? 0
      : criterion !== null && isClaimedFor(artifact, criterion)
        ? 10
        : 20) + (READ_FIRST[artifact.viewer] ?? 1);
  return [...artifacts].sort((a, b) => rank(a) - rank(b))[0];
}

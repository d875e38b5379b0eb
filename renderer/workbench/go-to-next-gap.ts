import { evidenceMatrix, nextGap } from '../../src/domain/evidence-gaps.ts';
import { inScope } from '../../src/domain/scope.ts';
import type { WorkbenchStore } from './workbench-store.ts';

/** Opens the next criterion whose evidence is missing or unclear, with what the learner claims for it. */
export function goToNextGap({ actions, getState }: WorkbenchStore): void {
  const { open } = getState();
  if (!open) return;
  const { unit, scope, artifacts } = open.detail;
  const gap = nextGap(evidenceMatrix(inScope(unit, scope), artifacts, open.history.present), open.criterion);
  if (!gap) return;
  actions.openCriterion(gap.criterion);
  const claimed = gap.cells.find((cell) => cell.isClaimed || cell.anchors.length > 0);
  if (claimed) actions.openArtifact(claimed.artifact);
}

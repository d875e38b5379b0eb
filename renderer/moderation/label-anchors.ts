import type { AnchorId } from '../../src/domain/ids.ts';
import type { Unit } from '../../src/domain/rubric.ts';
import type { Comparison } from './agree.ts';

/** What rests on each anchor of an assessment: the codes of its criteria. */
export function labelAnchors(
  assessment: Pick<Comparison['a'], 'judgments'>,
  unit: Unit,
): (anchor: AnchorId) => string {
  const codes = new Map<AnchorId, string[]>();
  for (const judgment of assessment.judgments) {
    const index = unit.criteria.findIndex(({ id }) => id === judgment.criterion);
    const code = unit.criteria[index]?.code ?? String(index + 1);
    for (const anchor of judgment.anchors) codes.set(anchor, [...(codes.get(anchor) ?? []), code]);
  }
  return (anchor) => codes.get(anchor)?.join(', ') ?? '';
}

import type { CriterionId } from '../ids.ts';
import type { Decision } from '../judgment.ts';
import type { Unit } from '../rubric.ts';
import { decideVerdict, sameDecision, shareOf } from '../verdict.ts';

/** Which way a mark goes. `other`: it changes, and is neither better nor worse on the whole. */
export type Way = 'same' | 'raised' | 'lowered' | 'other';

type Judged = readonly { readonly criterion: CriterionId; readonly decision: Decision }[];

/**
 * Whether these judgments are better or worse on the whole than those: by the verdict; else by the total; else by how far
 * up their scales all criteria lie together.
 */
export function whichWay(unit: Unit, before: Judged, after: Judged): Way {
  const [was, is] = [decisionsOf(before), decisionsOf(after)];
  const isSame = unit.criteria.every(({ id }) => {
    const [a, b] = [was.get(id), is.get(id)];
    return a !== undefined && b !== undefined && sameDecision(a, b);
  });
  if (isSame) return 'same';
  const [earlier, later] = [decideVerdict(unit, was), decideVerdict(unit, is)];
  if (earlier.verdict !== later.verdict) return later.verdict === 'passed' ? 'raised' : 'lowered';
  const shares = (decided: ReadonlyMap<CriterionId, Decision>) =>
    unit.criteria.reduce((sum, criterion) => {
      const decision = decided.get(criterion.id);
      return sum + (decision ? shareOf(criterion, decision) * criterion.weight : 0);
    }, 0);
  const total = (later.total?.points ?? 0) - (earlier.total?.points ?? 0);
  const by = Math.abs(total) > 1e-9 ? total : shares(is) - shares(was);
  if (Math.abs(by) <= 1e-9) return 'other';
  return by > 0 ? 'raised' : 'lowered';
}

const decisionsOf = (judged: Judged) => new Map(judged.map((one) => [one.criterion, one.decision]));

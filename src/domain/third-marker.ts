import type { Allocation } from './allocations.ts';
import { type ComparedAssessments, distanceOf, saying } from './compare.ts';
import { compareMarks, type Marks, marksFrom } from './marks.ts';
import type { Unit } from './rubric.ts';
import type { AssessmentFact } from './standing-assessments.ts';
import type { ToleranceRule } from './tolerance.ts';
import { judgesAll } from './verdict.ts';

/** Two of several marks, and how they compare. */
export interface Pair {
  readonly marks: Marks;
  readonly compared: ComparedAssessments;
}

/**
 * What the two nearest of three or more whole marks come to, where a unit settles disagreements so (DOMAIN: Third-marker
 * policies). Of pairs equally near, the one of those who come first is taken: two pairs within tolerance share a mark, and
 * so come to one verdict. Null where the unit has no such rule, or where fewer than three judged everything.
 */
export function nearestPair(
  unit: Unit,
  rule: ToleranceRule,
  assessments: readonly AssessmentFact[],
  allocations: readonly Allocation[],
): Pair | null {
  if (rule.third !== 'nearest_pair') return null;
  const whole = assessments.filter((one) => judgesAll(unit, one.body.judgments));
  if (whole.length < 3) return null;
  let nearest: (Pair & { readonly distance: number }) | null = null;
  for (const [at, one] of whole.entries()) {
    for (const other of whole.slice(at + 1)) {
      const marks = marksFrom(unit, [one, other], allocations);
      const compared = compareMarks(unit, rule, marks);
      if (!compared) continue;
      const distance = distanceOf(unit, compared);
      const isNearer =
        nearest === null ||
        (compared.within && !nearest.compared.within) ||
        (compared.within === nearest.compared.within && distance < nearest.distance - 1e-9);
      if (isNearer) nearest = { marks, compared, distance };
    }
  }
  if (!nearest) return null;
  const { marks, compared } = nearest;
  const reason = compared.within
    ? `${whole.length} people marked it, and the two marks nearest to each other are taken.`
    : `${whole.length} people marked it, and no two of the marks are within tolerance.`;
  return { marks, compared: saying(compared, 'third', compared.within, reason) };
}

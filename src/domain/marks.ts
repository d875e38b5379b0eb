import type { Allocation } from './allocations.ts';
import { type ComparedAssessments, compareAssessments } from './compare.ts';
import type { CriterionId, PersonKey } from './ids.ts';
import type { AgreedJudgment, Judgment } from './judgment.ts';
import type { Unit } from './rubric.ts';
import type { Rubric } from './scope.ts';
import type { AssessmentFact } from './standing-assessments.ts';
import type { ToleranceRule } from './tolerance.ts';
import { sameDecision } from './verdict.ts';

/** A judgment, and the assessment it is of. */
export interface Given {
  readonly judgment: Judgment;
  readonly assessment: AssessmentFact;
}

/** One judgment on each criterion that was judged, of one assessment or put together from several. */
export type Mark = ReadonlyMap<CriterionId, Given>;

export interface Marks {
  readonly a: Mark;
  /** Empty where nothing is marked twice. */
  readonly b: Mark;
  /** Those that the marks are made of, in the order they stand in. */
  readonly sources: readonly AssessmentFact[];
  /** Whether every criterion of the unit is judged at least once. */
  readonly isWhole: boolean;
  /** Whether some criterion is judged twice, so that there is something to compare. */
  readonly isDouble: boolean;
}

/**
 * The marks that assessments make, in the order they stand in: of each criterion the first judgment and the second. What
 * only a second marker judged stands among the second mark, where others marked as well; a third judgment is in neither.
 */
export function marksFrom(
  unit: Unit,
  assessments: readonly AssessmentFact[],
  allocations: readonly Allocation[],
): Marks {
  const isSecond = ({ author }: AssessmentFact) =>
    allocations.some((one) => one.person === author && one.as === 'second');
  const isMixed = assessments.some((one) => !isSecond(one));
  const a = new Map<CriterionId, Given>();
  const b = new Map<CriterionId, Given>();
  let isDouble = false;
  for (const { id } of unit.criteria) {
    const [first, second] = givenOn(id, assessments);
    if (!first) continue;
    if (second) {
      isDouble = true;
      b.set(id, second);
    }
    (!second && isMixed && isSecond(first.assessment) ? b : a).set(id, first);
  }
  const used = new Set([...a.values(), ...b.values()].map((one) => one.assessment.id));
  return {
    a,
    b,
    sources: assessments.filter((one) => used.has(one.id)),
    isWhole: unit.criteria.every(({ id }) => a.has(id) || b.has(id)),
    isDouble,
  };
}

function givenOn(criterion: CriterionId, assessments: readonly AssessmentFact[]): readonly Given[] {
  return assessments.flatMap((assessment) => {
    const judgment = assessment.body.judgments.find((one) => one.criterion === criterion);
    return judgment ? [{ judgment, assessment }] : [];
  });
}

/** Whoever judged some criterion that nobody else judged. */
export function judgedAlone(
  unit: Rubric,
  assessments: readonly AssessmentFact[],
  personOf: (key: PersonKey) => PersonKey,
): readonly PersonKey[] {
  return unit.criteria.flatMap(({ id }) => {
    const judges = new Set(givenOn(id, assessments).map((one) => personOf(one.assessment.author)));
    return judges.size === 1 ? [...judges] : [];
  });
}

const judgmentsOf = (mark: Mark) => [...mark.values()].map((one) => one.judgment);

/** The two marks under a tolerance rule; null where no criterion is judged twice. */
export function compareMarks(
  unit: Unit,
  rule: ToleranceRule,
  { a, b, isDouble }: Marks,
): ComparedAssessments | null {
  return isDouble ? compareAssessments(unit, rule, judgmentsOf(a), judgmentsOf(b)) : null;
}

/** What nobody but one judged, as an outcome. */
export function asAgreed(unit: Unit, { a, b }: Marks): readonly AgreedJudgment[] {
  return unit.criteria.flatMap(({ id }) => {
    const given = a.get(id) ?? b.get(id);
    return given ? [agreedFrom(given)] : [];
  });
}

function agreedFrom({ judgment, assessment }: Given): AgreedJudgment {
  const { criterion, decision, rationale } = judgment;
  return { criterion, decision, from: assessment.id, rationale };
}

/** What the tolerance's value rule takes from two marks within tolerance; what was judged once is taken as it is. */
export function settledByTolerance(
  compared: ComparedAssessments,
  { a, b }: Marks,
): readonly AgreedJudgment[] {
  return compared.criteria.flatMap(({ criterion, settled }) => {
    const [first, second] = [a.get(criterion), b.get(criterion)];
    const some = first ?? second;
    if (!settled || !some) return [];
    const given = [first, second].find((one) => one && sameDecision(one.judgment.decision, settled));
    return [
      given
        ? agreedFrom(given)
        : { criterion, decision: settled, from: null, rationale: some.judgment.rationale },
    ];
  });
}

import { markInWords } from './compare.ts';
import type { CriterionId, PersonKey } from './ids.ts';
import type { Mark } from './marks.ts';
import type { Unit } from './rubric.ts';
import type { SubmissionView } from './submission-view.ts';

/** Where two assessments of a submission part, in words. */
export interface Disagreement {
  /** Whoever gave each mark. */
  readonly a: readonly PersonKey[];
  readonly b: readonly PersonKey[];
  readonly outOfTolerance: readonly {
    readonly criterion: CriterionId;
    readonly title: string;
    readonly a: string;
    readonly b: string;
    readonly reason: string;
  }[];
  readonly reasons: readonly string[];
}

/** Those a mark is of, each once, in the order of the rubric. */
export const authorsOf = (mark: Mark): readonly PersonKey[] => [
  ...new Set([...mark.values()].map((one) => one.assessment.author)),
];

/** Null where there are not two assessments to compare. */
export function disagreementIn(view: SubmissionView, unit: Unit): Disagreement | null {
  const { compared } = view;
  if (!compared) return null;
  const { a, b } = view.marks;
  return {
    a: authorsOf(a),
    b: authorsOf(b),
    outOfTolerance: compared.criteria.flatMap((one) => {
      const criterion = unit.criteria.find((candidate) => candidate.id === one.criterion);
      if (one.within || !criterion) return [];
      return [
        {
          criterion: one.criterion,
          title: criterion.title,
          a: markInWords(criterion, one.a),
          b: markInWords(criterion, one.b),
          reason: one.reason,
        },
      ];
    }),
    reasons: compared.overall.filter((one) => !one.within).map((one) => one.reason),
  };
}

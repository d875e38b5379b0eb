import type { AssessmentId } from '../../src/domain/ids.ts';
import { criterionLabel } from '../workbench/criterion-mark.tsx';
import type { Compared, Comparison } from './agree.ts';

type Part = Comparison['a']['assessments'][number];

/** The assessments that a mark is put together from. */
export const partsOf = (mark: Comparison['b']): readonly Part[] => mark?.assessments ?? [];

/** The assessment that one criterion's judgment is of. */
export function partWith(mark: Comparison['b'], from: AssessmentId | null): Part | null {
  return partsOf(mark).find(({ id }) => id === from) ?? null;
}

/** Whether only one of the two marks judges it. */
export const isByOne = ({ a, b }: Compared) => a === null || b === null;

/** Whose mark it is; with what each of them judged, where no one judged everything. */
export function nameOfMark({ unit, criteria, ...marks }: Comparison, which: 'a' | 'b'): string {
  return partsOf(marks[which])
    .map(({ id, assessor }) => {
      const labels = unit.criteria.flatMap((criterion, index) =>
        criteria.some((one) => one.criterion === criterion.id && one.from[which] === id)
          ? [criterionLabel(criterion, index)]
          : [],
      );
      return labels.length === unit.criteria.length
        ? assessor.name
        : `${assessor.name} · ${labels.join(', ')}`;
    })
    .join(' + ');
}

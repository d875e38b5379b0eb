import type { Allocation } from '../../src/domain/allocations.ts';
import type { Unit } from '../../src/domain/rubric.ts';
import { inScope } from '../../src/domain/scope.ts';
import type { SubmissionView } from '../../src/domain/submission-view.ts';
import { judgesAll, rubricProblem, sameDecision } from '../../src/domain/verdict.ts';

/** What an outcome, or the lack of one, must not be; null where it is well. */
export function faultOf(
  { state, outcome, assessments, allocations, marks, setAside }: SubmissionView,
  unit: Unit,
): string | null {
  const judged = assessments.flatMap((one) => one.body.judgments);
  const isDone = ({ person, criteria }: Allocation) =>
    assessments.some(
      (one) => one.author === person && judgesAll(inScope(unit, criteria), one.body.judgments),
    );
  const isOpen = !judgesAll(unit, judged) || !allocations.every(isDone);
  if (state === 'partially_marked')
    return assessments.length > 0 && isOpen ? null : 'nothing is left to mark';
  if (state === 'reconciling') return marks.isDouble && !isOpen ? null : 'there is nothing to reconcile';
  if (state === 'adjudicating') return outcome === null ? null : 'it was decided before an adjudicator did';
  if (!outcome)
    return state === 'awaiting'
      ? assessments.length > 0
        ? 'there are marks'
        : null
      : setAside
        ? null
        : 'no outcome';
  if (rubricProblem(unit, outcome.judgments) !== null) return 'it leaves a criterion open';
  if (outcome.record !== null) return null;
  if (isOpen) return 'it was settled before everything was marked';
  const isTaken = outcome.judgments.every(
    ({ criterion, decision, from }) =>
      from === null ||
      (outcome.sources.includes(from) &&
        assessments.some(
          (one) =>
            one.id === from &&
            one.body.judgments.some(
              (each) => each.criterion === criterion && sameDecision(each.decision, decision),
            ),
        )),
  );
  return isTaken ? null : 'a judgment was not given by its source';
}

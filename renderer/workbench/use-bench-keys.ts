import type { CriterionId } from '../../src/domain/ids.ts';
import { isInScope } from '../../src/domain/scope.ts';
import { go } from '../app/router.ts';
import { useShortcut } from '../app/shortcuts.ts';
import { choicesOf } from './decision-control.tsx';
import { judgmentOn } from './draft-edits.ts';
import { goToNextGap } from './go-to-next-gap.ts';
import type { RubricFields } from './rubric-pane.tsx';
import { useNeighbours } from './use-neighbours.ts';
import { useBench, useOpen } from './use-workbench.ts';
import type { WorkbenchStore } from './workbench-store.ts';

/** The keys of the bench. None fires while one is typing; each asks what is open only when it is pressed. */
export function useBenchKeys(fields: RubricFields): void {
  const bench = useBench();
  const { actions } = bench;
  const isEditable = useOpen((open) => open.isEditable);

  useShortcut('mark.level', (_event, digit) => setLevel(bench, digit, fields));
  useShortcut('mark.criterion', (_event, digit) => goToOrAnchor(bench, digit));
  useShortcut('mark.next', () => step(bench, 1));
  useShortcut('mark.previous', () => step(bench, -1));
  useShortcut('mark.nextUnjudged', () => nextUnjudged(bench));
  useShortcut('mark.comment', () => fields.rationale.current?.focus());
  useShortcut('mark.plan', () => fields.feedback.current?.focus());
  useShortcut('mark.anchor', () => actions.anchorChosen());
  useShortcut('mark.dropChoice', () => (opened(bench)?.chosen ? actions.dropChoice() : false));
  useShortcut('evidence.box', () => actions.setBoxMode(!opened(bench)?.isBoxMode), isEditable);
  useShortcut('evidence.whole', actions.anchorWhole, isEditable);
  useShortcut('mark.gaps', () => actions.setMatrixOpen(!opened(bench)?.isMatrixOpen));
  useShortcut('mark.nextGap', () => goToNextGap(bench));
  useShortcut('mark.pleaseCheck', () =>
    actions.edit((now) => ({ ...now, pleaseCheck: !now.pleaseCheck }), null),
  );
  useShortcut('mark.undo', actions.undo);
  useShortcut('mark.redo', actions.redo);
  useShortcut('mark.submit', () => void actions.submit());
  const { previous, next } = useNeighbours();
  useShortcut('mark.nextSubmission', () => next !== null && go({ room: 'mark', submission: next }));
  useShortcut(
    'mark.previousSubmission',
    () => previous !== null && go({ room: 'mark', submission: previous }),
  );
}

const opened = (bench: WorkbenchStore) => bench.getState().open;
const criteriaOf = (bench: WorkbenchStore) => opened(bench)?.detail.unit.criteria ?? [];
const place = (bench: WorkbenchStore) =>
  criteriaOf(bench).findIndex(({ id }) => id === opened(bench)?.criterion);

function setLevel(bench: WorkbenchStore, digit: number, fields: RubricFields): void {
  const criterion = criteriaOf(bench)[place(bench)];
  const open = opened(bench);
  if (!criterion || !open?.isEditable || !isInScope(open.detail.scope, criterion.id)) return;
  if (criterion.kind === 'numeric') {
    bench.actions.judge({ decision: { kind: 'numeric', points: digit } }, 'points');
    fields.points.current?.focus();
    return;
  }
  const choice = choicesOf(criterion)[digit - 1];
  if (choice) bench.actions.judge({ decision: choice.decision }, null);
}

/** With a place chosen, the key anchors it and keeps the choice; without one it opens the criterion. */
function goToOrAnchor(bench: WorkbenchStore, digit: number): boolean {
  const criterion = criteriaOf(bench)[digit - 1];
  const open = opened(bench);
  if (!criterion || !open) return false;
  if (open.isEditable && open.chosen && isInScope(open.detail.scope, criterion.id))
    bench.actions.anchorChosen(criterion.id);
  else bench.actions.openCriterion(criterion.id);
  return true;
}

function step(bench: WorkbenchStore, by: number): void {
  openAt(bench, place(bench) + by);
}

function nextUnjudged(bench: WorkbenchStore): void {
  const criteria = criteriaOf(bench);
  const open = opened(bench);
  if (!open) return;
  const from = place(bench) + 1;
  const order = criteria.map((_, ahead) => (from + ahead) % criteria.length);
  const next = order.find((index) => {
    const candidate = criteria[index];
    if (candidate === undefined || !isInScope(open.detail.scope, candidate.id)) return false;
    return judgmentOn(open.history.present, candidate.id).decision === null;
  });
  if (next !== undefined) openAt(bench, next);
}

function openAt(bench: WorkbenchStore, index: number): void {
  const wanted: CriterionId | undefined = criteriaOf(bench)[index]?.id;
  if (wanted !== undefined) bench.actions.openCriterion(wanted);
}

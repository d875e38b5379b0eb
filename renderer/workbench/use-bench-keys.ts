import type { CriterionId } from '../../src/domain/ids.ts';
import { go } from '../app/router.ts';
import { useShortcut } from '../app/shortcuts.ts';
import { choicesOf } from './decision-control.tsx';
import { judgmentOn } from './draft-edits.ts';
import type { RubricFields } from './rubric-pane.tsx';
import { useNeighbours } from './use-neighbours.ts';
import { useActions, useOpen } from './use-workbench.ts';

/** The keys of the bench. None fires while one is typing. */
export function useBenchKeys(fields: RubricFields): void {
  const open = useOpen((state) => state);
  const actions = useActions();
  const { criteria } = open.detail.unit;
  const at = criteria.findIndex(({ id }) => id === open.criterion);
  const criterion = criteria[at];
  const openAt = (index: number) => {
    const wanted: CriterionId | undefined = criteria[index]?.id;
    if (wanted !== undefined) actions.openCriterion(wanted);
  };

  useShortcut('mark.level', (_event, digit) => {
    if (!criterion || !open.isEditable) return;
    const choice = choicesOf(criterion)[digit - 1];
    if (choice) actions.judge({ decision: choice.decision }, null);
    if (criterion.kind !== 'numeric') return;
    actions.judge({ decision: { kind: 'numeric', points: digit } }, 'points');
    fields.points.current?.focus();
  });
  useShortcut('mark.next', () => openAt(at + 1));
  useShortcut('mark.previous', () => openAt(at - 1));
  useShortcut('mark.nextUnjudged', () => {
    const draft = open.history.present;
    const order = criteria.map((_, step) => (at + 1 + step) % criteria.length);
    const next = order.find((index) => {
      const candidate = criteria[index];
      return candidate !== undefined && judgmentOn(draft, candidate.id).decision === null;
    });
    if (next !== undefined) openAt(next);
  });
  useShortcut('mark.comment', () => fields.rationale.current?.focus());
  useShortcut('mark.anchor', () => {
    actions.anchorChosen();
    document.getSelection()?.removeAllRanges();
  });
  useShortcut('evidence.box', () => actions.setBoxMode(!open.isBoxMode), open.isEditable);
  useShortcut('evidence.whole', actions.anchorWhole, open.isEditable);
  useShortcut('mark.gaps', () => actions.setMatrixOpen(!open.isMatrixOpen));
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

import { criterionLabel } from './criterion-mark.tsx';
import { judgmentOn } from './draft-edits.ts';
import type { OpenWorkbench } from './workbench-store.ts';

/** What a person typed into a draft, as plain text to take elsewhere; empty where there is nothing to lose. */
export function draftInWords(open: OpenWorkbench | null): string {
  if (!open?.isEditable) return '';
  const { unit, learner, title } = open.detail;
  const draft = open.history.present;
  const said = unit.criteria.flatMap((criterion, index) => {
    const label = `${criterionLabel(criterion, index)} ${criterion.title}`;
    const { rationale } = judgmentOn(draft, criterion.id);
    const action = draft.actions.find((one) => one.criterion === criterion.id)?.text ?? '';
    return [rationale, action].filter((text) => text !== '').map((text) => `${label}\n${text}`);
  });
  if (draft.feedback !== '') said.push(draft.feedback);
  return said.length === 0 ? '' : [`${learner.name}: ${title}`, ...said].join('\n\n');
}

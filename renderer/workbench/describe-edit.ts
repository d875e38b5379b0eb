import type { Draft, DraftJudgment } from '../../src/domain/judgment.ts';
import type { Criterion } from '../../src/domain/rubric.ts';
import { t } from '../messages/t.ts';
import { criterionLabel } from './criterion-mark.tsx';
import { changedCriteria, judgmentOn } from './draft-edits.ts';

const FIELDS = ['decision', 'rationale', 'anchors', 'vacs', 'confidence'] as const;

/** What differs between two drafts, in a few words: what undo would take back. */
export function describeEdit(criteria: readonly Criterion[], before: Draft, after: Draft): string {
  const changed = changedCriteria(before, after);
  const [first] = changed;
  if (first !== undefined) {
    if (changed.length > 1) return t('undo.several', { n: changed.length });
    const index = criteria.findIndex(({ id }) => id === first);
    const criterion = criteria[index];
    const label = criterion ? criterionLabel(criterion, index) : first;
    const field = changedField(judgmentOn(before, first), judgmentOn(after, first));
    return t(`undo.${field}`, { criterion: label });
  }
  if (before.pleaseCheck !== after.pleaseCheck) return t('undo.pleaseCheck');
  return t(before.actions === after.actions ? 'undo.feedback' : 'undo.actions');
}

/** The one field that differs, or the judgment as a whole where several do. */
function changedField(before: DraftJudgment, after: DraftJudgment): (typeof FIELDS)[number] | 'judgment' {
  const changed = FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  return changed.length === 1 ? (changed[0] ?? 'judgment') : 'judgment';
}

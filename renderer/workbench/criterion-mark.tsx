import type { DraftJudgment } from '../../src/domain/judgment.ts';
import type { Criterion } from '../../src/domain/rubric.ts';
import { decisionProblem, isLowest, isMet, levelIndex } from '../../src/domain/verdict.ts';
import { t } from '../messages/t.ts';
import { StatusMark } from '../ui/status-mark.tsx';

/** Short enough for a chip: the criterion's code, or where it stands in the rubric. */
export function criterionLabel(criterion: Criterion, index: number): string {
  return criterion.code ?? String(index + 1);
}

/** A decision as people say it on this screen. */
export function markLabel(criterion: Criterion, judgment: DraftJudgment): string {
  const { decision } = judgment;
  if (decision === null) return t('criterion.toDo');
  switch (decision.kind) {
    case 'binary':
      return t(decision.met ? 'decision.met' : 'decision.notYet');
    case 'level':
      return criterion.kind === 'levels'
        ? (criterion.levels[levelIndex(criterion, decision.level)]?.label ?? t('criterion.invalid'))
        : t('criterion.invalid');
    case 'numeric':
      return criterion.kind === 'numeric'
        ? t('decision.points', { points: decision.points, max: criterion.max })
        : t('criterion.invalid');
  }
}

/** The mark on one criterion, and whether something about it is missing. */
export function CriterionMark(props: {
  readonly criterion: Criterion;
  readonly judgment: DraftJudgment;
  readonly isBare?: boolean;
}) {
  const { criterion, judgment, isBare = false } = props;
  const { decision } = judgment;
  const label = markLabel(criterion, judgment);
  if (decision === null) return <StatusMark shape="empty" tone="quiet" label={label} isBare={isBare} />;
  if (decisionProblem(criterion, decision) !== null) {
    return (
      <StatusMark shape="alert" tone="bad" label={`${label} · ${t('criterion.invalid')}`} isBare={isBare} />
    );
  }
  if (isLowest(criterion, decision) && judgment.rationale.trim() === '') {
    const missing = `${label} · ${t('criterion.needsRationale')}`;
    return <StatusMark shape="alert" tone="warn" label={missing} isBare={isBare} />;
  }
  return isMet(criterion, decision) ? (
    <StatusMark shape="check" tone="good" label={label} isBare={isBare} />
  ) : (
    <StatusMark shape="dash" tone="warn" label={label} isBare={isBare} />
  );
}

import { ListPlus, X } from 'lucide-react';
import type { Ref } from 'react';
import { draftPlan, servedActions, unmetCriteria, unplanned } from '../../src/domain/action-plan.ts';
import type { CriterionId } from '../../src/domain/ids.ts';
import type { PlannedAction } from '../../src/domain/judgment.ts';
import { t } from '../messages/t.ts';
import { Badge } from '../ui/badge.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { TextArea } from '../ui/field.tsx';
import { criterionLabel } from './criterion-mark.tsx';
import styles from './feedback-and-plan.module.css';
import { useActions, useOpen } from './use-workbench.ts';

/** What the learner is told on the whole, and what they should do next about what is not yet met. */
export function FeedbackAndPlan({ feedbackRef }: { readonly feedbackRef: Ref<HTMLTextAreaElement> }) {
  const actions = useActions();
  const isEditable = useOpen((open) => open.isEditable);
  const feedback = useOpen((open) => open.history.present.feedback);
  return (
    <section className={styles.whole} aria-label={t('plan.title')}>
      <TextArea
        label={t('bench.feedback')}
        value={feedback}
        placeholder={t('bench.feedbackHint')}
        isReadOnly={!isEditable}
        rows={3}
        maxLength={50_000}
        areaRef={feedbackRef}
        onChange={(text) => actions.edit((now) => ({ ...now, feedback: text }), 'feedback')}
        onBlur={() => void actions.flush()}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && event.currentTarget instanceof HTMLElement)
            event.currentTarget.blur();
        }}
      />
      <Plan />
    </section>
  );
}

function Plan() {
  const bench = useActions();
  const isEditable = useOpen((open) => open.isEditable);
  const unit = useOpen((open) => open.detail.unit);
  const draft = useOpen((open) => open.history.present);
  const served = servedActions(unit, draft);
  const toDraft = unplanned(unit, draft);
  const change = (actions: readonly PlannedAction[], field: string | null = null) =>
    bench.edit((now) => ({ ...now, actions: [...actions] }), field);
  const without = (gone: (criterion: CriterionId) => boolean) =>
    change(draft.actions.filter(({ criterion }) => !gone(criterion)));
  return (
    <div className={styles.plan}>
      <h3 className={styles.title}>{t('plan.actions')}</h3>
      {draft.actions.length === 0 && <p className={styles.none}>{whyNone()}</p>}
      <ul className={styles.actions}>
        {draft.actions.map(({ criterion, text }) => {
          const index = unit.criteria.findIndex(({ id }) => id === criterion);
          const about = unit.criteria[index];
          const label = about ? criterionLabel(about, index) : criterion;
          return (
            <li key={criterion} className={styles.action}>
              <div className={styles.head}>
                <span className={styles.about}>
                  <span className={styles.code}>{label}</span> {about?.title}
                </span>
                {served.has(criterion) && <Badge tone="good">{t('plan.served')}</Badge>}
                {isEditable && (
                  <IconButton
                    label={t('plan.remove', { criterion: label })}
                    onPress={() => without((id) => id === criterion)}
                  >
                    <X aria-hidden />
                  </IconButton>
                )}
              </div>
              <TextArea
                label={t('plan.action', { criterion: label })}
                isLabelHidden
                value={text}
                rows={2}
                maxLength={4000}
                isReadOnly={!isEditable}
                onChange={(next) =>
                  change(
                    draft.actions.map((one) =>
                      one.criterion === criterion ? { criterion, text: next } : one,
                    ),
                    `action ${criterion}`,
                  )
                }
                onBlur={() => void bench.flush()}
              />
            </li>
          );
        })}
      </ul>
      {isEditable && (toDraft > 0 || served.size > 0) && (
        <div className={styles.tools}>
          {toDraft > 0 && (
            <Button icon={<ListPlus aria-hidden />} onPress={() => change(draftPlan(unit, draft))}>
              {t(draft.actions.length === 0 ? 'plan.draft' : 'plan.draftMore', { n: toDraft })}
            </Button>
          )}
          {served.size > 0 && (
            <Button kind="quiet" onPress={() => without((id) => served.has(id))}>
              {t('plan.removeServed', { n: served.size })}
            </Button>
          )}
        </div>
      )}
    </div>
  );

  function whyNone(): string {
    if (!isEditable) return t('plan.none.read');
    const unmet = unmetCriteria(unit, draft.judgments).length;
    if (unmet > 0) return t('plan.none.ready', { n: unmet });
    return t(draft.judgments.some(({ decision }) => decision !== null) ? 'plan.none.met' : 'plan.none.todo');
  }
}

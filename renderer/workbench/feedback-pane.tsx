import { useEffect, useRef } from 'react';
import type { Criterion } from '../../src/domain/rubric.ts';
import { t } from '../messages/t.ts';
import { DecisionScale } from '../moderation/decision-scale.tsx';
import { describeDecision } from '../moderation/describe-decision.ts';
import { MarkerJudgment } from '../moderation/marker-judgment.tsx';
import { Badge } from '../ui/badge.tsx';
import { classNames } from '../ui/class-names.ts';
import { Marker } from '../ui/marker.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { criterionLabel } from './criterion-mark.tsx';
import styles from './feedback-pane.module.css';
import rubric from './rubric-pane.module.css';
import type { Feedback } from './use-script.ts';
import { useActions, useOpen } from './use-workbench.ts';

/** My mark of a script beside the definitive one, criterion by criterion: one open, the others a line each. */
export function FeedbackPane({ feedback }: { readonly feedback: Feedback }) {
  const unit = useOpen((open) => open.detail.unit);
  return (
    <section className={rubric.pane} aria-label={t('script.feedback')}>
      <header className={rubric.header}>
        <h2 className={rubric.unit}>{t('script.feedback')}</h2>
        <p className={styles.who}>
          <Marker marker="a" name={t('script.own')} />
          <Marker marker="b" name={t('script.definitive')} />
        </p>
      </header>
      <ol>
        {unit.criteria.map((criterion, index) => {
          const compared = feedback.criteria.find((one) => one.criterion === criterion.id);
          return (
            compared && (
              <ComparedEntry key={criterion.id} criterion={criterion} index={index} compared={compared} />
            )
          );
        })}
      </ol>
    </section>
  );
}

interface ComparedEntryProps {
  readonly criterion: Criterion;
  readonly index: number;
  readonly compared: Feedback['criteria'][number];
}

function ComparedEntry({ criterion, index, compared }: ComparedEntryProps) {
  const isOpen = useOpen((open) => open.criterion === criterion.id);
  const { openCriterion } = useActions();
  const { own, definitive, within, reason } = compared;
  const entry = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isOpen) entry.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  return (
    <li ref={entry} className={classNames(rubric.criterion, isOpen && rubric.open)}>
      <h3>
        <button
          type="button"
          className={rubric.line}
          aria-expanded={isOpen}
          onClick={() => openCriterion(criterion.id)}
        >
          <span className={rubric.code}>{criterionLabel(criterion, index)}</span>
          <span className={rubric.title}>{criterion.title}</span>
          {isOpen && criterion.critical && <Badge tone="warn">{t('criterion.critical')}</Badge>}
          <span className={rubric.mark}>
            <StatusMark
              shape={within ? 'check' : 'split'}
              tone={within ? 'good' : 'warn'}
              label={t(within ? 'reconcile.within' : 'reconcile.out')}
            />
          </span>
        </button>
      </h3>
      {isOpen && (
        <div className={styles.body}>
          <p className={styles.reason}>{reason}</p>
          {criterion.kind === 'numeric' && (
            <p className={styles.who}>
              <Marker marker="a" name={describeDecision(criterion, own?.decision ?? null)} />
              <Marker marker="b" name={describeDecision(criterion, definitive?.decision ?? null)} />
            </p>
          )}
          <DecisionScale
            criterion={criterion}
            a={own?.decision ?? null}
            b={definitive?.decision ?? null}
            chosen={null}
            mayChoose={false}
            onChoose={() => {}}
          />
          <Sides compared={compared} />
        </div>
      )}
    </li>
  );
}

/** Both sides' reasons; choosing a place opens the evidence at it. */
function Sides({ compared }: Pick<ComparedEntryProps, 'compared'>) {
  const { goTo } = useActions();
  const { own, definitive, ownAnchors, definitiveAnchors } = compared;
  return (
    <div className={styles.sides}>
      <MarkerJudgment
        marker="a"
        judgment={own}
        assessment={{ assessor: { name: t('script.own') }, anchors: ownAnchors }}
        onAnchor={goTo}
      />
      <MarkerJudgment
        marker="b"
        judgment={definitive}
        assessment={{ assessor: { name: t('script.definitive') }, anchors: definitiveAnchors }}
        onAnchor={goTo}
      />
    </div>
  );
}

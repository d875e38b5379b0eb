import type { Assessment, ComparedMark } from '../../src/api/shapes.ts';
import type { Unit } from '../../src/domain/rubric.ts';
import { t } from '../messages/t.ts';
import { Badge } from '../ui/badge.tsx';
import { Marker } from '../ui/marker.tsx';
import { partsOf } from './mark-parts.ts';
import styles from './told-learner.module.css';

interface ToldLearnerProps {
  readonly unit: Unit;
  readonly a: ComparedMark;
  readonly b: ComparedMark | null;
}

/** What each marker wants to tell the learner on the whole, side by side with what they plan. */
export function ToldLearner({ unit, a, b }: ToldLearnerProps) {
  return (
    <section className={styles.told} aria-label={t('plan.title')}>
      <h3>{t('plan.title')}</h3>
      <div className={styles.both}>
        {a.assessments.map((one) => (
          <OfMarker key={one.id} unit={unit} marker="a" assessment={one} />
        ))}
        {partsOf(b)
          .filter(({ id }) => !a.assessments.some((one) => one.id === id))
          .map((one) => (
            <OfMarker key={one.id} unit={unit} marker="b" assessment={one} />
          ))}
      </div>
    </section>
  );
}

interface OfMarkerProps {
  readonly unit: Unit;
  readonly marker: 'a' | 'b';
  readonly assessment: Assessment;
}

function OfMarker({ unit, marker, assessment }: OfMarkerProps) {
  const { assessor, feedback, actions, pleaseCheck } = assessment;
  const labelOf = (criterion: string) => {
    const index = unit.criteria.findIndex(({ id }) => id === criterion);
    return unit.criteria[index]?.code ?? (index < 0 ? criterion : String(index + 1));
  };
  return (
    <div className={styles.marker}>
      <Marker marker={marker} name={assessor.name} />
      {pleaseCheck && <Badge tone="warn">{t('bench.flag')}</Badge>}
      <p className={feedback.trim() === '' ? styles.none : styles.words}>
        {feedback.trim() === '' ? t('told.noFeedback') : feedback}
      </p>
      {actions.length > 0 && (
        <dl className={styles.actions} aria-label={t('plan.actions')}>
          {actions.map(({ criterion, text }) => (
            <div key={criterion}>
              <dt>{labelOf(criterion)}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

import { useRef, useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import type { UnitStatistics } from '../../src/api/shapes.ts';
import { formatDecimal, t } from '../messages/t.ts';
import { useRead } from '../state/read.ts';
import { Button } from '../ui/button.tsx';
import { Reading } from '../ui/reading.tsx';
import { RaschTable } from './rasch-table.tsx';
import { SaveChart } from './save-chart.tsx';
import styles from './statistics.module.css';

type Rasch = Output<'moderation.rasch'>;
type Measures = NonNullable<Rasch['measures']>;

/** Markers and criteria on one scale. Worked out only when somebody asks: it may take long. */
export function RaschSection({ unit }: { readonly unit: UnitStatistics['unit'] }) {
  const [isOpen, setIsOpen] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const read = useRead('moderation.rasch', isOpen ? { unit: unit.id } : null);
  function open() {
    setIsOpen(true);
    // The button is gone with this; whoever works with the keyboard goes on from here.
    title.current?.focus();
  }
  return (
    <section className={styles.section} aria-labelledby="statistics-rasch">
      <h2 ref={title} tabIndex={-1} id="statistics-rasch" className={styles.title}>
        {t('statistics.rasch')}
      </h2>
      <p className={styles.lead}>{t('statistics.raschLead')}</p>
      {!isOpen && <Button onPress={open}>{t('statistics.raschOpen')}</Button>}
      {isOpen && read.value === undefined && read.isSlow && (
        <p className={styles.note} aria-live="polite">
          {t('statistics.raschWaiting')}
        </p>
      )}
      {isOpen && <Reading read={read}>{(rasch) => <Said rasch={rasch} />}</Reading>}
      {isOpen && read.value && read.value.measures !== null && (
        <SaveChart unit={unit} chart={{ kind: 'rasch' }} called={t('statistics.rasch')} />
      )}
    </section>
  );
}

function Said({ rasch }: { readonly rasch: Rasch }) {
  return (
    <>
      {rasch.measures === null ? (
        <p>
          {t('statistics.raschNone')} {rasch.reason}
        </p>
      ) : (
        <MeasuresSaid measures={rasch.measures} />
      )}
      {rasch.leftOut.length > 0 && (
        <>
          <h3 className={styles.subtitle}>{t('statistics.raschLeftOut')}</h3>
          <ul className={styles.sentences}>
            {rasch.leftOut.map(({ facet, name, reason }) => (
              <li key={`${facet} ${name}`}>{t('statistics.raschLeftOutOne', { name, reason })}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function MeasuresSaid({ measures }: { readonly measures: Measures }) {
  const { markers, criteria, learners, separation, remarks } = measures;
  return (
    <>
      <p>
        {t('statistics.raschOf', { n: measures.ratings, learners: learners.count })}{' '}
        {learners.extreme > 0 && t('statistics.raschExtreme', { n: learners.extreme })}{' '}
        {separation.markers &&
          t('statistics.raschReliability', {
            reliability: `${formatDecimal(100 * separation.markers.reliability, 0)} %`,
          })}
      </p>
      {remarks.length > 0 && (
        <ul className={styles.sentences}>
          {remarks.map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      )}
      <h3 className={styles.subtitle}>{t('statistics.raschMarkers')}</h3>
      <p className={styles.note}>{t('statistics.raschReversed')}</p>
      <RaschTable
        column={t('statistics.column.marker')}
        drawn={t('statistics.column.severityPlot')}
        ends={[t('statistics.lenient'), t('statistics.severe')]}
        measured={markers.map((one) => ({ ...one, id: one.marker.key, name: one.marker.name }))}
      />
      <h3 className={styles.subtitle}>{t('statistics.raschCriteria')}</h3>
      <RaschTable
        column={t('statistics.column.criterion')}
        drawn={t('statistics.column.difficultyPlot')}
        ends={[t('statistics.easy'), t('statistics.hard')]}
        measured={criteria.map((one) => ({ ...one, id: one.criterion, name: one.title }))}
      />
      {learners.misfits.length > 0 && (
        <>
          <h3 className={styles.subtitle}>{t('statistics.raschMisfits')}</h3>
          <ul className={styles.sentences}>
            {learners.misfits.map(({ submission, learner, misfit }) => (
              <li key={submission}>
                {t('statistics.raschMisfitOf', { name: learner, misfit: misfit ?? '' })}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

import { ChartNoAxesCombined } from 'lucide-react';
import { useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import type { UnitId } from '../../src/domain/ids.ts';
import { t } from '../messages/t.ts';
import { useRead } from '../state/read.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ListCount, Listed } from '../ui/listed.tsx';
import { Reading } from '../ui/reading.tsx';
import { Select } from '../ui/select.tsx';
import { AgreementTable } from './agreement-table.tsx';
import { DriftOfMarkers } from './drift-of-markers.tsx';
import { MarkersCompared } from './markers-compared.tsx';
import { MarkersTable } from './markers-table.tsx';
import { RaschSection } from './rasch-section.tsx';
import { SaveChart } from './save-chart.tsx';
import styles from './statistics.module.css';

/** How the markers of a unit agree. */
export function Statistics() {
  const units = useRead('units.list', {});
  const [chosen, setChosen] = useState<UnitId | null>(null);
  const unit = chosen ?? units.value?.[0]?.id ?? null;
  const read = useRead('moderation.statistics', unit === null ? null : { unit });
  return (
    <Listed
      bar={
        <>
          <Select
            label={t('queue.column.unit')}
            isLabelHidden
            value={unit}
            onChange={setChosen}
            className={styles.unit}
            options={(units.value ?? []).map((one) => ({ id: one.id, label: `${one.code} · ${one.title}` }))}
          />
          <ListCount>
            {read.value &&
              t('statistics.doubleMarked', { shared: read.value.doubleMarked, n: read.value.submissions })}
          </ListCount>
        </>
      }
    >
      {unit === null ? (
        units.value && <Nothing />
      ) : (
        <Reading read={read}>
          {(said) => (said.doubleMarked === 0 ? <Nothing /> : <Said key={said.unit.id} said={said} />)}
        </Reading>
      )}
    </Listed>
  );
}

function Nothing() {
  return (
    <EmptyState icon={<ChartNoAxesCombined aria-hidden />} title={t('statistics.nothing')}>
      {t('statistics.nothingNext')}
    </EmptyState>
  );
}

function Said({ said }: { readonly said: Output<'moderation.statistics'> }) {
  return (
    <div className={styles.page}>
      <section className={styles.section} aria-labelledby="statistics-agreement">
        <h2 id="statistics-agreement" className={styles.title}>
          {t('statistics.agreement')}
        </h2>
        <p className={styles.lead}>{t('statistics.agreementLead')}</p>
        <AgreementTable about={[said.verdict, ...said.criteria]} />
        <SaveChart unit={said.unit} chart={{ kind: 'agreement' }} called={t('statistics.agreement')} />
      </section>
      <section className={styles.section} aria-labelledby="statistics-severity">
        <h2 id="statistics-severity" className={styles.title}>
          {t('statistics.severity')}
        </h2>
        <p className={styles.lead}>{t('statistics.severityLead')}</p>
        <MarkersTable markers={said.markers} />
        <SaveChart unit={said.unit} chart={{ kind: 'severity' }} called={t('statistics.severity')} />
      </section>
      <section className={styles.section} aria-labelledby="statistics-drift">
        <h2 id="statistics-drift" className={styles.title}>
          {t('statistics.drift')}
        </h2>
        <p className={styles.lead}>{t('statistics.driftLead')}</p>
        <DriftOfMarkers markers={said.markers} />
        {said.markers.some(({ drift }) => drift.stretches !== null) && (
          <SaveChart unit={said.unit} chart={{ kind: 'drift' }} called={t('statistics.drift')} />
        )}
      </section>
      <section className={styles.section} aria-labelledby="statistics-compared">
        <h2 id="statistics-compared" className={styles.title}>
          {t('statistics.compared')}
        </h2>
        <p className={styles.lead}>{t('statistics.comparedLead')}</p>
        <MarkersCompared said={said} />
      </section>
      <RaschSection unit={said.unit} />
    </div>
  );
}

import { Columns3 } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { UnitId } from '../../src/domain/ids.ts';
import type { Criterion } from '../../src/domain/rubric.ts';
import { go } from '../app/router.ts';
import { t } from '../messages/t.ts';
import { useRead } from '../state/read.ts';
import { Badge } from '../ui/badge.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Reading } from '../ui/reading.tsx';
import { Room } from '../ui/room.tsx';
import { RowGrid, type RowGridColumn } from '../ui/row-grid.tsx';
import { Select } from '../ui/select.tsx';
import { criterionLabel } from '../workbench/criterion-mark.tsx';
import styles from './across.module.css';
import { JudgedMeter } from './judged-meter.tsx';
import { QueueSwitch } from './queue-switch.tsx';

interface Row {
  readonly criterion: Criterion;
  readonly label: string;
  readonly judged: number;
  readonly all: number;
}

const columns = (): readonly RowGridColumn<Row>[] => [
  {
    id: 'criterion',
    header: t('across.column.criterion'),
    width: 'minmax(280px, 2fr)',
    cell: ({ criterion, label }) => (
      <>
        <span className={styles.code}>{label}</span>
        <span className={styles.name}>{criterion.title}</span>
        {criterion.critical && <Badge tone="warn">{t('criterion.critical')}</Badge>}
      </>
    ),
  },
  {
    id: 'progress',
    header: t('across.column.progress'),
    width: 'minmax(180px, 1fr)',
    cell: ({ judged, all }) => <JudgedMeter judged={judged} all={all} />,
  },
];

const keyOf = (row: Row) => row.criterion.id;

/** The queue by criterion: which one to mark across all submissions of a unit. */
export function ByCriterion({ unit: wanted }: { readonly unit: UnitId | null }) {
  const units = useRead('units.list', {});
  const marked = useMemo(() => units.value?.filter((unit) => unit.submissions > 0), [units.value]);
  const unit = marked?.find(({ id }) => id === wanted) ?? marked?.[0];
  return (
    <Room
      title={t('queue.title')}
      about={unit !== undefined && t('across.count', { n: unit.criteria })}
      actions={
        <>
          {unit !== undefined && (
            <Select
              label={t('across.unit')}
              isLabelHidden
              className={styles.unit}
              value={unit.id}
              options={(marked ?? []).map((one) => ({ id: one.id, label: `${one.code} · ${one.title}` }))}
              onChange={(id) => go({ room: 'across', unit: id, criterion: null })}
            />
          )}
          <QueueSwitch by="criterion" />
        </>
      }
    >
      <Reading read={{ ...units, value: marked }}>
        {() =>
          unit === undefined ? (
            <EmptyState icon={<Columns3 aria-hidden />} title={t('across.noUnits')}>
              {t('across.noUnitsNext')}
            </EmptyState>
          ) : (
            <Criteria key={unit.id} unit={unit.id} />
          )
        }
      </Reading>
    </Room>
  );
}

function Criteria({ unit }: { readonly unit: UnitId }) {
  const progress = useRead('across.progress', { unit });
  const { value } = progress;
  const [active, setActive] = useState<number | null>(0);
  const shownColumns = useMemo(() => columns(), []);
  const rows = useMemo<readonly Row[]>(() => {
    if (value === undefined) return [];
    return value.unit.criteria.map((criterion, index) => ({
      criterion,
      label: criterionLabel(criterion, index),
      judged: value.criteria[index]?.judged ?? 0,
      all: value.criteria[index]?.all ?? 0,
    }));
  }, [value]);
  const rowAt = useCallback((index: number) => rows[index], [rows]);
  return (
    <Reading read={progress}>
      {() => (
        <RowGrid
          label={t('across.byCriterion')}
          columns={shownColumns}
          count={rows.length}
          rowAt={rowAt}
          keyOf={keyOf}
          active={active}
          onActive={setActive}
          onOpen={(row) => go({ room: 'across', unit, criterion: row.criterion.id })}
        />
      )}
    </Reading>
  );
}

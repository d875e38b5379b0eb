import { GitCompareArrows, SlidersHorizontal } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import type { UnitId } from '../../src/domain/ids.ts';
import { go } from '../app/router.ts';
import { t } from '../messages/t.ts';
import { useRead } from '../state/read.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ListCount, Listed } from '../ui/listed.tsx';
import { ListedRows } from '../ui/listed-rows.tsx';
import { Marker } from '../ui/marker.tsx';
import { OutcomeMark } from '../ui/outcome-mark.tsx';
import type { RowGridColumn } from '../ui/row-grid.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { Select } from '../ui/select.tsx';
import styles from './disagreements.module.css';
import { ToleranceDialog } from './tolerance-dialog.tsx';

type Row = Output<'moderation.board'>[number];

const keyOf = (row: Row) => row.submission;
const open = (row: Row) => go({ room: 'moderate', submission: row.submission });
const SHOWN_CRITERIA = 4;
const LINE_PX = 24;

function heightOf(row: Row): number {
  const lines = Math.min(SHOWN_CRITERIA + 1, row.outOfTolerance.length) || Math.min(3, row.reasons.length);
  return Math.max(52, 16 + LINE_PX * lines);
}

const columns = (): readonly RowGridColumn<Row>[] => [
  {
    id: 'submission',
    header: t('queue.column.submission'),
    width: 'minmax(180px, 1fr)',
    cell: (row) => (
      <div className={styles.who}>
        <span className={styles.learner}>{row.learner}</span>
        <span className={styles.quiet}>
          {row.unitCode} · {row.title}
        </span>
      </div>
    ),
  },
  {
    id: 'markers',
    header: t('moderate.column.markers'),
    width: 'minmax(130px, 0.6fr)',
    cell: (row) => (
      <div className={styles.who}>
        <Marker marker="a" name={row.a} />
        {row.b === null ? (
          <span className={styles.quiet}>{t('moderate.noSecond')}</span>
        ) : (
          <Marker marker="b" name={row.b} />
        )}
      </div>
    ),
  },
  {
    id: 'where',
    header: t('moderate.column.where'),
    width: 'minmax(380px, 2.4fr)',
    cell: (row) => <Differences row={row} />,
  },
  {
    id: 'state',
    header: t('queue.column.state'),
    width: '140px',
    cell: (row) => <OutcomeMark state={row.state} />,
  },
];

function Differences({ row }: { readonly row: Row }) {
  if (row.outOfTolerance.length === 0) {
    return (
      <ul className={styles.reasons}>
        {row.reasons.slice(0, 3).map((reason) => (
          <li key={reason} title={reason}>
            {reason}
          </li>
        ))}
      </ul>
    );
  }
  const more = row.outOfTolerance.length - SHOWN_CRITERIA;
  return (
    <ul className={styles.differences}>
      {row.outOfTolerance.slice(0, SHOWN_CRITERIA).map((one) => (
        <li key={one.criterion} title={one.reason}>
          <span className={styles.criterion}>{one.title}</span>
          <span className={styles.mark}>
            <Marker marker="a" name={one.a} />
          </span>
          <span className={styles.mark}>
            <Marker marker="b" name={one.b} />
          </span>
        </li>
      ))}
      {more > 0 && <li className={styles.quiet}>{t('moderate.more', { n: more })}</li>}
    </ul>
  );
}

/** Where markers disagree, the weightiest first. */
export function Disagreements() {
  const [include, setInclude] = useState<'open' | 'settled' | 'all'>('open');
  const [unit, setUnit] = useState<UnitId | 'all'>('all');
  const [isSetting, setIsSetting] = useState(false);
  const units = useRead('units.list', {});
  const board = useRead('moderation.board', { include, ...(unit === 'all' ? {} : { unit }) });
  const rows = board.value;
  const shown = useMemo(columns, []);
  return (
    <>
      <Listed
        bar={
          <>
            <SegmentedControl
              label={t('results.filter')}
              value={include}
              onChange={setInclude}
              options={[
                { id: 'open', label: t('moderate.open') },
                { id: 'settled', label: t('moderate.settled') },
                { id: 'all', label: t('moderate.all') },
              ]}
            />
            <ListCount>{rows && t(`moderate.count.${include}`, { n: rows.length })}</ListCount>
            <Select
              label={t('queue.column.unit')}
              isLabelHidden
              value={unit}
              onChange={setUnit}
              className={styles.unit}
              options={[
                { id: 'all' as const, label: t('people.allUnits') },
                ...(units.value ?? []).map((one) => ({ id: one.id, label: `${one.code} · ${one.title}` })),
              ]}
            />
            <Button icon={<SlidersHorizontal aria-hidden />} onPress={() => setIsSetting(true)}>
              {t('tolerance.edit')}
            </Button>
          </>
        }
      >
        <ListedRows
          key={include}
          read={board}
          label={t('moderate.tab.disagreements')}
          columns={shown}
          keyOf={keyOf}
          onOpen={open}
          heightOf={heightOf}
          empty={
            <EmptyState icon={<GitCompareArrows aria-hidden />} title={t(`moderate.empty.${include}`)}>
              {t('moderate.emptyNext')}
            </EmptyState>
          }
        />
      </Listed>
      <ToleranceDialog
        isOpen={isSetting}
        onClose={() => setIsSetting(false)}
        units={units.value ?? []}
        first={unit === 'all' ? null : unit}
      />
    </>
  );
}

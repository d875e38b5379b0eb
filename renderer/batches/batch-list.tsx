import { Layers, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import { go } from '../app/router.ts';
import { formatDate, formatNumber, t } from '../messages/t.ts';
import { useRead } from '../state/read.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ListCount, Listed } from '../ui/listed.tsx';
import { ListedRows } from '../ui/listed-rows.tsx';
import type { RowGridColumn } from '../ui/row-grid.tsx';
import styles from './batch-list.module.css';
import { BatchMark } from './batch-mark.tsx';
import { OpenBatch } from './open-batch.tsx';

type Row = Output<'batches.list'>[number];

const keyOf = (row: Row) => row.batch;
const open = (row: Row) => go({ room: 'moderate', submission: null, tab: 'batches', batch: row.batch });

const columns = (): readonly RowGridColumn<Row>[] => [
  {
    id: 'label',
    header: t('batch.column.batch'),
    width: 'minmax(180px, 1.4fr)',
    cell: (row) => (
      <>
        <span className={styles.label}>{row.label}</span>
        {row.version > 1 && <Badge>{t('batch.version', { n: row.version })}</Badge>}
      </>
    ),
  },
  {
    id: 'unit',
    header: t('queue.column.unit'),
    width: 'minmax(140px, 1.2fr)',
    cell: (row) => (
      <span className={styles.quiet}>
        {row.unitCode} · {row.unitTitle}
      </span>
    ),
  },
  {
    id: 'mode',
    header: t('batch.column.mode'),
    width: '130px',
    hideBelow: 900,
    cell: (row) => <span className={styles.quiet}>{t(`batch.mode.${row.mode}`)}</span>,
  },
  {
    id: 'state',
    header: t('queue.column.state'),
    width: '150px',
    cell: (row) => <BatchMark state={row.state} />,
  },
  {
    id: 'sample',
    header: t('batch.column.sample'),
    width: '150px',
    cell: (row) =>
      row.sampled === 0 ? (
        <span className={styles.quiet}>–</span>
      ) : (
        t('batch.lookedAt', { done: row.lookedAt, n: row.sampled })
      ),
  },
  {
    id: 'members',
    header: t('batch.column.members'),
    width: '104px',
    isNumeric: true,
    cell: (row) => (row.members === 0 ? <span className={styles.quiet}>–</span> : formatNumber(row.members)),
  },
  {
    id: 'opened',
    header: t('batch.column.opened'),
    width: '110px',
    hideBelow: 1000,
    cell: (row) => <span className={styles.quiet}>{formatDate(row.openedAt)}</span>,
  },
];

/** Outcomes that are moderated and confirmed together. */
export function BatchList() {
  const batches = useRead('batches.list', {});
  const [isOpening, setIsOpening] = useState(false);
  const rows = batches.value;
  const shown = useMemo(columns, []);
  const opener = (
    <Button kind="primary" icon={<Plus aria-hidden />} onPress={() => setIsOpening(true)}>
      {t('batch.open')}
    </Button>
  );
  return (
    <>
      <Listed
        bar={
          <>
            <ListCount>{rows && t('batch.count', { n: rows.length })}</ListCount>
            {rows && rows.length > 0 && opener}
          </>
        }
      >
        <ListedRows
          read={batches}
          label={t('moderate.tab.batches')}
          columns={shown}
          keyOf={keyOf}
          onOpen={open}
          empty={
            <EmptyState icon={<Layers aria-hidden />} title={t('batch.empty')} actions={opener}>
              {t('batch.emptyNext')}
            </EmptyState>
          }
        />
      </Listed>
      <OpenBatch isOpen={isOpening} onClose={() => setIsOpening(false)} />
    </>
  );
}

import { Scale } from 'lucide-react';
import { useMemo } from 'react';
import type { Output } from '../../src/api/contract.ts';
import { go } from '../app/router.ts';
import styles from '../batches/batch-list.module.css';
import { formatDate, t } from '../messages/t.ts';
import { useRead } from '../state/read.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ListCount, Listed } from '../ui/listed.tsx';
import { ListedRows } from '../ui/listed-rows.tsx';
import type { RowGridColumn } from '../ui/row-grid.tsx';
import { AppealMark } from './appeal-mark.tsx';

type Row = Output<'appeals.list'>[number];

const keyOf = (row: Row) => row.appeal;
const open = (row: Row) => go({ room: 'moderate', submission: null, tab: 'appeals', appeal: row.appeal });
const isOpen = (row: Row) => row.state !== 'closed' && row.state !== 'withdrawn';

const columns = (): readonly RowGridColumn<Row>[] => [
  {
    id: 'learner',
    header: t('appeal.column.learner'),
    width: 'minmax(160px, 1.2fr)',
    cell: (row) => <span className={styles.label}>{row.learner}</span>,
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
    id: 'state',
    header: t('queue.column.state'),
    width: '180px',
    cell: (row) => <AppealMark state={row.state} />,
  },
  {
    id: 'next',
    header: t('appeal.column.next'),
    width: 'minmax(150px, 1fr)',
    cell: (row) =>
      row.next === 'nothing' ? (
        <span className={styles.quiet}>{row.result ? t(`appeal.state.${row.result}`) : '–'}</span>
      ) : (
        t(`appeal.next.${row.next}`, { done: row.remarked, n: row.remarks })
      ),
  },
  {
    id: 'due',
    header: t('appeal.column.due'),
    width: '170px',
    cell: (row) =>
      row.due === null ? (
        <span className={styles.quiet}>–</span>
      ) : (
        <>
          {formatDate(row.due)}{' '}
          {isOpen(row) && row.due < new Date().toISOString() && (
            <Badge tone="bad">{t('appeal.overdue')}</Badge>
          )}
        </>
      ),
  },
  {
    id: 'received',
    header: t('appeal.column.received'),
    width: '110px',
    hideBelow: 1000,
    cell: (row) => <span className={styles.quiet}>{formatDate(row.received)}</span>,
  },
];

/** What somebody asked to be looked at again, and what comes next for each. */
export function AppealList() {
  const appeals = useRead('appeals.list', {});
  const rows = appeals.value;
  const shown = useMemo(columns, []);
  return (
    <Listed bar={<ListCount>{rows && t('appeal.count', { n: rows.length })}</ListCount>}>
      <ListedRows
        read={appeals}
        label={t('moderate.tab.appeals')}
        columns={shown}
        keyOf={keyOf}
        onOpen={open}
        empty={
          <EmptyState
            icon={<Scale aria-hidden />}
            title={t('appeal.empty')}
            actions={<Button onPress={() => go({ room: 'queue' })}>{t('results.toQueue')}</Button>}
          >
            {t('appeal.emptyNext')}
          </EmptyState>
        }
      />
    </Listed>
  );
}

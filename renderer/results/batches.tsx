import { Package } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import { formatDateTime, t } from '../messages/t.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { RowGrid, type RowGridColumn } from '../ui/row-grid.tsx';
import styles from './result-list.module.css';

type Row = Output<'results.batches'>[number];
const keyOf = (row: Row) => row.batch;

const columns = (): readonly RowGridColumn<Row>[] => [
  {
    id: 'label',
    header: t('batches.label'),
    width: 'minmax(200px, 1.4fr)',
    cell: (row) => <span className={styles.learner}>{row.label}</span>,
  },
  {
    id: 'version',
    header: t('units.column.version'),
    width: '80px',
    isNumeric: true,
    cell: (row) => row.version,
  },
  {
    id: 'results',
    header: t('batches.results'),
    width: '170px',
    isNumeric: true,
    cell: (row) => t('batches.passed', { passed: row.passed, results: row.results }),
  },
  { id: 'at', header: t('batches.at'), width: '160px', cell: (row) => formatDateTime(row.exportedAt) },
  { id: 'by', header: t('batches.by'), width: 'minmax(120px, 0.7fr)', cell: (row) => row.by },
  {
    id: 'manifest',
    header: t('batches.manifest'),
    width: 'minmax(160px, 1fr)',
    cell: (row) => (
      <code className={styles.quiet} title={row.manifestSha256}>
        {row.manifestSha256}
      </code>
    ),
  },
];

/** What was released together, and the fingerprint of each manifest. */
export function Batches({ batches }: { readonly batches: readonly Row[] }) {
  const [active, setActive] = useState<number | null>(null);
  const rowAt = useCallback((index: number) => batches[index], [batches]);
  if (batches.length === 0) {
    return (
      <EmptyState icon={<Package aria-hidden />} title={t('batches.empty')}>
        {t('batches.emptyNext')}
      </EmptyState>
    );
  }
  return (
    <RowGrid
      label={t('results.tab.batches')}
      columns={columns()}
      count={batches.length}
      rowAt={rowAt}
      keyOf={keyOf}
      active={active}
      onActive={setActive}
    />
  );
}

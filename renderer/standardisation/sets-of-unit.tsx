import { useMemo } from 'react';
import styles from '../batches/batch-list.module.css';
import { formatDate, t } from '../messages/t.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import type { RowGridColumn } from '../ui/row-grid.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { describeRule } from './describe-rule.ts';
import { ListAndChosen } from './list-and-chosen.tsx';
import type { StandardSet, StandardsOfUnit } from './may-decide.ts';
import { SetPane } from './set-pane.tsx';

const keyOf = (row: StandardSet) => row.set;

const columns = (): readonly RowGridColumn<StandardSet>[] => [
  {
    id: 'label',
    header: t('std.set.column.set'),
    width: 'minmax(150px, 1.4fr)',
    cell: (row) => <span className={styles.label}>{row.label}</span>,
  },
  {
    id: 'kind',
    header: t('std.set.column.kind'),
    width: '100px',
    cell: (row) => t(`std.kind.${row.rule.kind}`),
  },
  {
    id: 'scripts',
    header: t('std.set.column.scripts'),
    width: '70px',
    isNumeric: true,
    cell: (row) => row.scripts.length,
  },
  {
    id: 'rule',
    header: t('std.set.column.rule'),
    width: 'minmax(150px, 1fr)',
    cell: (row) => describeRule(row),
  },
  {
    id: 'state',
    header: t('std.set.column.state'),
    width: '96px',
    cell: ({ hasEnded }) =>
      hasEnded ? (
        <StatusMark shape="dash" tone="quiet" label={t('std.set.ended')} />
      ) : (
        <StatusMark shape="check" tone="good" label={t('std.set.inUse')} />
      ),
  },
  {
    id: 'made',
    header: t('std.set.column.made'),
    width: '104px',
    hideBelow: 720,
    cell: (row) => <span className={styles.quiet}>{formatDate(row.madeAt)}</span>,
  },
];

/** The sets of a unit, and of the chosen one its rule and its scripts. */
export function SetsOfUnit({ standards: { sets, unit } }: { readonly standards: StandardsOfUnit }) {
  const shown = useMemo(columns, []);
  return (
    <ListAndChosen
      label={t('std.set.column.set')}
      rows={sets}
      columns={shown}
      keyOf={keyOf}
      size="38%"
      empty={<EmptyState title={t('std.set.none')} />}
      none={t('std.none.set')}
    >
      {(set, onBack) => <SetPane key={set.set} unit={unit} set={set} onBack={onBack} />}
    </ListAndChosen>
  );
}

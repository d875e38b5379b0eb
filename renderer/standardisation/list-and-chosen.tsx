import { type ReactNode, useCallback, useState } from 'react';
import { RememberedSplit } from '../app/remembered-split.tsx';
import { t } from '../messages/t.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { RowGrid, type RowGridColumn } from '../ui/row-grid.tsx';

interface ListAndChosenProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly RowGridColumn<Row>[];
  readonly keyOf: (row: Row) => string;
  /** How wide the pane of the chosen one is at first. */
  readonly size: `${number}%`;
  readonly empty: ReactNode;
  /** Said where none is chosen. */
  readonly none: string;
  readonly children: (chosen: Row, onBack: () => void) => ReactNode;
}

/** A list, and beside it what there is to know of the chosen row: the same one, wherever it stands after a change. */
export function ListAndChosen<Row>(props: ListAndChosenProps<Row>) {
  const { label, rows, columns, keyOf, size, empty, none, children } = props;
  const [chosen, setChosen] = useState<string | null>(null);
  const rowAt = useCallback((index: number) => rows[index], [rows]);
  const active = rows.findIndex((row) => keyOf(row) === chosen);
  const row = rows[active];
  return (
    <RememberedSplit
      name="standards"
      panes={[
        {
          id: 'list',
          minSize: 420,
          content: (
            <RowGrid
              label={label}
              columns={columns}
              count={rows.length}
              rowAt={rowAt}
              keyOf={keyOf}
              active={active === -1 ? null : active}
              onActive={(index) => setChosen(rows[index] === undefined ? null : keyOf(rows[index]))}
              empty={empty}
            />
          ),
        },
        {
          id: 'detail',
          size,
          minSize: 320,
          isSteady: true,
          content: row ? (
            children(row, () => setChosen(null))
          ) : (
            <EmptyState title={t('queue.summary.none')}>{none}</EmptyState>
          ),
        },
      ]}
    />
  );
}

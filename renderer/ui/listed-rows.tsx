import { type ComponentProps, type ReactNode, useCallback, useState } from 'react';
import { Reading } from './reading.tsx';
import { RowGrid } from './row-grid.tsx';

type GridProps<Row> = ComponentProps<typeof RowGrid<Row>>;

interface ListedRowsProps<Row>
  extends Pick<GridProps<Row>, 'label' | 'columns' | 'keyOf' | 'onOpen' | 'heightOf'> {
  readonly read: ComponentProps<typeof Reading<readonly Row[]>>['read'];
  /** What stands there while there is none. */
  readonly empty: ReactNode;
}

/** All rows of a list that is read at once; give it a new key where another list takes its place. */
export function ListedRows<Row>({ read, empty, ...grid }: ListedRowsProps<Row>) {
  const [active, setActive] = useState<number | null>(null);
  const rows = read.value;
  const rowAt = useCallback((index: number) => rows?.[index], [rows]);
  return (
    <Reading read={read}>
      {(list) =>
        list.length === 0 ? (
          empty
        ) : (
          <RowGrid {...grid} count={list.length} rowAt={rowAt} active={active} onActive={setActive} />
        )
      }
    </Reading>
  );
}

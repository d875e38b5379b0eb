// biome-ignore-all lint/a11y/useSemanticElements: a virtualised grid cannot be a table.
// biome-ignore-all lint/a11y/noNoninteractiveTabindex: a grid with an active descendant is what takes the focus.
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { classNames } from './class-names.ts';
import { GridRow, type Heading, type RowGridColumn } from './grid-row.tsx';
import styles from './row-grid.module.css';

export type { RowGridColumn };

export interface RowGridSort {
  readonly by: string;
  readonly descending: boolean;
}

interface RowGridProps<Row> {
  readonly label: string;
  readonly columns: readonly RowGridColumn<Row>[];
  readonly count: number;
  /** `undefined` while the row is still on its way. */
  readonly rowAt: (index: number) => Row | undefined;
  readonly keyOf: (row: Row) => string;
  /** The row the arrow keys stand on. */
  readonly active: number | null;
  readonly onActive: (index: number) => void;
  readonly onOpen?: (row: Row) => void;
  /** Given where several rows can be ticked. */
  readonly ticked?: ReadonlySet<string>;
  /** Whether there are headings between rows: only then may a row say that it is folded. */
  readonly isGrouped?: boolean;
  readonly onTick?: (rows: readonly Row[], isTicked: boolean) => void;
  /** Whether this row can be ticked; absent where all can. */
  readonly mayTick?: (row: Row) => boolean;
  readonly sort?: RowGridSort;
  readonly onSort?: (sort: RowGridSort) => void;
  readonly onVisible?: (first: number, last: number) => void;
  readonly heightOf?: (row: Row) => number;
  readonly empty?: ReactNode;
  /** What stands between rows as a heading; null for a row. Stable, or every row is drawn again. */
  readonly headingOf?: (row: Row) => Heading | null;
  /** The heading that a row stands under, shown at the top while its rows pass below. */
  readonly stuckOf?: (row: Row) => { readonly content: ReactNode; readonly onPress: () => void } | null;
  /** Left and right hide and show what stands under a heading. */
  readonly onFold?: (row: Row, isFolded: boolean) => void;
}

const ROW_PX = 36;

/**
 * A table of any length: one stop in the tab order, arrow keys inside it, Enter opens, Space ticks.
 * Only rows in view exist.
 */
export function RowGrid<Row>(props: RowGridProps<Row>) {
  const { label, count, rowAt, keyOf, active, onActive, onOpen, ticked, onTick } = props;
  const { sort, onSort, onVisible, heightOf, empty, headingOf, stuckOf, onFold, mayTick } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const anchor = useRef<number | null>(null);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const row = heightOf === undefined ? undefined : rowAt(index);
      return row === undefined || heightOf === undefined ? ROW_PX : heightOf(row);
    },
    overscan: 8,
    scrollPaddingStart: 32,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const topRow = count > 0 ? rowAt(virtualizer.range?.startIndex ?? 0) : undefined;
  const stuck = topRow === undefined ? null : (stuckOf?.(topRow) ?? null);
  const lanes = Math.max(64, 2 ** Math.ceil(Math.log2(items.length + 1)));

  useEffect(() => {
    if (count > 0) onVisible?.(first, last);
  }, [count, first, last, onVisible]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: heights follow the rows, which the virtualizer cannot see.
  useEffect(() => {
    if (heightOf !== undefined) virtualizer.measure();
  }, [rowAt, heightOf]);

  // A list that just came on screen takes the arrow keys, unless somebody is in the room already; what is active is shown.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it comes on screen.
  useEffect(() => {
    if (!document.activeElement?.closest('main, [role=dialog]'))
      scroller.current?.focus({ preventScroll: true });
    if (active !== null) virtualizer.scrollToIndex(active, { align: 'center' });
  }, []);

  // What is active may be chosen from outside.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another row is active.
  useEffect(() => {
    if (active !== null && active < count) virtualizer.scrollToIndex(active);
  }, [active]);

  const [widthPx, setWidthPx] = useState(0);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidthPx(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const columns = useMemo(
    () => props.columns.filter((column) => widthPx === 0 || widthPx >= (column.hideBelow ?? 0)),
    [props.columns, widthPx],
  );

  const isTickable = onTick !== undefined && ticked !== undefined;
  const template = `${isTickable ? '32px ' : ''}${columns.map((column) => column.width).join(' ')}`;

  function stand(index: number) {
    const next = Math.max(0, Math.min(count - 1, index));
    onActive(next);
    virtualizer.scrollToIndex(next);
  }

  function tick(index: number, isRange: boolean) {
    const row = rowAt(index);
    if (!isTickable || row === undefined || mayTick?.(row) === false) return;
    const isTicked = !ticked.has(keyOf(row));
    const from = isRange && anchor.current !== null ? anchor.current : index;
    const rows: Row[] = [];
    for (let i = Math.min(from, index); i <= Math.max(from, index); i += 1) {
      const between = rowAt(i);
      if (between !== undefined && mayTick?.(between) !== false) rows.push(between);
    }
    anchor.current = index;
    onTick(rows, isTicked);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_PX) - 2);
    const at = active ?? -1;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: count - 1,
    };
    const step = steps[event.key];
    if (step !== undefined) {
      stand(step);
      if (event.shiftKey && isTickable) tick(Math.max(0, Math.min(count - 1, step)), false);
    } else if (event.key === 'Enter' && active !== null) {
      const row = rowAt(active);
      if (row !== undefined) onOpen?.(row);
    } else if ((event.key === 'ArrowLeft' || event.key === 'ArrowRight') && active !== null && onFold) {
      const row = rowAt(active);
      if (row !== undefined) onFold(row, event.key === 'ArrowLeft');
    } else if (event.key === ' ' && active !== null && isTickable) {
      tick(active, false);
    } else return;
    event.preventDefault();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it is a grid, or a tree of rows.
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: as above.
    <div
      ref={scroller}
      className={styles.grid}
      role={props.isGrouped ? 'treegrid' : 'grid'}
      tabIndex={0}
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      aria-multiselectable={isTickable || undefined}
      aria-activedescendant={
        active !== null && active >= first && active <= last ? `${id}-${active}` : undefined
      }
      onKeyDown={onKeyDown}
      style={{ '--columns': template } as CSSProperties}
    >
      {/* As wide as what is in it: head and rows share their columns where the grid is narrower. */}
      <div className={styles.wide}>
        <div role="rowgroup" className={styles.head}>
          <div role="row" aria-rowindex={1} className={styles.row} tabIndex={-1}>
            {isTickable && <span className={styles.tickCell} aria-hidden />}
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </div>
          {stuck && (
            <div className={styles.stuck} aria-hidden onClick={stuck.onPress}>
              {stuck.content}
            </div>
          )}
        </div>
        {count === 0 ? (
          <div className={styles.empty} role="row" tabIndex={-1}>
            <div role="gridcell" tabIndex={-1}>
              {empty}
            </div>
          </div>
        ) : (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys for all its rows.
          <div
            role="rowgroup"
            className={styles.body}
            style={{ height: virtualizer.getTotalSize() }}
            onMouseDown={(event) => {
              if (partOf(event.target, 'button, a, label') !== null) return;
              event.preventDefault();
              scroller.current?.focus();
            }}
            onClick={(event) => {
              const index = rowIndexOf(event.target);
              if (index === null) return;
              onActive(index);
              if (partOf(event.target, '[data-tick]') !== null) tick(index, event.shiftKey);
            }}
            onDoubleClick={(event) => {
              const index = rowIndexOf(event.target);
              const row = index === null ? undefined : rowAt(index);
              if (row !== undefined && partOf(event.target, '[data-tick]') === null) onOpen?.(row);
            }}
          >
            {items.map((item) => {
              const row = rowAt(item.index);
              return (
                <GridRow
                  // Rows that scroll away lend their elements to those that come: only words change.
                  key={item.index % lanes}
                  id={`${id}-${item.index}`}
                  index={item.index}
                  row={row}
                  columns={columns}
                  startPx={item.start}
                  heightPx={item.size}
                  isActive={item.index === active}
                  heading={row === undefined ? null : (headingOf?.(row) ?? null)}
                  isTicked={isTickable ? row !== undefined && ticked.has(keyOf(row)) : null}
                  mayTick={row === undefined || mayTick?.(row) !== false}
                />
              );
            })}
          </div>
        )}
      </div>
    </div>
  );
}

function partOf(target: EventTarget, selector: string): Element | null {
  return target instanceof Element ? target.closest(selector) : null;
}

function rowIndexOf(target: EventTarget): number | null {
  const index = partOf(target, '[data-index]')?.getAttribute('data-index');
  return index == null ? null : Number(index);
}

interface HeaderCellProps<Row> {
  readonly column: RowGridColumn<Row>;
  readonly sort: RowGridSort | undefined;
  readonly onSort: ((sort: RowGridSort) => void) | undefined;
}

function HeaderCell<Row>({ column, sort, onSort }: HeaderCellProps<Row>) {
  const isSorted = sort?.by === column.id;
  const className = classNames(styles.headCell, column.isNumeric && styles.numeric);
  if (!column.isSortable || onSort === undefined) {
    return (
      <div role="columnheader" className={className} tabIndex={-1}>
        {column.header}
      </div>
    );
  }
  return (
    <div
      role="columnheader"
      className={className}
      tabIndex={-1}
      aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        className={styles.sort}
        onClick={() => onSort({ by: column.id, descending: isSorted ? !sort.descending : false })}
      >
        {column.header}
        {isSorted && (sort.descending ? <ArrowDown aria-hidden /> : <ArrowUp aria-hidden />)}
      </button>
    </div>
  );
}

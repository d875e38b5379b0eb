// biome-ignore-all lint/a11y/useSemanticElements: a virtualised grid cannot be a table.
import { Check } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './row-grid.module.css';

export interface RowGridColumn<Row> {
  readonly id: string;
  readonly header: string;
  /** A CSS grid track, such as `minmax(160px, 2fr)`. */
  readonly width: string;
  readonly cell: (row: Row) => ReactNode;
  readonly isSortable?: boolean;
  readonly isNumeric?: boolean;
  /** The first to go when the grid is narrower than this many pixels. */
  readonly hideBelow?: number;
}

interface GridRowProps<Row> {
  readonly id: string;
  readonly index: number;
  readonly row: Row | undefined;
  readonly columns: readonly RowGridColumn<Row>[];
  readonly startPx: number;
  readonly heightPx: number;
  readonly isActive: boolean;
  /** `null` where rows cannot be ticked. */
  readonly isTicked: boolean | null;
  /** False for one row that cannot be ticked among others that can. */
  readonly mayTick: boolean;
  /** Given for a heading between rows: it takes the place of the cells. */
  readonly heading: Heading | null;
}

export interface Heading {
  readonly content: ReactNode;
  readonly isExpanded: boolean;
}

function PlainGridRow<Row>(props: GridRowProps<Row>) {
  const { id, index, row, columns, startPx, heightPx, isActive, isTicked, mayTick, heading } = props;
  return (
    <div
      id={id}
      role="row"
      tabIndex={-1}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={isTicked ?? isActive}
      aria-expanded={heading?.isExpanded}
      className={classNames(
        styles.row,
        styles.data,
        heading !== null && styles.heading,
        isActive && styles.active,
        isTicked && styles.ticked,
      )}
      style={{ height: heightPx, transform: `translateY(${startPx}px)` }}
    >
      {heading !== null && (
        <div role="gridcell" tabIndex={-1} aria-colspan={columns.length} className={styles.headingCell}>
          {heading.content}
        </div>
      )}
      {heading === null && isTicked !== null && (
        <span className={styles.tickCell} data-tick>
          {mayTick && <span className={styles.tick}>{isTicked && <Check aria-hidden />}</span>}
        </span>
      )}
      {(heading === null ? columns : []).map((column) => (
        <div
          key={column.id}
          role="gridcell"
          tabIndex={-1}
          className={classNames(styles.cell, column.isNumeric && styles.numeric)}
        >
          {row === undefined ? (
            <i className={styles.coming} aria-hidden />
          ) : (
            <Cell content={column.cell(row)} />
          )}
        </div>
      ))}
    </div>
  );
}

/** One row of a grid; drawn again only when something in it changed. */
export const GridRow = memo(PlainGridRow) as typeof PlainGridRow;

/** Bare words are cut with an ellipsis. */
function Cell({ content }: { readonly content: ReactNode }) {
  return typeof content === 'string' ? <span className={styles.words}>{content}</span> : content;
}

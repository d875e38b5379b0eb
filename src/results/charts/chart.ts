import { stringify } from 'csv-stringify/sync';
import type { Estimate } from '../../api/shapes.ts';
import { defuseCell } from '../results-table.ts';

/** A chart that can be kept outside: drawn, and as the table that it was drawn from. */
export interface Chart {
  readonly svg: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** The table of a chart as CSV (RFC 4180, UTF-8 with a mark for Excel); no cell runs as a formula. */
export function chartAsCsv({ columns, rows }: Chart): string {
  return stringify(
    [columns, ...rows].map((row) => row.map((cell) => defuseCell(String(cell)))),
    { bom: true, record_delimiter: '\r\n' },
  );
}

export const ESTIMATE_COLUMNS = ['standard_error', 'low', 'high', 'why_not'] as const;

/** A value with what belongs in `ESTIMATE_COLUMNS`; empty cells where there is none. */
export function estimateCells(estimate: Estimate): (string | number)[] {
  if (estimate.value === null) return ['', '', '', '', estimate.reason];
  const { value, se, low, high } = estimate;
  return [cell(value), cell(se), cell(low), cell(high), ''];
}

// Six decimals are more than the marks can tell, and never written as 1e-7, which is no plain number to a spreadsheet.
export const cell = (value: number | undefined): string | number =>
  value === undefined ? '' : Math.round(value * 1e6) / 1e6 || 0;

import { formatDecimal } from '../messages/t.ts';
import type { Estimate } from './interval-plot.tsx';
import styles from './statistics.module.css';

interface FigureProps {
  readonly estimate: Estimate;
  readonly digits?: number;
  /** Says of every number whether it is above or below nothing. */
  readonly isSigned?: boolean;
}

/** An estimate with its interval as people write it; a dash, and why, where there is none. */
export function Figure({ estimate, digits = 2, isSigned = false }: FigureProps) {
  const written = (value: number) => formatDecimal(value, digits, isSigned);
  if (estimate.value === null)
    return (
      <span className={styles.none} title={estimate.reason}>
        –<span className="visually-hidden">{estimate.reason}</span>
      </span>
    );
  const { value, low, high } = estimate;
  return (
    <span className={styles.figure}>
      <span>{written(value)}</span>
      {low !== undefined && high !== undefined && (
        <span className={styles.interval}>
          {written(low)} – {written(high)}
        </span>
      )}
    </span>
  );
}

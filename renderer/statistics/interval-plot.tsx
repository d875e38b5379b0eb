import type { Output } from '../../src/api/contract.ts';
import styles from './interval-plot.module.css';

export type Estimate = Output<'moderation.statistics'>['verdict']['exact'];

/** What an axis shows. */
export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
}

interface IntervalPlotProps {
  readonly axis: Axis;
  readonly marks: readonly { readonly shape: 'square' | 'dot' | 'diamond'; readonly estimate: Estimate }[];
}

const placeOn = ({ from, to }: Axis, value: number) =>
  Math.min(100, Math.max(0, ((value - from) / (to - from)) * 100));

/** Estimates with their intervals on one line each. The numbers stand beside it, so it says nothing of its own. */
export function IntervalPlot({ axis, marks }: IntervalPlotProps) {
  return (
    <div className={styles.plot} aria-hidden>
      {axis.ticks.map((tick) => (
        <span
          key={tick}
          className={styles.grid}
          data-zero={tick === 0}
          style={{ left: `${placeOn(axis, tick)}%` }}
        />
      ))}
      {marks.map(({ shape, estimate }) => (
        <span key={shape} className={styles.line} data-shape={shape}>
          {estimate.value !== null && estimate.low !== undefined && estimate.high !== undefined && (
            <span
              className={styles.interval}
              style={{
                left: `${placeOn(axis, estimate.low)}%`,
                right: `${100 - placeOn(axis, estimate.high)}%`,
              }}
            />
          )}
          {estimate.value !== null && (
            <span className={styles.mark} style={{ left: `${placeOn(axis, estimate.value)}%` }} />
          )}
        </span>
      ))}
    </div>
  );
}

interface AxisTicksProps {
  readonly axis: Axis;
  readonly label: (tick: number) => string;
  /** What the left and the right end mean, where a number does not say it. */
  readonly ends?: readonly [string, string];
}

/** The ticks of an axis, written over the plots. */
export function AxisTicks({ axis, label, ends }: AxisTicksProps) {
  return (
    <div aria-hidden>
      {ends && (
        <div className={styles.ends}>
          <span>← {ends[0]}</span>
          <span>{ends[1]} →</span>
        </div>
      )}
      <div className={styles.ticks}>
        {axis.ticks.map((tick) => (
          <span key={tick} className={styles.tick} style={{ left: `${placeOn(axis, tick)}%` }}>
            {label(tick)}
          </span>
        ))}
      </div>
    </div>
  );
}

/** An axis of equal reach to both sides that holds all of these, with five ticks. */
export function axisAround(estimates: readonly Estimate[], least: number): Axis {
  const reach = Math.max(
    least,
    ...estimates.flatMap((one) =>
      one.value === null ? [] : [Math.abs(one.value), Math.abs(one.low ?? 0), Math.abs(one.high ?? 0)],
    ),
  );
  const step = [1, 2, 5, 10, 20, 25, 50].find((one) => one * 2 >= reach) ?? 50;
  return { from: -2 * step, to: 2 * step, ticks: [-2, -1, 0, 1, 2].map((tick) => tick * step) };
}

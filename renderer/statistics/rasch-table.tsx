import type { Output } from '../../src/api/contract.ts';
import { formatDecimal, t } from '../messages/t.ts';
import { Figure } from './figure.tsx';
import { AxisTicks, axisAround, IntervalPlot } from './interval-plot.tsx';
import { Reasons } from './reasons.tsx';
import styles from './statistics.module.css';

type Marker = NonNullable<Output<'moderation.rasch'>['measures']>['markers'][number];

interface RaschTableProps {
  readonly column: string;
  /** What the strip shows, for those who do not see it. */
  readonly drawn: string;
  /** What the left and the right end of the strip mean. */
  readonly ends: readonly [string, string];
  readonly measured: readonly (Omit<Marker, 'marker'> & { readonly id: string; readonly name: string })[];
}

const LEAST_REACH = 2;

/** Markers or criteria on the scale, the highest first, each group of comparable ones for itself. */
export function RaschTable({ column, drawn, ends, measured }: RaschTableProps) {
  const estimates = measured.map(({ measure }) => measure);
  const axis = axisAround(estimates, LEAST_REACH);
  const groups = [...new Set(measured.map(({ group }) => group))].sort((a, b) => a - b);
  const ordered = measured.toSorted(
    (a, b) => a.group - b.group || (b.measure.value ?? 0) - (a.measure.value ?? 0),
  );
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{column}</th>
            <th scope="col" className={styles.number}>
              {t('statistics.column.marks')}
            </th>
            <th scope="col" className={styles.plot}>
              <AxisTicks axis={axis} label={(tick) => formatDecimal(tick, 0, true)} ends={ends} />
              <span className="visually-hidden">{drawn}</span>
            </th>
            <th scope="col" className={styles.number}>
              {t('statistics.column.logits')}
            </th>
            <th scope="col">{t('statistics.column.fit')}</th>
          </tr>
        </thead>
        <tbody>
          {ordered.map(({ id, name, count, measure, misfit, group }) => (
            <tr key={id}>
              <th scope="row">
                <span className={styles.name}>{name}</span>
                {groups.length > 1 && (
                  <span className={styles.quiet}>
                    {t('statistics.raschGroup', { n: groups.indexOf(group) + 1 })}
                  </span>
                )}
              </th>
              <td className={styles.number}>{count}</td>
              <td className={styles.plot}>
                <IntervalPlot axis={axis} marks={[{ shape: 'dot', estimate: measure }]} />
              </td>
              <td className={styles.number}>
                <Figure estimate={measure} isSigned />
              </td>
              <td>{misfit ?? <span className={styles.quiet}>{t('statistics.asExpected')}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Reasons of={estimates} />
    </>
  );
}

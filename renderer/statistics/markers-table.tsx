import type { Output } from '../../src/api/contract.ts';
import { formatDecimal, t } from '../messages/t.ts';
import { Figure } from './figure.tsx';
import { AxisTicks, axisAround, IntervalPlot } from './interval-plot.tsx';
import { Reasons } from './reasons.tsx';
import styles from './statistics.module.css';

type Markers = Output<'moderation.statistics'>['markers'];

const LEAST_REACH = 5;

/** Who is lenient and who is severe, beside the others on the same work. */
export function MarkersTable({ markers }: { readonly markers: Markers }) {
  const axis = axisAround(
    markers.map(({ severity }) => severity),
    LEAST_REACH,
  );
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('statistics.column.marker')}</th>
            <th scope="col" className={styles.number}>
              {t('statistics.column.marked')}
            </th>
            <th scope="col" className={styles.number}>
              {t('statistics.column.shared')}
            </th>
            <th scope="col" className={styles.plot}>
              <AxisTicks
                axis={axis}
                label={(tick) => formatDecimal(tick, 0, true)}
                ends={[t('statistics.severe'), t('statistics.lenient')]}
              />
              <span className="visually-hidden">{t('statistics.column.severityPlot')}</span>
            </th>
            <th scope="col" className={styles.number}>
              {t('statistics.column.severity')}
            </th>
          </tr>
        </thead>
        <tbody>
          {markers.map(({ marker, marked, shared, severity }) => (
            <tr key={marker.key}>
              <th scope="row">
                <span className={styles.name}>{marker.name}</span>
              </th>
              <td className={styles.number}>{marked}</td>
              <td className={styles.number}>{shared}</td>
              <td className={styles.plot}>
                <IntervalPlot axis={axis} marks={[{ shape: 'dot', estimate: severity }]} />
              </td>
              <td className={styles.number}>
                <Figure estimate={severity} digits={1} isSigned />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Reasons of={markers.map(({ severity }) => severity)} />
    </>
  );
}

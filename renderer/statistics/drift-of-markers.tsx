import { useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import { formatDate, formatDecimal, t } from '../messages/t.ts';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import styles from './drift-of-markers.module.css';
import { Figure } from './figure.tsx';
import { type Axis, axisAround } from './interval-plot.tsx';
import table from './statistics.module.css';

type Markers = Output<'moderation.statistics'>['markers'];
type Stretches = NonNullable<Markers[number]['drift']['stretches']>;

const LEAST_REACH = 5;

/** Whether a marker moved away from the others, stretch by stretch: as curves, or the same as a table. */
export function DriftOfMarkers({ markers }: { readonly markers: Markers }) {
  const [as, setAs] = useState<'curves' | 'table'>('curves');
  const drawn = markers.flatMap(({ marker, drift }) =>
    drift.stretches === null ? [] : [{ marker, stretches: drift.stretches }],
  );
  const tooFew = markers.flatMap(({ marker, drift }) =>
    drift.stretches === null ? [`${marker.name}: ${drift.reason}`] : [],
  );
  const axis = axisAround(
    drawn.flatMap(({ stretches }) => stretches.map(({ mean }) => mean)),
    LEAST_REACH,
  );
  return (
    <>
      {drawn.length > 0 && (
        <SegmentedControl
          label={t('statistics.driftAs')}
          value={as}
          onChange={setAs}
          options={[
            { id: 'curves', label: t('statistics.curves') },
            { id: 'table', label: t('statistics.table') },
          ]}
        />
      )}
      {drawn.length === 0 ? null : as === 'curves' ? (
        <div className={styles.curves}>
          {drawn.map(({ marker, stretches }) => (
            <figure key={marker.key} className={styles.figure}>
              <figcaption className={styles.caption}>{marker.name}</figcaption>
              <Curve stretches={stretches} axis={axis} />
            </figure>
          ))}
        </div>
      ) : (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('statistics.column.marker')}</th>
              <th scope="col">{t('statistics.column.stretch')}</th>
              <th scope="col" className={table.number}>
                {t('statistics.column.shared')}
              </th>
              <th scope="col" className={table.number}>
                {t('statistics.column.severity')}
              </th>
            </tr>
          </thead>
          <tbody>
            {drawn.flatMap(({ marker, stretches }) =>
              stretches.map(({ from, to, n, mean }) => (
                <tr key={`${marker.key} ${from}`}>
                  <th scope="row">{marker.name}</th>
                  <td>{fromTo(from, to)}</td>
                  <td className={table.number}>{n}</td>
                  <td className={table.number}>
                    <Figure estimate={mean} digits={1} isSigned />
                  </td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      )}
      {tooFew.length > 0 && <p className={table.note}>{tooFew.join(' ')}</p>}
    </>
  );
}

const WIDTH = 260;
const HEIGHT = 96;
const EDGE = 8;

/** The means as a line, their intervals as a band. */
function Curve({ stretches, axis }: { readonly stretches: Stretches; readonly axis: Axis }) {
  const x = (place: number) => EDGE + (place * (WIDTH - 2 * EDGE)) / Math.max(1, stretches.length - 1);
  const y = (value: number) =>
    HEIGHT - (Math.min(axis.to, Math.max(axis.from, value)) - axis.from) * (HEIGHT / (axis.to - axis.from));
  const points = stretches.map(({ mean }, place) => {
    const value = mean.value ?? 0;
    return {
      at: x(place),
      value: y(value),
      low: y(mean.value === null ? value : (mean.low ?? value)),
      high: y(mean.value === null ? value : (mean.high ?? value)),
    };
  });
  const band = [
    ...points.map(({ at, high }) => `${at},${high}`),
    ...points.toReversed().map(({ at, low }) => `${at},${low}`),
  ].join(' ');
  const [first, last] = [stretches[0], stretches.at(-1)];
  const label = t('statistics.curve', {
    from: formatDecimal(first?.mean.value ?? 0, 1, true),
    to: formatDecimal(last?.mean.value ?? 0, 1, true),
    n: stretches.length,
  });
  return (
    <>
      <svg className={styles.curve} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
        {axis.ticks.map((tick) => (
          <line
            key={tick}
            className={tick === 0 ? styles.zero : styles.grid}
            x1={0}
            x2={WIDTH}
            y1={y(tick)}
            y2={y(tick)}
          />
        ))}
        <polygon className={styles.band} points={band} />
        <polyline
          className={styles.line}
          points={points.map(({ at, value }) => `${at},${value}`).join(' ')}
        />
        {points.map(({ at, value }) => (
          <circle key={at} className={styles.point} cx={at} cy={value} r={3} />
        ))}
      </svg>
      <div className={styles.dates}>
        <span>{formatDate(first?.from ?? '')}</span>
        <span>
          ±{formatDecimal(axis.to, 0)} {t('statistics.percentPoints')}
        </span>
        <span>{formatDate(last?.to ?? '')}</span>
      </div>
    </>
  );
}

const fromTo = (from: string, to: string) => {
  const [first, last] = [formatDate(from), formatDate(to)];
  return first === last ? first : `${first} – ${last}`;
};

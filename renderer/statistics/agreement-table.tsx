import type { Output } from '../../src/api/contract.ts';
import { formatDecimal, t } from '../messages/t.ts';
import { Figure } from './figure.tsx';
import { type Axis, AxisTicks, IntervalPlot } from './interval-plot.tsx';
import { Reasons } from './reasons.tsx';
import styles from './statistics.module.css';

type About = Output<'moderation.statistics'>['verdict'];

const AXIS: Axis = { from: -0.25, to: 1, ticks: [0, 0.25, 0.5, 0.75, 1] };
const SHAPES = [
  ['square', 'exact'],
  ['dot', 'ac'],
  ['diamond', 'kappa'],
] as const;

/** One line for the verdict and for each criterion; κ is never shown without percent agreement and AC. */
export function AgreementTable({ about }: { readonly about: readonly About[] }) {
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('statistics.column.criterion')}</th>
            <th scope="col" className={styles.number}>
              {t('statistics.column.shared')}
            </th>
            <th scope="col" className={styles.plot}>
              <AxisTicks
                axis={AXIS}
                label={(tick) => formatDecimal(tick, tick === 0 || tick === 1 ? 0 : 2)}
              />
              <span className="visually-hidden">{t('statistics.column.plot')}</span>
            </th>
            {SHAPES.map(([shape, name]) => (
              <th key={name} scope="col" className={styles.number}>
                <span className={styles.key} data-shape={shape} aria-hidden />
                {t(`statistics.column.${name}`)}
              </th>
            ))}
            <th scope="col" className={styles.number}>
              {t('statistics.column.adjacent')}
            </th>
            <th scope="col" className={styles.number}>
              {t('statistics.column.alpha')}
            </th>
          </tr>
        </thead>
        <tbody>
          {about.map((one) => (
            <tr key={one.criterion ?? ''} data-whole={one.criterion === null}>
              <th scope="row">
                <span className={styles.name}>{one.title}</span>
                <span className={styles.quiet}>{t(`statistics.level.${one.level}`)}</span>
              </th>
              <td className={styles.number}>{one.paired}</td>
              <td className={styles.plot}>
                <IntervalPlot
                  axis={AXIS}
                  marks={SHAPES.map(([shape, name]) => ({ shape, estimate: one[name] }))}
                />
              </td>
              {SHAPES.map(([, name]) => (
                <td key={name} className={styles.number}>
                  <Figure estimate={one[name]} />
                </td>
              ))}
              <td className={styles.number}>
                <Figure estimate={one.adjacent} />
              </td>
              <td className={styles.number}>
                <Figure estimate={one.alpha} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Reasons of={about.flatMap(({ exact, kappa, ac, alpha }) => [exact, kappa, ac, alpha])} />
    </>
  );
}

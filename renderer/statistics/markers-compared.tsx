import { useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import type { CriterionId } from '../../src/domain/ids.ts';
import { t } from '../messages/t.ts';
import { useRead } from '../state/read.ts';
import { Reading } from '../ui/reading.tsx';
import { Select } from '../ui/select.tsx';
import styles from './markers-compared.module.css';
import { SaveChart } from './save-chart.tsx';

const WHOLE = 'whole';

/** What one of two markers gave where the other gave that. */
export function MarkersCompared({ said }: { readonly said: Output<'moderation.statistics'> }) {
  const [place, setPlace] = useState('0');
  const [about, setAbout] = useState<CriterionId | typeof WHOLE>(WHOLE);
  const pair = said.pairs[Number(place)] ?? said.pairs[0];
  const criterion = about === WHOLE ? null : about;
  const read = useRead(
    'moderation.markersCompared',
    pair ? { unit: said.unit.id, criterion, a: pair.a.key, b: pair.b.key } : null,
  );
  if (!pair) return null;
  return (
    <>
      <div className={styles.choices}>
        <Select
          label={t('statistics.pair')}
          value={place}
          onChange={setPlace}
          options={said.pairs.map((one, index) => ({
            id: String(index),
            label: t('statistics.pairOf', { a: one.a.name, b: one.b.name, n: one.shared }),
          }))}
        />
        <Select
          label={t('statistics.column.criterion')}
          value={about}
          onChange={setAbout}
          options={[
            { id: WHOLE, label: said.verdict.title },
            ...said.criteria.flatMap((one) =>
              one.criterion === null ? [] : [{ id: one.criterion, label: one.title }],
            ),
          ]}
        />
      </div>
      <Reading read={read}>
        {(compared) => (
          <>
            <Matrix compared={compared} a={pair.a.name} b={pair.b.name} />
            {compared.shared > 0 && (
              <SaveChart
                key={`${place} ${about}`}
                unit={said.unit}
                chart={{ kind: 'compared', criterion, a: pair.a.key, b: pair.b.key }}
                called={t('statistics.comparedFile', { a: pair.a.name, b: pair.b.name })}
              />
            )}
          </>
        )}
      </Reading>
    </>
  );
}

interface MatrixProps {
  readonly compared: Output<'moderation.markersCompared'>;
  readonly a: string;
  readonly b: string;
}

function Matrix({ compared, a, b }: MatrixProps) {
  const { categories, counts, shared } = compared;
  const most = Math.max(1, ...counts.flat());
  if (shared === 0) return <p className={styles.caption}>{t('statistics.noShared')}</p>;
  return (
    <div className={styles.scroll}>
      <table className={styles.matrix}>
        <caption className={styles.caption}>{t('statistics.matrix', { a, b, n: shared })}</caption>
        <thead>
          <tr>
            <td />
            {categories.map((category) => (
              <th key={category} scope="col">
                {category}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counts.map((row, down) => (
            <tr key={categories[down]}>
              <th scope="row">{categories[down]}</th>
              {row.map((count, across) => (
                <td key={categories[across]} className={styles.cell} data-same={down === across}>
                  <span
                    className={styles.shade}
                    style={{ opacity: count === 0 ? 0 : 0.12 + (0.4 * count) / most }}
                    aria-hidden
                  />
                  <span className={count === 0 ? styles.zero : styles.count}>{count}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import type { Output } from '../../src/api/contract.ts';
import { t } from '../messages/t.ts';
import styles from './coverage-table.module.css';

type Coverage = Output<'sample.draw'>['coverage'];

/** How much of each letter of CAMERA a sample has seen, and what it has not. */
export function CoverageTable({ coverage }: { readonly coverage: Coverage }) {
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>{t('batch.coverage')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('batch.coverage.dimension')}</th>
          <th scope="col" className={styles.number}>
            {t('batch.coverage.seen')}
          </th>
          <th scope="col">{t('batch.coverage.unseen')}</th>
        </tr>
      </thead>
      <tbody>
        {coverage.map((one) => {
          const unseen = one.values.filter(({ sample }) => sample === 0).map(({ value }) => value);
          return (
            <tr key={one.dimension}>
              <th scope="row">{t(`batch.coverage.${one.dimension}`)}</th>
              <td className={styles.number}>
                {one.isKnown ? (
                  <>
                    {one.covered} / {one.total}
                    <span className={styles.meter} aria-hidden>
                      <span style={{ width: `${(100 * one.covered) / Math.max(1, one.total)}%` }} />
                    </span>
                  </>
                ) : (
                  <span className={styles.quiet}>{t('batch.coverage.unknown')}</span>
                )}
              </td>
              <td className={styles.quiet}>{unseen.join(', ')}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

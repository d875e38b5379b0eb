import { useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import type { RecordId } from '../../src/domain/ids.ts';
import { ProofDialog } from '../log/proof-dialog.tsx';
import { formatDateTime, t } from '../messages/t.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import styles from './batch-summary.module.css';
import { CoverageTable } from './coverage-table.tsx';

type Detail = Output<'batches.get'>;

/** The batch as a whole: what its sample has seen, how it was drawn, what was decided, and its versions. */
export function BatchSummary({ detail }: { readonly detail: Detail }) {
  const [proven, setProven] = useState<RecordId | null>(null);
  const { decision, draws, versions, unseen } = detail;
  return (
    <section className={styles.pane} aria-label={t('batch.whole')}>
      <h2 className={styles.title}>{t('batch.whole')}</h2>
      {draws.length === 0 ? (
        <p className={styles.quiet}>{t('batch.noDraw')}</p>
      ) : (
        <>
          <CoverageTable coverage={detail.coverage} />
          <section aria-label={t('batch.draws')}>
            <h3 className={styles.heading}>{t('batch.draws')}</h3>
            <ul className={styles.records}>
              {draws.map((draw) => (
                <li key={draw.record} className={styles.record}>
                  <p>
                    {t('batch.drawnBy', { name: draw.by, at: formatDateTime(draw.at) })}{' '}
                    {t('batch.drewSoMany', { n: draw.drawn })}
                  </p>
                  {draw.reason !== '' && <p className={styles.quiet}>{draw.reason}</p>}
                  <p className={styles.seed}>
                    <span className={styles.quiet}>{t('batch.seed')}</span> <code>{draw.seed}</code>
                  </p>
                  <Button kind="quiet" onPress={() => setProven(draw.record)}>
                    {t('resolve.proof')}
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
      {decision && (
        <section aria-label={t('batch.decision')}>
          <h3 className={styles.heading}>{t('batch.decision')}</h3>
          <div className={styles.record}>
            <p>
              <strong>{t(`batch.decide.${decision.decision.kind}`)}</strong>{' '}
              {t('batch.saidBy', { name: decision.by, at: formatDateTime(decision.at) })}
            </p>
            <p>{decision.reason}</p>
            <Button kind="quiet" onPress={() => setProven(decision.record)}>
              {t('resolve.proof')}
            </Button>
          </div>
        </section>
      )}
      {unseen.length > 0 && (
        <Banner tone="warn">
          {t('batch.unseen')} {unseen.map(({ what }) => what).join(' ')}
        </Banner>
      )}
      <section aria-label={t('batch.versions')}>
        <h3 className={styles.heading}>{t('batch.versions')}</h3>
        <ul className={styles.records}>
          {versions.map((one) => (
            <li key={one.version} className={styles.record}>
              <p>
                <strong>{t('batch.version', { n: one.version })}</strong> · {t(`batch.state.${one.state}`)}
              </p>
              {one.reopenedBecause.map((why) => (
                <p key={why} className={styles.quiet}>
                  {t('batch.reopenedBecause', { why })}
                </p>
              ))}
              {one.confirmed && (
                <p className={styles.quiet}>
                  {t('batch.confirmedBy', {
                    name: one.confirmed.by,
                    at: formatDateTime(one.confirmed.at),
                  })}
                </p>
              )}
              {one.exportedAs.map((label) => (
                <p key={label} className={styles.quiet}>
                  {t('batch.exportedAs', { label })}
                </p>
              ))}
            </li>
          ))}
        </ul>
      </section>
      <ProofDialog record={proven} onClose={() => setProven(null)} />
    </section>
  );
}

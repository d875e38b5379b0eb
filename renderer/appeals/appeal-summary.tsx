import { useState } from 'react';
import type { RecordId } from '../../src/domain/ids.ts';
import styles from '../batches/batch-summary.module.css';
import { ProofDialog } from '../log/proof-dialog.tsx';
import { formatDate, formatDateTime, t } from '../messages/t.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { VerdictMark } from '../ui/outcome-mark.tsx';
import type { AppealDetail } from './appeal-room.tsx';

const CHECKS = ['totals', 'evidence', 'rubric'] as const;

/** What the appeal is about, and the chain of what was done. */
export function AppealSummary({ detail }: { readonly detail: AppealDetail }) {
  const [proven, setProven] = useState<RecordId | null>(null);
  const { appeal, releasedAs, outcome, checked, process, decision, chain } = detail;
  const said = ({ by, at }: { by: string; at: string }) =>
    t('appeal.saidBy', { name: by, at: formatDateTime(at) });
  return (
    <section className={styles.pane} aria-label={t('appeal.about')}>
      <h2 className={styles.title}>{t('appeal.about')}</h2>
      <div className={styles.record}>
        <p>{detail.grounds}</p>
        <p className={styles.quiet}>
          {t(`appeal.asker.${appeal.asker}`)} · {formatDate(appeal.received)} ·{' '}
          {t(appeal.mayLower ? 'appeal.mayLower' : 'appeal.protected')}
        </p>
      </div>
      <section aria-label={t('appeal.outcome')}>
        <h3 className={styles.heading}>{t('appeal.releasedAs')}</h3>
        <div className={styles.record}>
          <p>
            {t('appeal.releasedAsIs', {
              label: releasedAs.label,
              version: releasedAs.version,
              at: formatDate(releasedAs.at),
            })}
          </p>
          <VerdictMark verdict={outcome.verdict} />
          <p className={styles.quiet}>{t(`how.${outcome.how}`)}</p>
        </div>
      </section>
      {checked && (
        <section aria-label={t('appeal.check')}>
          <h3 className={styles.heading}>{t('appeal.check')}</h3>
          <div className={styles.record}>
            {CHECKS.map((id) => (
              <p key={id}>
                {t(`appeal.check.${id}`)}{' '}
                <Badge tone={checked.holds[id] ? 'good' : 'bad'}>
                  {t(checked.holds[id] ? 'appeal.inOrder' : 'appeal.wrong')}
                </Badge>
              </p>
            ))}
            {checked.note !== '' && <p>{checked.note}</p>}
            <p className={styles.quiet}>{said(checked)}</p>
          </div>
        </section>
      )}
      {process && (
        <section aria-label={t('appeal.process')}>
          <h3 className={styles.heading}>{t('appeal.process')}</h3>
          <div className={styles.record}>
            <p>{t(`appeal.process.${process.process}`)}</p>
            {process.remarkers.map(({ person, stands }) => (
              <p key={person.key}>
                {person.name}: {t(`appeal.stands.${stands}`)}
              </p>
            ))}
            {process.reason !== '' && <p>{process.reason}</p>}
            <p className={styles.quiet}>{said(process)}</p>
          </div>
        </section>
      )}
      {decision && (
        <section aria-label={t('appeal.decision')}>
          <h3 className={styles.heading}>{t('appeal.decision')}</h3>
          <div className={styles.record}>
            <p>
              <strong>{t(`appeal.state.${decision.result}`)}</strong>
            </p>
            {decision.outcome && <VerdictMark verdict={decision.outcome.verdict} />}
            <p>{decision.reason}</p>
            <p className={styles.quiet}>{said(decision)}</p>
          </div>
        </section>
      )}
      <section aria-label={t('appeal.chain')}>
        <h3 className={styles.heading}>{t('appeal.chain')}</h3>
        <ul className={styles.records}>
          {chain.map((one) => (
            <li key={one.record} className={styles.record}>
              <p>{one.what}</p>
              <p className={styles.quiet}>{said(one)}</p>
              <Button kind="quiet" onPress={() => setProven(one.record)}>
                {t('resolve.proof')}
              </Button>
            </li>
          ))}
        </ul>
      </section>
      <ProofDialog record={proven} onClose={() => setProven(null)} />
    </section>
  );
}

import type { Output } from '../../src/api/contract.ts';
import { formatDateTime, t } from '../messages/t.ts';
import { Checks } from '../ui/checks.tsx';
import { classNames } from '../ui/class-names.ts';
import { StatusMark } from '../ui/status-mark.tsx';
import styles from './chain.module.css';
import { CheckedMark } from './checked-mark.tsx';

type Step = Output<'outcomes.chain'>['steps'][number];

/** One step: what happened, who signed it when, the record that says so, what it says, and what was checked of it. */
export function StepOfChain({ step }: { readonly step: Step }) {
  const { what, by, at, record, said, judgments, checks, checked, reason } = step;
  return (
    <li className={classNames(styles.step, checked === 'fails' && styles.failing)}>
      <div className={styles.head}>
        <p className={styles.what}>{what}</p>
        <CheckedMark checked={checked} />
      </div>
      <p className={styles.quiet}>
        {[by?.name, at === null ? null : formatDateTime(at)].filter((one) => one).join(' · ')}
        {record !== null && (
          <>
            {' · '}
            <code title={record}>{t('chain.record', { id: record.slice(0, 12) })}</code>
          </>
        )}
      </p>
      {reason !== null && (
        <p>
          <StatusMark shape="alert" tone="warn" label={t('chain.notCounted', { reason })} />
        </p>
      )}
      {said.length > 0 && (
        <dl className={styles.said}>
          {said.map(({ about, text }) => (
            <div key={`${about} ${text}`}>
              <dt>{about}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
      <JudgmentsOfStep judgments={judgments} />
      <details className={styles.checks} open={checked !== 'holds'}>
        <summary>{t('chain.checksOf', { n: checks.length })}</summary>
        <Checks checks={checks} />
      </details>
    </li>
  );
}

export function JudgmentsOfStep({ judgments }: { readonly judgments: Step['judgments'] }) {
  if (judgments.length === 0) return null;
  return (
    <ul className={styles.judgments}>
      {judgments.map(({ criterion, decision, rationale, vacs, anchors, from }) => (
        <li key={criterion}>
          <p>
            {criterion}: <strong>{decision}</strong>
          </p>
          {rationale !== '' && <p className={styles.rationale}>{rationale}</p>}
          {vacs !== '' && <p className={styles.quiet}>{vacs}</p>}
          {anchors.map(({ title, place, quote }) => (
            <p key={`${title} ${place} ${quote}`} className={styles.quiet}>
              {title}, {place}
              {quote !== null && <q>{quote}</q>}
            </p>
          ))}
          {from !== null && (
            <p className={styles.quiet}>
              <code title={from}>{t('chain.from', { id: from.slice(0, 12) })}</code>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

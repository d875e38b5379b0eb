import { Fragment } from 'react';
import type { Output } from '../../src/api/contract.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import { t } from '../messages/t.ts';
import { useRead } from '../state/read.ts';
import { Checks } from '../ui/checks.tsx';
import { VerdictMark } from '../ui/outcome-mark.tsx';
import { Reading } from '../ui/reading.tsx';
import styles from './chain.module.css';
import { CheckedMark } from './checked-mark.tsx';
import { JudgmentsOfStep, StepOfChain } from './step-of-chain.tsx';

type Chain = Output<'outcomes.chain'>;

/** One outcome from its evidence to its result: who said what, in which record, and whether it was checked. */
export function ChainOfOutcome({ submission }: { readonly submission: SubmissionId }) {
  const read = useRead('outcomes.chain', { submission });
  return <Reading read={read}>{(value) => <Steps chain={value} />}</Reading>;
}

function Steps({ chain }: { readonly chain: Chain }) {
  const { learner, attempt, unit, steps, result, checks, checked } = chain;
  return (
    <>
      <div className={styles.header}>
        <p>{t('chain.about', { learner, attempt, ...unit })}</p>
        <CheckedMark checked={checked} />
      </div>
      <ol className={styles.steps} aria-label={t('chain.steps')}>
        {steps.map((step, at) => (
          <Fragment key={`${step.type} ${step.record} ${step.what}`}>
            {steps[at - 1]?.stage !== step.stage && (
              <li className={styles.stage}>
                <h3>{t(`chain.stage.${step.stage}`)}</h3>
              </li>
            )}
            <StepOfChain step={step} />
          </Fragment>
        ))}
      </ol>
      <section aria-label={t('chain.result')} className={styles.result}>
        <h3>{t('chain.result')}</h3>
        {result === null ? (
          <p className={styles.quiet}>{t('chain.noResult')}</p>
        ) : (
          <>
            <p>
              <VerdictMark verdict={result.verdict} /> {result.how}
              {result.total && ` · ${t('chain.total', result.total)}`}
            </p>
            {result.reasons.map((reason) => (
              <p key={reason} className={styles.quiet}>
                {reason}
              </p>
            ))}
            <JudgmentsOfStep judgments={result.judgments} />
          </>
        )}
      </section>
      <section aria-label={t('chain.whole')}>
        <h3 className={styles.heading}>{t('chain.whole')}</h3>
        <Checks checks={checks} />
      </section>
    </>
  );
}

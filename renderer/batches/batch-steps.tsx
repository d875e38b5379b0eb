import { Check } from 'lucide-react';
import type { Output } from '../../src/api/contract.ts';
import { t } from '../messages/t.ts';
import styles from './batch-steps.module.css';

type Batch = Output<'batches.list'>[number];

const STEPS = ['open', 'marking_closed', 'sample_drawn', 'moderating', 'confirmed', 'exported'] as const;

/** The way of a batch, and how far it has come. */
export function BatchSteps({ state, mode }: Pick<Batch, 'state' | 'mode'>) {
  const at = STEPS.indexOf(state);
  return (
    <ol className={styles.steps} aria-label={t('batch.steps')}>
      {STEPS.map((step, place) => (
        <li
          key={step}
          className={styles.step}
          data-reached={place <= at}
          aria-current={place === at ? 'step' : undefined}
        >
          <span className={styles.dot} aria-hidden>
            {place < at && <Check />}
          </span>
          {t(
            step === 'moderating' && mode === 'verification'
              ? 'batch.state.verifying'
              : `batch.state.${step}`,
          )}
        </li>
      ))}
    </ol>
  );
}

import { t } from '../messages/t.ts';
import type { Estimate } from './interval-plot.tsx';
import styles from './statistics.module.css';

/** Why some of these have no number, each reason once; nothing where all have one. */
export function Reasons({ of }: { readonly of: readonly Estimate[] }) {
  const reasons = [...new Set(of.flatMap((one) => (one.value === null ? [one.reason] : [])))];
  return reasons.length === 0 ? null : (
    <p className={styles.note}>
      {t('statistics.why')} {reasons.join(' ')}
    </p>
  );
}

import { t } from '../messages/t.ts';
import styles from './criteria-progress.module.css';

interface CriteriaProgressProps {
  readonly progress: { readonly met: number; readonly notYet: number; readonly toDo: number };
}

/** Met, not yet met and to do, as a small bar that can also be read. */
export function CriteriaProgress({ progress }: CriteriaProgressProps) {
  const { met, notYet, toDo } = progress;
  const all = met + notYet + toDo;
  if (all === 0) return null;
  const words = t('queue.progress', { met, notYet, toDo });
  return (
    <span className={styles.progress} role="img" aria-label={words} title={words}>
      <svg viewBox={`0 0 ${all} 1`} preserveAspectRatio="none" aria-hidden className={styles.bar}>
        <rect width={met} height="1" className={styles.met} />
        <rect x={met} width={notYet} height="1" className={styles.notYet} />
      </svg>
      <span className={styles.count} aria-hidden>
        {t('queue.judged', { judged: met + notYet, all })}
      </span>
    </span>
  );
}

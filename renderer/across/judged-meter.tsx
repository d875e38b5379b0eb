import { t } from '../messages/t.ts';
import styles from './across.module.css';

/** How many of the submissions are judged, as a bar and in words. */
export function JudgedMeter({ judged, all }: { readonly judged: number; readonly all: number }) {
  return (
    <span className={styles.meter}>
      <svg
        viewBox={`0 0 ${Math.max(1, all)} 1`}
        preserveAspectRatio="none"
        aria-hidden
        className={styles.bar}
      >
        <rect width={judged} height="1" />
      </svg>
      <span className="tabular">{t('across.judged', { judged, all })}</span>
    </span>
  );
}

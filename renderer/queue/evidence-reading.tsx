import { formatNumber, t } from '../messages/t.ts';
import { useEvidenceReading } from '../state/evidence-reading.ts';
import styles from './evidence-reading.module.css';

/** How far evidence can be searched; nothing once all of it can. */
export function EvidenceReading() {
  const reading = useEvidenceReading();
  if (reading === null) return null;
  const { done, total, unreadable } = reading;
  if (done < total) {
    return (
      <p className={styles.reading}>
        {t('queue.reading', { done: formatNumber(done), total: formatNumber(total) })}
      </p>
    );
  }
  return unreadable === 0 ? null : (
    <p className={styles.reading}>{t('queue.unreadable', { n: unreadable })}</p>
  );
}

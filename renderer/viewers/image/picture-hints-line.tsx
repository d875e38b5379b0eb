import { Camera } from 'lucide-react';
import { t } from '../../messages/t.ts';
import { pictureHints } from './picture-hints.ts';
import styles from './picture-hints-line.module.css';
import type { PictureRecord } from './picture-protocol.ts';

interface PictureHintsProps {
  readonly record: PictureRecord;
  readonly receivedAt: string | null;
  readonly isAnonymous: boolean;
}

/** When and where a picture says it was taken, quietly below it: words only, never a map or a link. */
export function PictureHints({ record, receivedAt, isAnonymous }: PictureHintsProps) {
  return (
    <section className={styles.hints} aria-label={t('viewer.hint.region')}>
      <Camera aria-hidden />
      <ul className={styles.list}>
        {pictureHints(record, { receivedAt, isAnonymous }).map((hint) => (
          <li key={hint}>{hint}</li>
        ))}
        <li className={styles.source}>{t('viewer.hint.source')}</li>
      </ul>
    </section>
  );
}

import { t } from '../messages/t.ts';
import { Banner } from '../ui/banner.tsx';
import styles from './form.module.css';

interface RestoredProps {
  readonly name: string;
  readonly notes: readonly string[];
}

/** What a backup did not bring back: the workspace lies open behind it. */
export function Restored({ name, notes }: RestoredProps) {
  return (
    <div className={styles.form}>
      <p className={styles.lead}>{t('restored.done', { workspace: name })}</p>
      {notes.map((sentence) => (
        <Banner key={sentence} tone="warn">
          {sentence}
        </Banner>
      ))}
    </div>
  );
}

import { t } from '../messages/t.ts';
import styles from './six-words.module.css';

interface SixWordsProps {
  readonly words: string;
  /** Whose they are. */
  readonly label?: string;
}

/** The words of a key, large and numbered: made to be read aloud and ticked off one by one. */
export function SixWords({ words, label = t('words.label') }: SixWordsProps) {
  return (
    <ol className={styles.words} aria-label={label}>
      {words.split(/\s+/).map((word, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a word may come twice; its place is what tells it apart.
        <li key={index}>{word}</li>
      ))}
    </ol>
  );
}

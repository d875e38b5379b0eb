import { t } from '../messages/t.ts';
import { classNames } from './class-names.ts';
import styles from './six-words.module.css';

interface SixWordsProps {
  readonly words: string;
  /** Whose they are. */
  readonly label?: string;
  /** Beside other things, where they are looked up rather than read out. */
  readonly isSmall?: boolean;
}

/** The words of a key, large and numbered: made to be read aloud and ticked off one by one. */
export function SixWords({ words, label = t('words.label'), isSmall = false }: SixWordsProps) {
  return (
    <ol className={classNames(styles.words, isSmall && styles.small)} aria-label={label}>
      {words.split(/\s+/).map((word, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a word may come twice; its place is what tells it apart.
        <li key={index}>{word}</li>
      ))}
    </ol>
  );
}

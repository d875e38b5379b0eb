import styles from './snippet.module.css';

interface SnippetProps {
  readonly pieces: readonly { readonly text: string; readonly isFound: boolean }[];
}

/** A few words around what was found, which is marked. */
export function Snippet({ pieces }: SnippetProps) {
  return (
    <span className={styles.snippet}>
      {pieces.map(({ text, isFound }, index) =>
        isFound ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name and never move.
          <mark key={index} className={styles.found}>
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </span>
  );
}

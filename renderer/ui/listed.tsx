import type { ReactNode } from 'react';
import styles from './listed.module.css';

interface ListedProps {
  /** What narrows the list, and what can be done. */
  readonly bar: ReactNode;
  readonly children: ReactNode;
}

/** A list that takes what room there is, under its bar. */
export function Listed({ bar, children }: ListedProps) {
  return (
    <div className={styles.listed}>
      <div className={styles.bar}>{bar}</div>
      <div className={styles.rows}>{children}</div>
    </div>
  );
}

/** How many there are, in the bar; takes the room between what stands left and right of it. */
export function ListCount({ children }: { readonly children: ReactNode }) {
  return <span className={styles.count}>{children}</span>;
}

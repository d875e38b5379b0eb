import type { ReactNode } from 'react';
import styles from './room.module.css';

interface RoomProps {
  readonly title: string;
  /** Beside the title: how many, of what. */
  readonly about?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A room of the house: a heading row, and what is in it. */
export function Room({ title, about, actions, children }: RoomProps) {
  return (
    <section className={styles.room} aria-label={title}>
      <header className={styles.header}>
        <h1 className={styles.title}>{title}</h1>
        <div className={styles.about}>{about}</div>
        <div className={styles.actions}>{actions}</div>
      </header>
      <div className={styles.content}>{children}</div>
    </section>
  );
}

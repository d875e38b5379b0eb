import type { ReactNode } from 'react';
import styles from './room.module.css';

interface RoomProps {
  /** Before the title: the way back. */
  readonly lead?: ReactNode;
  readonly title: string;
  /** Beside the title: how many, of what. */
  readonly about?: ReactNode;
  readonly actions?: ReactNode;
  /** Under the heading: what somebody new here should know. */
  readonly notice?: ReactNode;
  readonly children: ReactNode;
}

/** A room of the house: a heading row, and what is in it. */
export function Room({ lead, title, about, actions, notice, children }: RoomProps) {
  return (
    <section className={styles.room} aria-label={title}>
      <header className={styles.header}>
        {lead}
        <h1 className={styles.title}>{title}</h1>
        <div className={styles.about}>{about}</div>
        <div className={styles.actions}>{actions}</div>
      </header>
      {notice}
      <div className={styles.content}>{children}</div>
    </section>
  );
}

import { t } from '../../messages/t.ts';
import type { OutlineEntry } from '../../reader/protocol.ts';
import styles from '../pdf/pdf-outline.module.css';

interface FrameOutlineProps {
  readonly entries: readonly OutlineEntry[];
  readonly onGo: (entry: OutlineEntry) => void;
}

/** The headings of a document without pages. */
export function FrameOutline({ entries, onGo }: FrameOutlineProps) {
  return (
    <nav className={styles.outline} aria-label={t('viewer.frame.outline')}>
      <ul>
        {entries.map((entry) => (
          <li key={entry.id}>
            <button
              type="button"
              className={styles.heading}
              style={{ paddingInlineStart: 8 + (entry.depth - 1) * 12 }}
              onClick={() => onGo(entry)}
            >
              {entry.title}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

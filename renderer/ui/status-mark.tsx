import { classNames } from './class-names.ts';
import styles from './status-mark.module.css';

export type Tone = 'quiet' | 'info' | 'good' | 'warn' | 'bad' | 'accent';
export type Shape =
  | 'empty'
  | 'half'
  | 'full'
  | 'check'
  | 'cross'
  | 'split'
  | 'alert'
  | 'seal'
  | 'dash'
  | 'clock';

interface StatusMarkProps {
  readonly shape: Shape;
  readonly tone: Tone;
  /** The status in a word or two: always said, shown unless `isBare`. */
  readonly label: string;
  readonly isBare?: boolean;
}

/** A status as a shape with its word; colour only repeats what they say. */
export function StatusMark({ shape, tone, label, isBare = false }: StatusMarkProps) {
  return (
    <span className={classNames(styles.mark, styles[tone])}>
      <svg viewBox="0 0 14 14" aria-hidden className={styles.shape}>
        <ShapePath shape={shape} />
      </svg>
      <span className={isBare ? 'visually-hidden' : undefined}>{label}</span>
    </span>
  );
}

function ShapePath({ shape }: { readonly shape: Shape }) {
  switch (shape) {
    case 'empty':
      return <circle cx="7" cy="7" r="5" className={styles.stroke} strokeDasharray="2.2 1.9" />;
    case 'half':
      return (
        <>
          <circle cx="7" cy="7" r="5" className={styles.stroke} />
          <path d="M7 3.5a3.5 3.5 0 0 1 0 7z" className={styles.fill} />
        </>
      );
    case 'full':
      return <circle cx="7" cy="7" r="5.5" className={styles.fill} />;
    case 'check':
      return (
        <>
          <circle cx="7" cy="7" r="6" className={styles.fill} />
          <path d="m4.3 7.2 1.9 1.9 3.6-4" className={styles.cut} />
        </>
      );
    case 'cross':
      return (
        <>
          <rect x="1.5" y="1.5" width="11" height="11" rx="2.5" className={styles.fill} />
          <path d="m4.9 4.9 4.2 4.2m0-4.2L4.9 9.1" className={styles.cut} />
        </>
      );
    case 'clock':
      return (
        <>
          <circle cx="7" cy="7" r="5" className={styles.stroke} />
          <path d="M7 4v3.2l2.2 1.3" className={styles.stroke} />
        </>
      );
    case 'split':
      return (
        <>
          <path d="M6 1.5v11L.8 7z" className={styles.fill} />
          <path d="M8.4 2.6v8.8L12.6 7z" className={styles.stroke} />
        </>
      );
    case 'alert':
      return (
        <>
          <path d="M7 1 13.4 12.4H.6z" className={styles.fill} />
          <path d="M7 5.2v3.1m0 2.1v.1" className={styles.cut} />
        </>
      );
    case 'seal':
      return (
        <>
          <path
            d="m7 .8 1.7 1.3 2.1-.1.6 2.1 1.8 1.2-.8 1.9.8 2-1.8 1.2-.6 2-2.1-.1L7 13.4l-1.7-1.1-2.1.1-.6-2L.8 9.2l.8-2-.8-1.9 1.8-1.2.6-2.1 2.1.1z"
            className={styles.fill}
          />
          <path d="m4.6 7.2 1.7 1.7 3.1-3.5" className={styles.cut} />
        </>
      );
    case 'dash':
      return (
        <>
          <circle cx="7" cy="7" r="5" className={styles.stroke} />
          <path d="M4.6 7h4.8" className={styles.stroke} />
        </>
      );
  }
}

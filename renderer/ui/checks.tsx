import type { z } from 'zod';
import type { VerifyCheck } from '../../src/api/shapes.ts';
import { t } from '../messages/t.ts';
import styles from './checks.module.css';
import { type Shape, StatusMark, type Tone } from './status-mark.tsx';

type Check = z.infer<typeof VerifyCheck>;

const MARKS: Readonly<Record<Check['status'], readonly [Shape, Tone]>> = {
  holds: ['check', 'good'],
  fails: ['cross', 'bad'],
  not_checked: ['empty', 'quiet'],
};

/** Each check with what it means: holds, fails or was not checked. */
export function Checks({ checks }: { readonly checks: readonly Check[] }) {
  return (
    <ul className={styles.checks}>
      {checks.map((check) => {
        const [shape, tone] = MARKS[check.status];
        return (
          <li key={`${check.name} ${check.message}`} className={styles.check}>
            <span className={styles.status}>
              <StatusMark shape={shape} tone={tone} label={t(`check.${check.status}`)} />
            </span>
            <span className={styles.words}>
              <span className={styles.name}>{check.name}</span>
              <span className={styles.message}>{check.message}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

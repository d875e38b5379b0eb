import type { ReactNode } from 'react';
import type { SubmissionId } from '../../src/domain/ids.ts';
import styles from '../batches/batch-form.module.css';
import { t } from '../messages/t.ts';
import { sending } from '../state/sending.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import type { Marker } from './markers.ts';

interface GivenToProps {
  readonly marker: Marker;
  /** Whether anything was given. */
  readonly isDone: boolean;
  /** What was given. */
  readonly said: string;
  /** What was not, and why. */
  readonly children?: ReactNode;
  readonly onClose: () => void;
}

/** What somebody was given, and the way to send it to them where they mark elsewhere. */
export function GivenTo({ marker, isDone, said, children, onClose }: GivenToProps) {
  const isElsewhere = isDone && !marker.isLocal;
  return (
    <div className={styles.form}>
      <Banner tone={isDone ? 'good' : 'info'}>{said}</Banner>
      {children}
      {isElsewhere && <p>{t('allocate.next', { name: marker.name })}</p>}
      <div className={styles.actions}>
        <Button autoFocus={!isElsewhere} onPress={onClose}>
          {t('ui.close')}
        </Button>
        {isElsewhere && (
          <Button
            kind="primary"
            autoFocus
            onPress={() => {
              onClose();
              sending.getState().open({ kind: 'assignment', to: marker.person });
            }}
          >
            {t('allocate.send')}
          </Button>
        )}
      </div>
    </div>
  );
}

interface NotGivenProps {
  readonly refused: readonly { readonly submission: SubmissionId; readonly reason: string }[];
  readonly nameOf: (submission: SubmissionId) => string;
}

const SHOWN = 8;

/** What was not given, each with its reason. */
export function NotGiven({ refused, nameOf }: NotGivenProps) {
  if (refused.length === 0) return null;
  return (
    <Banner tone="warn">
      {t('std.givenNot', { n: refused.length })}
      <ul>
        {refused.slice(0, SHOWN).map(({ submission, reason }) => (
          <li key={submission}>
            {nameOf(submission)}: {reason}
          </li>
        ))}
      </ul>
      {refused.length > SHOWN && t('bundle.more', { n: refused.length - SHOWN })}
    </Banner>
  );
}

import type { Failure } from '../../src/domain/result.ts';
import { t } from '../messages/t.ts';
import { FailureBanner } from './banner.tsx';
import { Button } from './button.tsx';
import styles from './form-end.module.css';

interface FormEndProps {
  /** Why the last try failed. */
  readonly error: Failure | undefined;
  readonly onCancel: () => void;
  readonly action: string;
  readonly isReady: boolean;
  /** Absent where the form is submitted. */
  readonly run?: () => Promise<unknown>;
}

/** How a form in a dialog ends: what went wrong, the way out, and what it does. */
export function FormEnd({ error, onCancel, action, isReady, run }: FormEndProps) {
  return (
    <>
      {error !== undefined && <FailureBanner error={error} />}
      <div className={styles.end}>
        <Button onPress={onCancel}>{t('ui.cancel')}</Button>
        <Button
          kind="primary"
          isDisabled={!isReady}
          {...(run ? { onPress: () => void run() } : { type: 'submit' as const })}
        >
          {action}
        </Button>
      </div>
    </>
  );
}

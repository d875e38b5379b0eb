import type { Failure } from '../../src/domain/result.ts';
import { t } from '../messages/t.ts';
import { FailureBanner } from './banner.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import styles from './reason-dialog.module.css';

interface ConfirmDialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** What it will mean. */
  readonly about: string;
  readonly action: string;
  readonly run: () => Promise<unknown>;
  readonly isRunning: boolean;
  readonly error?: Failure | undefined;
}

/** Asks once more, before something is done that is not easily undone. */
export function ConfirmDialog({ title, isOpen, onClose, ...asked }: ConfirmDialogProps) {
  const { about, action, run, isRunning, error } = asked;
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <div className={styles.form}>
        <p>{about}</p>
        {error !== undefined && <FailureBanner error={error} />}
        <div className={styles.actions}>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button kind="primary" autoFocus isDisabled={isRunning} onPress={() => void run()}>
            {action}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

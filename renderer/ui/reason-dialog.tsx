import { type FormEvent, useState } from 'react';
import type { Failure } from '../../src/domain/result.ts';
import { t } from '../messages/t.ts';
import { FailureBanner } from './banner.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { TextArea } from './field.tsx';
import styles from './reason-dialog.module.css';

interface ReasonDialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** What it will mean. */
  readonly about: string;
  readonly action: string;
  readonly run: (reason: string) => Promise<unknown>;
  readonly isRunning: boolean;
  readonly error: Failure | undefined;
}

/** Asks why, before something is recorded that stays. */
export function ReasonDialog({ title, isOpen, onClose, ...form }: ReasonDialogProps) {
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <ReasonForm onClose={onClose} {...form} />
    </Dialog>
  );
}

function ReasonForm({
  onClose,
  about,
  action,
  run,
  isRunning,
  error,
}: Omit<ReasonDialogProps, 'title' | 'isOpen'>) {
  const [reason, setReason] = useState('');
  const isReady = reason.trim() !== '' && !isRunning;
  return (
    <form
      className={styles.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (isReady) void run(reason.trim());
      }}
    >
      <p>{about}</p>
      <TextArea
        label={t('people.reason')}
        description={t('people.reasonWhy')}
        value={reason}
        onChange={setReason}
        maxLength={2000}
        autoFocus
        isRequired
      />
      {error !== undefined && <FailureBanner error={error} />}
      <div className={styles.actions}>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button kind="primary" type="submit" isDisabled={!isReady}>
          {action}
        </Button>
      </div>
    </form>
  );
}

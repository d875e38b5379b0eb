import { useState } from 'react';
import { t } from '../messages/t.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { TextField } from '../ui/field.tsx';
import styles from './send-dialog.module.css';

const MIN_PASSPHRASE = 8;

/** What locks a backup that is for nobody in particular, as it is typed. */
export interface BackupLock {
  readonly isLocked: boolean;
  readonly passphrase: string;
  readonly again: string;
}

/** Locked unless one says otherwise: it holds the names and work of learners, and leaves this machine. */
export function useBackupLock() {
  return useState<BackupLock>({ isLocked: true, passphrase: '', again: '' });
}

/** Whether the backup can be made: left open, or with a passphrase that was typed twice. */
export function isLockReady({ isLocked, passphrase, again }: BackupLock): boolean {
  return !isLocked || (passphrase.length >= MIN_PASSPHRASE && passphrase === again);
}

interface BackupLockFieldsProps {
  readonly lock: BackupLock;
  readonly onChange: (lock: BackupLock) => void;
}

/** Asks for the passphrase of a backup twice: nobody notices a slip of the finger before the day it is needed. */
export function BackupLockFields({ lock, onChange }: BackupLockFieldsProps) {
  const { isLocked, passphrase, again } = lock;
  return (
    <>
      <Checkbox isSelected={isLocked} onChange={(next) => onChange({ ...lock, isLocked: next })}>
        {t('send.lock')}
      </Checkbox>
      {isLocked ? (
        <>
          <div className={styles.choices}>
            <TextField
              label={t('newWorkspace.passphrase')}
              type="password"
              value={passphrase}
              onChange={(next) => onChange({ ...lock, passphrase: next })}
              maxLength={1000}
            />
            <TextField
              label={t('send.lockAgain')}
              error={passphrase.startsWith(again) ? undefined : t('send.lockDiffers')}
              type="password"
              value={again}
              onChange={(next) => onChange({ ...lock, again: next })}
              maxLength={1000}
            />
          </div>
          <p className={styles.quiet}>{t('send.lockWhy')}</p>
        </>
      ) : (
        <p className={styles.quiet}>{t('send.backupWhy')}</p>
      )}
    </>
  );
}

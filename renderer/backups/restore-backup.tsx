import { type FormEvent, useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import { t } from '../messages/t.ts';
import { useCommand } from '../state/command.ts';
import { saveEverything } from '../state/pending-saves.ts';
import { workspace } from '../state/workspace.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import styles from './backups-dialog.module.css';

interface RestoreBackupProps {
  readonly backup: Output<'backup.list'>['backups'][number];
  readonly onBusy: (isBusy: boolean) => void;
  readonly onBack: () => void;
  readonly onRestored: () => void;
}

/** What restoring a copy means, before it is done. */
export function RestoreBackup({ backup, onBusy, onBack, onRestored }: RestoreBackupProps) {
  const restore = useCommand('backup.restore');
  const [passphrase, setPassphrase] = useState('');
  const [isAsked, setIsAsked] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    // The drafts of now are kept beside it with all the rest.
    await saveEverything();
    onBusy(true);
    const result = await restore.run({ id: backup.id, ...(passphrase === '' ? {} : { passphrase }) });
    onBusy(false);
    if (!result.ok) {
      if (result.error.code === 'key.passphrase_needed') setIsAsked(true);
      return;
    }
    workspace.getState().opened(result.value);
    onRestored();
  }

  if (restore.isRunning)
    return (
      <ProgressBar progress={restore.progress} label={t('backups.restoring')} onCancel={restore.cancel} />
    );
  return (
    <form className={styles.body} onSubmit={(event) => void submit(event)}>
      <p>{t('backups.restoreAbout')}</p>
      <p className={styles.quiet}>{t('backups.restoreDrafts')}</p>
      {isAsked && (
        <TextField
          label={t('newWorkspace.passphrase')}
          description={t('passphrase.why')}
          type="password"
          value={passphrase}
          onChange={setPassphrase}
          maxLength={1000}
          autoFocus
        />
      )}
      {restore.error !== undefined && <FailureBanner error={restore.error} />}
      <div className={styles.actions}>
        <Button onPress={onBack}>{t('backups.back')}</Button>
        <Button kind="primary" type="submit" isDisabled={isAsked && passphrase === ''}>
          {t('backups.restoreRun')}
        </Button>
      </div>
    </form>
  );
}

import { FolderOpen } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { ChosenFile } from '../../src/api/bridge.ts';
import { formatDateTime, t } from '../messages/t.ts';
import { api } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { incoming } from '../state/incoming.ts';
import { saveEverything } from '../state/pending-saves.ts';
import type { PackagePreview } from '../state/sort-packages.ts';
import { workspace } from '../state/workspace.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import styles from './form.module.css';

interface RestoreFormProps {
  readonly file: ChosenFile;
  /** Null where only its passphrase lets one look inside. */
  readonly preview: PackagePreview | null;
  readonly onBack: () => void;
}

/** Lays out a workspace from a backup, beside whatever is on this machine. */
export function RestoreForm({ file, preview, onBack }: RestoreFormProps) {
  const restore = useCommand('backup.restorePackage');
  const [folder, setFolder] = useState<ChosenFile | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [isAsked, setIsAsked] = useState(preview === null);
  const isWrong = /\.passphrase_wrong$/.test(restore.error?.code ?? '');

  async function choose() {
    const chosen = await api.bridge.chooseFolder('workspace');
    if (chosen !== null) setFolder(chosen);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    // Words still under way belong to the workspace that is left.
    await saveEverything();
    const result = await restore.run({
      file: file.token,
      ...(folder === null ? {} : { location: folder.token }),
      ...(passphrase === '' ? {} : { passphrase }),
    });
    if (!result.ok) {
      if (result.error.code === 'key.passphrase_needed') setIsAsked(true);
      return;
    }
    const { workspace: info, notes } = result.value;
    if (notes.length === 0) incoming.getState().dismiss();
    else incoming.getState().show({ kind: 'restored', name: info.name, notes });
    workspace.getState().opened(info);
  }

  if (restore.isRunning)
    return <ProgressBar progress={restore.progress} label={t('restore.running')} onCancel={restore.cancel} />;
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <p className={styles.lead}>
        {preview === null
          ? t('restore.aboutLocked', { file: file.name })
          : t('restore.about', { workspace: preview.workspace.name, at: formatDateTime(preview.at) })}
      </p>
      <p className={styles.quiet}>{t('restore.after')}</p>
      <dl className={styles.facts}>
        {preview !== null && (
          <>
            <dt>{t('package.from')}</dt>
            <dd>
              {preview.from.name} · {preview.from.words}
            </dd>
          </>
        )}
        <dt>{t('restore.folder')}</dt>
        <dd className={styles.folder}>
          {folder?.name ?? t('restore.ownFolder')}
          <Button kind="quiet" icon={<FolderOpen aria-hidden />} onPress={() => void choose()}>
            {t('restore.choose')}
          </Button>
        </dd>
      </dl>
      {isAsked && (
        <TextField
          label={t('newWorkspace.passphrase')}
          description={t(preview === null ? 'restore.lockedWhy' : 'restore.passphraseWhy')}
          error={isWrong ? restore.error?.message : undefined}
          type="password"
          value={passphrase}
          onChange={(next) => {
            restore.clear();
            setPassphrase(next);
          }}
          maxLength={1000}
          autoFocus
        />
      )}
      {restore.error !== undefined && !isWrong && <FailureBanner error={restore.error} />}
      <div className={styles.actions}>
        <Button onPress={onBack}>{t('ui.cancel')}</Button>
        <Button kind="primary" type="submit" isDisabled={isAsked && passphrase === ''}>
          {t('restore.run')}
        </Button>
      </div>
    </form>
  );
}

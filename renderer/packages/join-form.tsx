import { type FormEvent, useState } from 'react';
import { formatDate, formatList, t } from '../messages/t.ts';
import { api } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { incoming } from '../state/incoming.ts';
import { saveEverything } from '../state/pending-saves.ts';
import { useRead } from '../state/read.ts';
import type { PackageArrival } from '../state/sort-packages.ts';
import { useUnsentText } from '../state/unsent-text.ts';
import { workspace } from '../state/workspace.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import styles from './form.module.css';

const MIN_PASSPHRASE = 8;

interface JoinFormProps {
  readonly arrival: PackageArrival;
  readonly onBack: () => void;
}

/** Answers an invitation: a key of one's own, and the acceptance as a file to send back. */
export function JoinForm({ arrival: { file, preview }, onBack }: JoinFormProps) {
  const { invitation } = preview;
  const join = useCommand('workspace.join');
  const sealing = useRead('workspace.sealing', {});
  const [typed, setName] = useUnsentText('join.name');
  const [passphrase, setPassphrase] = useState('');
  // The name the inviter wrote, until one writes one's own.
  const name = typed === '' ? (invitation?.name ?? '') : typed;
  const needsPassphrase = sealing.value?.keychain === false;
  const isReady = name.trim() !== '' && (!needsPassphrase || passphrase.length >= MIN_PASSPHRASE);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!isReady) return;
    const into = await api.bridge.chooseSaveAs(t('join.fileName', { name: name.trim() }));
    if (into === null) return;
    // Words still under way belong to the workspace that is left.
    await saveEverything();
    const result = await join.run({
      invitation: file.token,
      into: into.token,
      name: name.trim(),
      ...(needsPassphrase ? { passphrase } : {}),
    });
    if (!result.ok) return;
    setName(null);
    workspace.getState().opened(result.value.workspace);
    incoming.getState().show({ kind: 'joined', joined: result.value, from: preview.from.name });
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <div>
        <p className={styles.lead}>
          {invitation === null
            ? t('join.askedDevice', { name: preview.from.name, workspace: preview.workspace.name })
            : t('join.asked', {
                name: preview.from.name,
                workspace: preview.workspace.name,
                roles: formatList(invitation.roles.map((role) => t(`role.${role}`).toLocaleLowerCase())),
              })}
        </p>
        {invitation !== null && (
          <p className={styles.quiet}>
            {[
              invitation.units === 'all'
                ? t('join.askedAll')
                : t('join.askedSome', { n: invitation.units.length }),
              invitation.until === null ? '' : t('join.askedUntil', { until: formatDate(invitation.until) }),
              invitation.trainee ? t('join.askedTrainee') : '',
            ].join(' ')}
          </p>
        )}
      </div>
      <TextField
        label={t('join.name')}
        description={t('join.nameWhy')}
        value={name}
        onChange={setName}
        maxLength={200}
        autoFocus
        isRequired
      />
      {needsPassphrase && (
        <TextField
          label={t('newWorkspace.passphrase')}
          description={t('join.passphraseWhy')}
          type="password"
          value={passphrase}
          onChange={setPassphrase}
          maxLength={1000}
          isRequired
        />
      )}
      <p className={styles.quiet}>{t('join.next')}</p>
      {join.error !== undefined && <FailureBanner error={join.error} />}
      <div className={styles.actions}>
        <Button onPress={onBack}>{t('ui.cancel')}</Button>
        <Button kind="primary" type="submit" isDisabled={!isReady || join.isRunning}>
          {t('join.run')}
        </Button>
      </div>
    </form>
  );
}

import { type FormEvent, useState } from 'react';
import { t } from '../messages/t.ts';
import { useCommand } from '../state/command.ts';
import { useRead } from '../state/read.ts';
import { useUnsentText } from '../state/unsent-text.ts';
import { workspace } from '../state/workspace.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import styles from './new-workspace.module.css';

const MIN_PASSPHRASE = 8;

/** Asks for what a workspace needs, and no more. */
export function NewWorkspace({ onCancel }: { readonly onCancel: () => void }) {
  const create = useCommand('workspace.create');
  const sealing = useRead('workspace.sealing', {});
  const [name, setName] = useUnsentText('workspace.name');
  const [provider, setProvider] = useUnsentText('workspace.provider');
  const [person, setPerson] = useUnsentText('workspace.person');
  const [passphrase, setPassphrase] = useState('');
  const needsPassphrase = sealing.value?.keychain === false;
  const isReady =
    [name, provider, person].every((text) => text.trim() !== '') &&
    (!needsPassphrase || passphrase.length >= MIN_PASSPHRASE);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!isReady) return;
    const result = await create.run({
      name: name.trim(),
      provider: provider.trim(),
      person: person.trim(),
      ...(needsPassphrase ? { passphrase } : {}),
    });
    if (!result.ok) return;
    for (const used of [setName, setProvider, setPerson]) used(null);
    workspace.getState().opened(result.value);
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <TextField
        label={t('newWorkspace.person')}
        description={t('newWorkspace.personWhy')}
        value={person}
        onChange={setPerson}
        maxLength={200}
        autoFocus
        isRequired
      />
      <TextField
        label={t('newWorkspace.provider')}
        description={t('newWorkspace.providerWhy')}
        value={provider}
        onChange={setProvider}
        maxLength={200}
        isRequired
      />
      <TextField
        label={t('newWorkspace.name')}
        description={t('newWorkspace.nameWhy')}
        value={name}
        onChange={setName}
        maxLength={200}
        isRequired
      />
      {needsPassphrase && (
        <TextField
          label={t('newWorkspace.passphrase')}
          description={t('newWorkspace.passphraseWhy')}
          type="password"
          value={passphrase}
          onChange={setPassphrase}
          maxLength={1000}
          isRequired
        />
      )}
      {create.error !== undefined && <FailureBanner error={create.error} />}
      <div className={styles.actions}>
        <Button onPress={onCancel}>{t('ui.cancel')}</Button>
        <Button kind="primary" type="submit" isDisabled={!isReady || create.isRunning}>
          {t('newWorkspace.create')}
        </Button>
      </div>
    </form>
  );
}

import { type FormEvent, useState } from 'react';
import { t } from '../messages/t.ts';
import { useCommand } from '../state/command.ts';
import { saveEverything } from '../state/pending-saves.ts';
import { useRead } from '../state/read.ts';
import type { PackagePreview } from '../state/sort-packages.ts';
import { workspace as opened } from '../state/workspace.ts';
import { Banner, FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import styles from './form.module.css';

interface OpenOtherProps {
  /** The one that a package belongs to. */
  readonly workspace: PackagePreview['workspace'];
  readonly hasWorkspace: boolean;
  readonly onOpened: () => void;
}

/** Says which workspace a package belongs to, and opens it where this machine knows it. */
export function OpenOther({ workspace, hasWorkspace, onOpened }: OpenOtherProps) {
  const recent = useRead('workspace.recent', {});
  const open = useCommand('workspace.open');
  const [passphrase, setPassphrase] = useState('');
  const isKnown = recent.value?.some((one) => one.id === workspace.id && one.exists) ?? false;
  const [isAsked, setIsAsked] = useState(false);

  async function run(event?: FormEvent) {
    event?.preventDefault();
    // Words still under way belong to the workspace that is left.
    await saveEverything();
    const result = await open.run({ recent: workspace.id, ...(passphrase === '' ? {} : { passphrase }) });
    if (!result.ok) {
      if (result.error.code === 'key.passphrase_needed') setIsAsked(true);
      return;
    }
    opened.getState().opened(result.value);
    onOpened();
  }

  if (recent.value === undefined) return null;
  return (
    <form className={styles.form} onSubmit={(event) => void run(event)}>
      <Banner
        tone="info"
        actions={
          isKnown && (
            <Button type="submit" isDisabled={open.isRunning || (isAsked && passphrase === '')}>
              {t('package.otherOpen', { name: workspace.name })}
            </Button>
          )
        }
      >
        {t(hasWorkspace ? 'package.other' : 'package.none', { name: workspace.name })}{' '}
        {!isKnown && t('package.otherUnknown')}
      </Banner>
      {isAsked && (
        <TextField
          label={t('newWorkspace.passphrase')}
          description={t('passphrase.why')}
          error={passphrase !== '' && !open.isRunning ? open.error?.message : undefined}
          type="password"
          value={passphrase}
          onChange={setPassphrase}
          maxLength={1000}
          autoFocus
        />
      )}
      {open.error !== undefined && !isAsked && <FailureBanner error={open.error} />}
    </form>
  );
}

import { type FormEvent, useState } from 'react';
import { formatDateTime, t } from '../messages/t.ts';
import { useCommand } from '../state/command.ts';
import { useRead } from '../state/read.ts';
import { workspace } from '../state/workspace.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import styles from './recent-workspaces.module.css';

/** The workspaces this machine opened before. */
export function RecentWorkspaces() {
  const recent = useRead('workspace.recent', {});
  const open = useCommand('workspace.open');
  const [asking, setAsking] = useState<string | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const needsPassphrase = open.error?.code === 'key.passphrase_needed';

  async function run(id: string, secret?: string) {
    const result = await open.run({ recent: id, ...(secret === undefined ? {} : { passphrase: secret }) });
    if (result.ok) {
      setAsking(null);
      workspace.getState().opened(result.value);
    } else if (result.error.code === 'key.passphrase_needed') setAsking(id);
  }

  /** A passphrase that was not right, and what was said of it, are of no use any more. */
  function giveUp() {
    setAsking(null);
    setPassphrase('');
    open.clear();
  }

  if (recent.value === undefined || recent.value.length === 0) return null;
  return (
    <section aria-labelledby="recent">
      <h2 id="recent" className={styles.title}>
        {t('welcome.recent')}
      </h2>
      <ul>
        {recent.value.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className={styles.entry}
              disabled={!one.exists || open.isRunning}
              onClick={() => void run(one.id)}
            >
              <span className={styles.name}>{one.name}</span>
              <span className={styles.location}>
                {one.exists ? one.location : t('welcome.missing', { location: one.location })}
              </span>
              <span className={styles.when}>{formatDateTime(one.openedAt)}</span>
            </button>
          </li>
        ))}
      </ul>
      {open.error !== undefined && asking === null && !needsPassphrase && (
        <FailureBanner error={open.error} />
      )}
      <Dialog title={t('passphrase.title')} isOpen={asking !== null} onClose={giveUp}>
        <form
          className={styles.form}
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            if (asking !== null) void run(asking, passphrase);
          }}
        >
          <TextField
            label={t('newWorkspace.passphrase')}
            description={t('passphrase.why')}
            error={passphrase !== '' && !open.isRunning ? open.error?.message : undefined}
            type="password"
            value={passphrase}
            onChange={(value) => {
              open.clear();
              setPassphrase(value);
            }}
            autoFocus
          />
          <div className={styles.actions}>
            <Button onPress={giveUp}>{t('ui.cancel')}</Button>
            <Button kind="primary" type="submit" isDisabled={passphrase === '' || open.isRunning}>
              {t('passphrase.open')}
            </Button>
          </div>
        </form>
      </Dialog>
    </section>
  );
}

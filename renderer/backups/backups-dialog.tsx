import { useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import { panels, usePanel } from '../app/panels.ts';
import { formatBytes, formatDateTime, t } from '../messages/t.ts';
import { useCommand } from '../state/command.ts';
import { useRead } from '../state/read.ts';
import { sending } from '../state/sending.ts';
import { Banner, FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { Reading } from '../ui/reading.tsx';
import styles from './backups-dialog.module.css';
import { RestoreBackup } from './restore-backup.tsx';

type Backup = Output<'backup.list'>['backups'][number];

/** The copies of the workspace that this machine keeps; a new one, or an old one in its place. */
export function BackupsDialog() {
  const isOpen = usePanel() === 'backups';
  const [restoring, setRestoring] = useState<Backup | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const close = () => {
    setRestoring(null);
    panels.close();
  };
  return (
    <Dialog
      title={
        restoring === null
          ? t('backups.title')
          : t('backups.restoreTitle', { at: formatDateTime(restoring.at) })
      }
      isOpen={isOpen}
      isBusy={isBusy}
      onClose={close}
      width="wide"
    >
      {restoring === null ? (
        <Backups onRestore={setRestoring} onBusy={setIsBusy} />
      ) : (
        <RestoreBackup
          backup={restoring}
          onBusy={setIsBusy}
          onBack={() => setRestoring(null)}
          onRestored={close}
        />
      )}
    </Dialog>
  );
}

interface BackupsProps {
  readonly onRestore: (backup: Backup) => void;
  readonly onBusy: (isBusy: boolean) => void;
}

function Backups({ onRestore, onBusy }: BackupsProps) {
  const list = useRead('backup.list', {});
  const make = useCommand('backup.make');

  async function run() {
    onBusy(true);
    const made = await make.run({});
    onBusy(false);
    if (made.ok) list.reload();
  }

  if (make.isRunning)
    return <ProgressBar progress={make.progress} label={t('backups.making')} onCancel={make.cancel} />;
  return (
    <div className={styles.body}>
      <p className={styles.quiet}>{t('backups.about')}</p>
      {make.error !== undefined && <FailureBanner error={make.error} />}
      <Reading read={list}>
        {({ backups, failed }) => (
          <>
            {failed !== null && <Banner tone="warn">{t('backups.failed', { why: failed })}</Banner>}
            {backups.length === 0 ? (
              <p>{t('backups.none')}</p>
            ) : (
              <table className={styles.table}>
                <thead>
                  <tr>
                    <th scope="col">{t('backups.column.at')}</th>
                    <th scope="col">{t('backups.column.kind')}</th>
                    <th scope="col" className={styles.end}>
                      {t('backups.column.size')}
                    </th>
                    <th scope="col">
                      <span className="visually-hidden">{t('backups.column.restore')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {backups.map((backup) => (
                    <tr key={backup.id}>
                      <td>{formatDateTime(backup.at)}</td>
                      <td className={styles.quiet}>{t(`backups.kind.${backup.kind}`)}</td>
                      <td className={styles.end}>{formatBytes(backup.sizeBytes)}</td>
                      <td className={styles.end}>
                        <Button
                          kind="quiet"
                          label={t('backups.restoreOf', { at: formatDateTime(backup.at) })}
                          onPress={() => onRestore(backup)}
                        >
                          {t('backups.restore')}
                        </Button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </>
        )}
      </Reading>
      <div className={styles.actions}>
        <Button
          onPress={() => {
            panels.close();
            sending.getState().open({ kind: 'backup' });
          }}
        >
          {t('backups.elsewhere')}
        </Button>
        <Button kind="primary" autoFocus onPress={() => void run()}>
          {t('backups.make')}
        </Button>
      </div>
    </div>
  );
}

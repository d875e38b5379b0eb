import { FileDown, FileX2, UserRoundX } from 'lucide-react';
import { useState } from 'react';
import type { ChosenFile } from '../../src/api/bridge.ts';
import type { Output } from '../../src/api/contract.ts';
import { t } from '../messages/t.ts';
import { api } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { Banner, FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Menu } from '../ui/menu.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { EraseLearner } from './erase-learner.tsx';
import styles from './learner-data.module.css';
import type { Row } from './queue-columns.tsx';

/** What a learner may ask for: everything that is kept about them, or that it is erased. */
export function LearnerData({ row }: { readonly row: Row }) {
  /** The name as it was when one asked: erased, there is none any more. */
  const [erasing, setErasing] = useState<string | null>(null);
  const [folder, setFolder] = useState<ChosenFile | null>(null);
  const [exported, setExported] = useState<Output<'learners.export'>>();
  const run = useCommand('learners.export');

  async function start() {
    const into = await api.bridge.chooseFolder('export');
    if (into === null) return;
    setFolder(into);
    setExported(undefined);
    const result = await run.run({ submission: row.submission, into: into.token });
    if (result.ok) setExported(result.value);
    else if (result.error.code === 'call.cancelled') setFolder(null);
  }

  return (
    <>
      <Menu
        label={t('privacy.menu')}
        groups={[
          {
            id: 'privacy',
            actions: [
              {
                id: 'export',
                label: t('privacy.export'),
                description: t('privacy.exportAbout'),
                icon: <FileDown aria-hidden />,
                onAction: () => void start(),
              },
              {
                id: 'erase',
                label: t('privacy.erase'),
                description: t('privacy.eraseAbout'),
                icon: <FileX2 aria-hidden />,
                onAction: () => setErasing(row.learner),
              },
            ],
          },
        ]}
      >
        <Button kind="quiet" icon={<UserRoundX aria-hidden />}>
          {t('privacy.menu')}
        </Button>
      </Menu>
      <Dialog
        title={t('privacy.exportTitle', { learner: row.learner })}
        isOpen={folder !== null}
        isBusy={run.isRunning}
        onClose={() => setFolder(null)}
      >
        <div className={styles.form}>
          {run.isRunning && (
            <ProgressBar progress={run.progress} label={t('privacy.exporting')} onCancel={run.cancel} />
          )}
          {run.error !== undefined && <FailureBanner error={run.error} />}
          {exported !== undefined && (
            <Banner tone="good">
              {t('privacy.exported', { n: exported.files, folder: exported.folder })}
            </Banner>
          )}
          {!run.isRunning && (
            <div className={styles.actions}>
              {exported !== undefined && folder !== null && (
                <Button onPress={() => api.bridge.revealExport(folder.token)}>{t('privacy.reveal')}</Button>
              )}
              <Button kind="primary" autoFocus onPress={() => setFolder(null)}>
                {t('ui.close')}
              </Button>
            </div>
          )}
        </div>
      </Dialog>
      <Dialog
        title={t('privacy.eraseTitle', { learner: erasing ?? '' })}
        isOpen={erasing !== null}
        onClose={() => setErasing(null)}
      >
        {erasing !== null && (
          <EraseLearner submission={row.submission} learner={erasing} onClose={() => setErasing(null)} />
        )}
      </Dialog>
    </>
  );
}

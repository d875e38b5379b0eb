import { Compass, FileSearch, FolderOpen, PenTool } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { SettingsMenu } from '../app/frame-header.tsx';
import { t } from '../messages/t.ts';
import { useCommand } from '../state/command.ts';
import { chooseAndReceive, chooseAndVerify } from '../state/incoming.ts';
import { workspace } from '../state/workspace.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { Seal } from '../ui/seal.tsx';
import { NewWorkspace } from './new-workspace.tsx';
import { RecentWorkspaces } from './recent-workspaces.tsx';
import styles from './welcome.module.css';

/** Before any workspace is open: three ways in, and the ones one was in before. */
export function Welcome() {
  const demo = useCommand('workspace.demo');
  const [isCreating, setIsCreating] = useState(false);

  async function openDemo() {
    const result = await demo.run({});
    if (result.ok) workspace.getState().opened(result.value);
  }

  return (
    <main className={styles.welcome}>
      <div className={styles.corner}>
        <SettingsMenu />
      </div>
      <div className={styles.column}>
        <header className={styles.header}>
          <Seal />
          <h1>{t('app.name')}</h1>
          <p>{t('welcome.promise')}</p>
        </header>
        {demo.isRunning ? (
          <div className={styles.building}>
            <ProgressBar progress={demo.progress} label={t('welcome.building')} onCancel={demo.cancel} />
          </div>
        ) : (
          <div className={styles.choices}>
            <Choice
              icon={<Compass aria-hidden />}
              title={t('welcome.demo')}
              about={t('welcome.demoAbout')}
              onPress={() => void openDemo()}
            />
            <Choice
              icon={<PenTool aria-hidden />}
              title={t('welcome.start')}
              about={t('welcome.startAbout')}
              onPress={() => setIsCreating(true)}
            />
            <Choice
              icon={<FolderOpen aria-hidden />}
              title={t('welcome.open')}
              about={t('welcome.openAbout')}
              onPress={() => void chooseAndReceive('open')}
            />
          </div>
        )}
        {demo.error !== undefined && <FailureBanner error={demo.error} />}
        <div className={styles.verify}>
          <Button icon={<FileSearch aria-hidden />} onPress={() => void chooseAndVerify()}>
            {t('verify.choose')}
          </Button>
          <span>{t('welcome.verifyAbout')}</span>
        </div>
        <RecentWorkspaces />
        <footer className={styles.footer}>
          <span>{t('welcome.drop')}</span>
          <span className={styles.version}>{window.assay.appVersion}</span>
        </footer>
      </div>
      <Dialog title={t('newWorkspace.title')} isOpen={isCreating} onClose={() => setIsCreating(false)}>
        <NewWorkspace onCancel={() => setIsCreating(false)} />
      </Dialog>
    </main>
  );
}

interface ChoiceProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly about: string;
  readonly onPress: () => void;
}

function Choice({ icon, title, about, onPress }: ChoiceProps) {
  return (
    <button type="button" className={styles.choice} onClick={onPress}>
      <span className={styles.icon}>{icon}</span>
      <span className={styles.choiceTitle}>{title}</span>
      <span className={styles.about}>{about}</span>
    </button>
  );
}

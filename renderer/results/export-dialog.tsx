import { FolderOpen } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { ChosenFile } from '../../src/api/bridge.ts';
import type { Output } from '../../src/api/contract.ts';
import { formatDate, t } from '../messages/t.ts';
import { api, newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { Banner, FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import styles from './export-dialog.module.css';
import type { Row } from './result-list.tsx';

interface ExportDialogProps {
  readonly isOpen: boolean;
  readonly rows: readonly Row[];
  readonly onClose: () => void;
  readonly onExported: () => void;
}

/** Signs the chosen results and writes them as one batch: a folder and a zip. */
export function ExportDialog({ isOpen, rows, onClose, onExported }: ExportDialogProps) {
  const run = useCommand('results.export');
  const [exported, setExported] = useState<{ done: Output<'results.export'>; folder: ChosenFile }>();
  const [about, setAbout] = useState({ label: '', count: 0 });

  async function start(label: string, folder: ChosenFile) {
    setAbout({ label, count: rows.length });
    const result = await run.run({
      command: newCommand(),
      submissions: rows.map((row) => row.submission),
      label,
      to: folder.token,
    });
    if (result.ok) {
      setExported({ done: result.value, folder });
      onExported();
    }
  }

  function close() {
    setExported(undefined);
    run.clear();
    onClose();
  }

  return (
    <Dialog title={t('export.title')} isOpen={isOpen} onClose={close} isBusy={run.isRunning}>
      {exported !== undefined ? (
        <Exported {...exported} onClose={close} />
      ) : run.isRunning ? (
        <div className={styles.form}>
          <p>{t('export.running', { n: about.count, label: about.label })}</p>
          <ProgressBar progress={run.progress} label={t('export.signing')} onCancel={run.cancel} />
        </div>
      ) : (
        <ExportForm rows={rows} onStart={(label, folder) => void start(label, folder)} onClose={close}>
          {run.error !== undefined && <FailureBanner error={run.error} />}
        </ExportForm>
      )}
    </Dialog>
  );
}

interface ExportFormProps {
  readonly rows: readonly Row[];
  readonly onStart: (label: string, folder: ChosenFile) => void;
  readonly onClose: () => void;
  readonly children: React.ReactNode;
}

function ExportForm({ rows, onStart, onClose, children }: ExportFormProps) {
  const codes = [...new Set(rows.map((row) => row.unitCode))];
  const [label, setLabel] = useState(
    `${codes.slice(0, 3).join(', ')} ${formatDate(new Date().toISOString())}`,
  );
  const [folder, setFolder] = useState<ChosenFile | null>(null);
  const passed = rows.filter((row) => row.verdict === 'passed').length;

  async function choose() {
    const chosen = await api.bridge.chooseFolder('export');
    if (chosen !== null) setFolder(chosen);
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (folder !== null && label.trim() !== '') onStart(label.trim(), folder);
      }}
    >
      <p className={styles.about}>
        {t('export.about', { n: rows.length })} {t('export.passed', { n: passed, all: rows.length })}
      </p>
      <TextField
        label={t('export.label')}
        description={t('export.labelWhy')}
        value={label}
        onChange={setLabel}
        maxLength={200}
        isRequired
      />
      <div className={styles.folder}>
        <span className={styles.folderLabel}>{t('export.folder')}</span>
        <Button icon={<FolderOpen aria-hidden />} onPress={() => void choose()}>
          {folder === null ? t('export.choose') : folder.name}
        </Button>
      </div>
      {children}
      <div className={styles.actions}>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button kind="primary" type="submit" isDisabled={folder === null || label.trim() === ''}>
          {t('export.start', { n: rows.length })}
        </Button>
      </div>
    </form>
  );
}

interface ExportedProps {
  readonly done: Output<'results.export'>;
  readonly folder: ChosenFile;
  readonly onClose: () => void;
}

function Exported({ done, folder, onClose }: ExportedProps) {
  return (
    <div className={styles.form}>
      <Banner tone="good">{t('export.done', { n: done.batch.results, label: done.batch.label })}</Banner>
      <dl className={styles.facts}>
        <dt>{t('export.folder')}</dt>
        <dd>{done.folder}</dd>
        <dt>{t('export.zip')}</dt>
        <dd>{done.zip}</dd>
        <dt>{t('batches.manifest')}</dt>
        <dd>
          <code>{done.batch.manifestSha256}</code>
        </dd>
      </dl>
      <p className={styles.about}>{t('export.next')}</p>
      <div className={styles.actions}>
        <Button icon={<FolderOpen aria-hidden />} onPress={() => api.bridge.revealExport(folder.token)}>
          {t('export.reveal')}
        </Button>
        <Button kind="primary" onPress={onClose}>
          {t('ui.close')}
        </Button>
      </div>
    </div>
  );
}

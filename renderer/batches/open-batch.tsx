import { type FormEvent, useState } from 'react';
import type { UnitId } from '../../src/domain/ids.ts';
import { go } from '../app/router.ts';
import { formatDate, t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { useRead } from '../state/read.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { ChoiceCards } from '../ui/choice-cards.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { Select } from '../ui/select.tsx';
import styles from './batch-form.module.css';

interface OpenBatchProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Begins a batch: of which unit, and how it is moderated, which stays. */
export function OpenBatch({ isOpen, onClose }: OpenBatchProps) {
  return (
    <Dialog title={t('batch.openTitle')} isOpen={isOpen} onClose={onClose}>
      <OpenForm onClose={onClose} />
    </Dialog>
  );
}

function OpenForm({ onClose }: Pick<OpenBatchProps, 'onClose'>) {
  const units = useRead('units.list', {});
  const start = useCommand('batches.open');
  const [command] = useState(newCommand);
  const [chosen, setChosen] = useState<UnitId | null>(null);
  const [label, setLabel] = useState<string | null>(null);
  const [mode, setMode] = useState<'moderation' | 'verification'>('verification');
  const unit = units.value?.find(({ id }) => id === chosen) ?? units.value?.[0];
  const named = label ?? (unit ? `${unit.code}, ${formatDate(new Date().toISOString())}` : '');
  const isReady = unit !== undefined && named.trim() !== '' && !start.isRunning;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!isReady) return;
    const opened = await start.run({ command, label: named.trim(), unit: unit.id, mode });
    if (!opened.ok) return;
    onClose();
    go({ room: 'moderate', submission: null, tab: 'batches', batch: opened.value.batch });
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <Select
        label={t('queue.column.unit')}
        value={unit?.id ?? null}
        onChange={setChosen}
        options={(units.value ?? []).map((one) => ({ id: one.id, label: `${one.code} · ${one.title}` }))}
      />
      <TextField label={t('batch.label')} value={named} onChange={setLabel} maxLength={200} isRequired />
      <ChoiceCards
        label={t('batch.column.mode')}
        value={mode}
        onChange={setMode}
        choices={[
          {
            id: 'verification',
            label: t('batch.mode.verification'),
            about: t('batch.mode.verificationAbout'),
          },
          {
            id: 'moderation',
            label: t('batch.mode.moderation'),
            about: t('batch.mode.moderationAbout'),
          },
        ]}
      />
      {start.error !== undefined && <FailureBanner error={start.error} />}
      <div className={styles.actions}>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button kind="primary" type="submit" isDisabled={!isReady}>
          {t('batch.openRun')}
        </Button>
      </div>
    </form>
  );
}

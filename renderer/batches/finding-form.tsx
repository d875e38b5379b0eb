import { useState } from 'react';
import type { Input } from '../../src/api/contract.ts';
import type { RecordId, SubmissionId } from '../../src/domain/ids.ts';
import { t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { ChoiceCards } from '../ui/choice-cards.tsx';
import { TextArea } from '../ui/field.tsx';
import styles from './batch-summary.module.css';

interface FindingFormProps {
  readonly batch: RecordId;
  readonly submission: SubmissionId;
  readonly onSaid: () => void;
}

const FINDINGS = ['upheld', 'lenient', 'severe'] as const;

/** What a moderator thinks of one mark in the sample. It changes no mark by itself. */
export function FindingForm({ batch, submission, onSaid }: FindingFormProps) {
  const find = useCommand('batches.find');
  const [finding, setFinding] = useState<Input<'batches.find'>['finding'] | null>(null);
  const [note, setNote] = useState('');
  const isReady = finding !== null && (finding === 'upheld' || note.trim() !== '') && !find.isRunning;
  async function run() {
    if (finding === null) return;
    const done = await find.run({
      command: newCommand(),
      batch,
      submission,
      finding,
      decisions: [],
      note: note.trim(),
    });
    if (done.ok) onSaid();
  }
  return (
    <section className={styles.form} aria-label={t('batch.yourFinding')}>
      <h3 className={styles.heading}>{t('batch.yourFinding')}</h3>
      <ChoiceCards
        label={t('batch.yourFinding')}
        value={finding}
        onChange={setFinding}
        choices={FINDINGS.map((id) => ({
          id,
          label: t(`batch.finding.${id}`),
          about: t(`batch.finding.${id}About`),
        }))}
      />
      <TextArea label={t('batch.note')} value={note} onChange={setNote} maxLength={20_000} />
      {find.error !== undefined && <FailureBanner error={find.error} />}
      <div className={styles.foot}>
        <Button kind="primary" isDisabled={!isReady} onPress={() => void run()}>
          {t('batch.record')}
        </Button>
      </div>
    </section>
  );
}

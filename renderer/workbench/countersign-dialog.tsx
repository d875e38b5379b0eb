import { useState } from 'react';
import { t } from '../messages/t.ts';
import { describeDecision } from '../moderation/describe-decision.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextArea } from '../ui/field.tsx';
import styles from './countersign-dialog.module.css';
import { criterionLabel } from './criterion-mark.tsx';
import type { SubmissionDetail } from './workbench-api.ts';

interface CountersignDialogProps {
  readonly detail: SubmissionDetail;
  readonly assessment: SubmissionDetail['others'][number];
  readonly onClose: () => void;
}

/** What a trainee submitted, criterion by criterion: somebody stands behind it, or returns it with a note. */
export function CountersignDialog({ detail, assessment, onClose }: CountersignDialogProps) {
  const countersign = useCommand('assessments.countersign');
  const [command] = useState(newCommand);
  const [note, setNote] = useState('');
  const { name } = assessment.assessor;

  async function run(accepted: boolean) {
    const result = await countersign.run({
      command,
      submission: detail.submission,
      assessment: assessment.id,
      accepted,
      note: note.trim(),
    });
    if (result.ok) onClose();
  }

  return (
    <Dialog
      title={t('countersign.title', { name })}
      isOpen
      onClose={onClose}
      width="wide"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button isDisabled={note.trim() === '' || countersign.isRunning} onPress={() => void run(false)}>
            {t('countersign.return')}
          </Button>
          <Button kind="primary" isDisabled={countersign.isRunning} onPress={() => void run(true)}>
            {t('countersign.accept')}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <p className={styles.quiet}>{t('countersign.about')}</p>
        <dl className={styles.judgments}>
          {detail.unit.criteria.map((criterion, index) => {
            const judgment = assessment.judgments.find((one) => one.criterion === criterion.id);
            return (
              <div key={criterion.id} className={styles.judgment}>
                <dt>
                  <span className={styles.code}>{criterionLabel(criterion, index)}</span> {criterion.title}
                </dt>
                <dd>
                  <strong>{describeDecision(criterion, judgment?.decision ?? null)}</strong>
                  {judgment !== undefined && judgment.rationale !== '' && <p>{judgment.rationale}</p>}
                  {judgment !== undefined && judgment.anchors.length > 0 && (
                    <p className={styles.quiet}>{t('countersign.anchors', { n: judgment.anchors.length })}</p>
                  )}
                </dd>
              </div>
            );
          })}
        </dl>
        {assessment.feedback !== '' && (
          <section>
            <h3 className={styles.heading}>{t('countersign.feedback')}</h3>
            <p className={styles.feedback}>{assessment.feedback}</p>
          </section>
        )}
        <TextArea
          label={t('countersign.note')}
          description={t('countersign.noteWhy')}
          value={note}
          onChange={setNote}
          maxLength={20_000}
        />
        {countersign.error !== undefined && <FailureBanner error={countersign.error} />}
      </div>
    </Dialog>
  );
}

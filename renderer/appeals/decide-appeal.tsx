import { useState } from 'react';
import type { Input } from '../../src/api/contract.ts';
import styles from '../batches/batch-form.module.css';
import { t } from '../messages/t.ts';
import { agreedJudgment, type Choices, sameDecision } from '../moderation/agree.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { Banner } from '../ui/banner.tsx';
import { ChoiceCards } from '../ui/choice-cards.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextArea } from '../ui/field.tsx';
import { FormEnd } from '../ui/form-end.tsx';
import type { AppealDialogProps } from './appeal-actions.tsx';
import type { AppealDetail } from './appeal-room.tsx';

type Decided = Input<'appeals.decide'>;
type Result = Decided['result'];

interface DecideAppealProps extends AppealDialogProps {
  readonly choices: Choices;
  readonly shown: number;
}

/** What comes of the appeal, with the values that were chosen criterion by criterion. */
export function DecideAppeal({ isOpen, onClose, ...given }: DecideAppealProps) {
  return (
    <Dialog title={t('appeal.decideTitle')} isOpen={isOpen} onClose={onClose}>
      <DecideForm onClose={onClose} {...given} />
    </Dialog>
  );
}

function DecideForm({ detail, choices, shown, onClose }: Omit<DecideAppealProps, 'isOpen'>) {
  const decide = useCommand('appeals.decide');
  const [command] = useState(newCommand);
  const { judgments, changes, isComplete } = chosenJudgments(detail, choices, shown);
  const results: readonly Result[] =
    changes > 0
      ? ['raised', ...(detail.appeal.mayLower ? (['lowered'] as const) : []), 'remitted']
      : ['upheld', 'remitted'];
  const [result, setResult] = useState<Result | null>(null);
  const [reason, setReason] = useState('');
  const isReady = result !== null && isComplete && reason.trim() !== '' && !decide.isRunning;

  async function run() {
    if (result === null) return;
    const isChange = result === 'raised' || result === 'lowered';
    const done = await decide.run({
      command,
      appeal: detail.appeal.appeal,
      result,
      judgments: isChange ? judgments : [],
      reason: reason.trim(),
    });
    if (done.ok) onClose();
  }

  return (
    <div className={styles.form}>
      <p>{changes === 0 ? t('appeal.noChanges') : t('appeal.changes', { n: changes })}</p>
      {!isComplete && <Banner tone="warn">{t('appeal.incomplete')}</Banner>}
      <ChoiceCards
        label={t('appeal.decision')}
        value={result}
        onChange={setResult}
        choices={results.map((id) => ({
          id,
          label: t(`appeal.decide.${id}`),
          about: t(`appeal.decide.${id}About`),
        }))}
      />
      <TextArea
        label={t('appeal.reason')}
        description={t('appeal.reasonWhy')}
        value={reason}
        onChange={setReason}
        maxLength={20_000}
        isRequired
      />
      <FormEnd
        error={decide.error}
        onCancel={onClose}
        action={t('appeal.record')}
        isReady={isReady}
        run={run}
      />
    </div>
  );
}

/** The outcome as released, with what was chosen otherwise in its place. */
function chosenJudgments({ outcome, comparisons }: AppealDetail, choices: Choices, shown: number) {
  const comparison = comparisons[shown] ?? comparisons[0];
  let [changes, isComplete] = [0, true];
  const judgments = outcome.judgments.map((released): Decided['judgments'][number] => {
    const compared = comparison?.criteria.find(({ criterion }) => criterion === released.criterion);
    const choice = choices[released.criterion];
    if (!comparison || !compared || !choice || choice.kind === 'a') return released;
    const judgment = agreedJudgment(compared, choice);
    if (!judgment) isComplete = false;
    const decision = choice.kind === 'own' ? choice.decision : compared.b?.decision;
    if (!judgment || !decision || sameDecision(decision, released.decision)) return released;
    changes += 1;
    return judgment;
  });
  return { judgments, changes, isComplete };
}

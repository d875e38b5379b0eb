import { useState } from 'react';
import { go } from '../app/router.ts';
import styles from '../batches/batch-form.module.css';
import { t } from '../messages/t.ts';
import type { Choices } from '../moderation/agree.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import type { AppealDetail } from './appeal-room.tsx';
import { CheckDialog } from './check-dialog.tsx';
import { ChooseDialog } from './choose-dialog.tsx';
import { DecideAppeal } from './decide-appeal.tsx';

type Step = 'check' | 'choose' | 'decide' | 'withdraw' | 'close';
const STEPS: readonly Step[] = ['withdraw', 'check', 'choose', 'decide', 'close'];

interface AppealActionsProps {
  readonly detail: AppealDetail;
  readonly choices: Choices;
  readonly shown: number;
}

/** What can be done next; what the appeal waits for stands out. */
export function AppealActions({ detail, choices, shown }: AppealActionsProps) {
  const [asked, setAsked] = useState<Step | null>(null);
  const { next, appeal, process, decision } = detail;
  const open = STEPS.filter((step) => next[step].allowed);
  const onClose = () => setAsked(null);
  const awaited = STEPS.find((step) => step === appeal.next);
  const why = awaited && !next[awaited].allowed ? next[awaited].reason : waitsFor(appeal);
  return (
    <>
      {why !== null && <span className={styles.awaited}>{why}</span>}
      {open.map((step) => (
        <Button
          key={step}
          kind={step === appeal.next ? 'primary' : step === 'withdraw' ? 'quiet' : 'plain'}
          onPress={() => setAsked(step)}
        >
          {step === 'choose' && process
            ? t('appeal.step.chooseAgain')
            : step === 'decide' && decision
              ? t('appeal.step.decideAgain')
              : t(`appeal.step.${step}`)}
        </Button>
      ))}
      {appeal.next === 'release' && (
        <Button kind="primary" onPress={() => go({ room: 'results', tab: 'results' })}>
          {t('appeal.step.release')}
        </Button>
      )}
      <CheckDialog detail={detail} isOpen={asked === 'check'} onClose={onClose} />
      <ChooseDialog detail={detail} isOpen={asked === 'choose'} onClose={onClose} />
      <DecideAppeal
        detail={detail}
        choices={choices}
        shown={shown}
        isOpen={asked === 'decide'}
        onClose={onClose}
      />
      <CloseDialog detail={detail} isOpen={asked === 'close'} onClose={onClose} />
      <WithdrawDialog detail={detail} isOpen={asked === 'withdraw'} onClose={onClose} />
    </>
  );
}

const waitsFor = ({ next, remarked, remarks }: AppealDetail['appeal']) =>
  next === 'remark' ? t('appeal.next.remark', { done: remarked, n: remarks }) : null;

export interface AppealDialogProps {
  readonly detail: AppealDetail;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

function CloseDialog({ detail, isOpen, onClose }: AppealDialogProps) {
  const close = useCommand('appeals.close');
  return (
    <ConfirmDialog
      title={t('appeal.closeTitle')}
      isOpen={isOpen}
      onClose={onClose}
      about={t('appeal.closeAbout')}
      action={t('appeal.step.close').replace('…', '')}
      run={async () => {
        const done = await close.run({ command: newCommand(), appeal: detail.appeal.appeal });
        if (done.ok) onClose();
      }}
      isRunning={close.isRunning}
      error={close.error}
    />
  );
}

function WithdrawDialog({ detail, isOpen, onClose }: AppealDialogProps) {
  const withdraw = useCommand('appeals.withdraw');
  return (
    <ReasonDialog
      title={t('appeal.withdrawTitle')}
      isOpen={isOpen}
      onClose={onClose}
      about={t('appeal.withdrawAbout')}
      action={t('appeal.withdrawTitle')}
      run={async (reason) => {
        const done = await withdraw.run({ command: newCommand(), appeal: detail.appeal.appeal, reason });
        if (done.ok) onClose();
      }}
      isRunning={withdraw.isRunning}
      error={withdraw.error}
    />
  );
}

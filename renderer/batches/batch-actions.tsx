import { useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import { t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import styles from './batch-form.module.css';
import { DecideDialog } from './decide-dialog.tsx';
import { DrawDialog } from './draw-dialog.tsx';

type Detail = Output<'batches.get'>;
type Step = 'close' | 'draw' | 'decide' | 'confirm' | 'reopen';

/** What can be done next; the most likely of it stands out. */
export function BatchActions({ detail }: { readonly detail: Detail }) {
  const [asked, setAsked] = useState<Step | null>(null);
  const { next, batch } = detail;
  const steps: readonly Step[] = ['close', 'draw', 'decide', 'confirm', 'reopen'];
  const open = steps.filter((step) => next[step].allowed);
  const first = mainStep(detail, open);
  const close = () => setAsked(null);
  // What keeps it from its end, once it is being looked at.
  const awaited = batch.state === 'moderating' && !next.confirm.allowed ? next.confirm.reason : null;
  return (
    <>
      {awaited !== null && <span className={styles.awaited}>{awaited}</span>}
      {open.map((step) => (
        <Button key={step} kind={step === first ? 'primary' : 'plain'} onPress={() => setAsked(step)}>
          {t(step === 'draw' && detail.draws.length > 0 ? 'batch.step.extend' : `batch.step.${step}`)}
        </Button>
      ))}
      <Sure step="close" isOpen={asked === 'close'} onClose={close} batch={batch} />
      <Sure step="confirm" isOpen={asked === 'confirm'} onClose={close} batch={batch} />
      <DrawDialog detail={detail} isOpen={asked === 'draw'} onClose={close} />
      <DecideDialog detail={detail} isOpen={asked === 'decide'} onClose={close} />
      <Reopen isOpen={asked === 'reopen'} onClose={close} batch={batch} />
    </>
  );
}

/** Once all that was drawn was looked at, to decide comes before drawing more. */
function mainStep({ batch }: Detail, open: readonly Step[]): Step | undefined {
  const isLookedThrough = batch.sampled > 0 && batch.lookedAt >= batch.sampled;
  const order: readonly Step[] = isLookedThrough
    ? ['confirm', 'decide', 'close', 'draw']
    : ['close', 'draw', 'decide', 'confirm'];
  const found = order.find((step) => open.includes(step));
  return found === 'draw' && batch.sampled > 0 ? undefined : found;
}

interface StepProps {
  readonly batch: Detail['batch'];
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

function Sure({ step, batch, isOpen, onClose }: StepProps & { readonly step: 'close' | 'confirm' }) {
  const closing = useCommand('batches.close');
  const confirming = useCommand('batches.confirm');
  const taken = step === 'close' ? closing : confirming;
  return (
    <ConfirmDialog
      title={t(`batch.sure.${step}`, { label: batch.label })}
      isOpen={isOpen}
      onClose={onClose}
      about={t(`batch.sure.${step}About`, { n: batch.members })}
      action={t(`batch.step.${step}`)}
      run={async () => {
        const done = await taken.run({ command: newCommand(), batch: batch.batch });
        if (done.ok) onClose();
      }}
      isRunning={taken.isRunning}
      error={taken.error}
    />
  );
}

function Reopen({ batch, isOpen, onClose }: StepProps) {
  const reopen = useCommand('batches.reopen');
  return (
    <ReasonDialog
      title={t('batch.reopenTitle', { label: batch.label })}
      isOpen={isOpen}
      onClose={onClose}
      about={t('batch.reopenAbout', { n: batch.version + 1 })}
      action={t('batch.step.reopen')}
      run={async (reason) => {
        const done = await reopen.run({ command: newCommand(), batch: batch.batch, reason });
        if (done.ok) onClose();
      }}
      isRunning={reopen.isRunning}
      error={reopen.error}
    />
  );
}

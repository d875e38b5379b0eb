import { useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import { t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
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

interface SureProps {
  readonly step: 'close' | 'confirm';
  readonly batch: Detail['batch'];
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

function Sure({ step, batch, isOpen, onClose }: SureProps) {
  return (
    <Dialog title={t(`batch.sure.${step}`, { label: batch.label })} isOpen={isOpen} onClose={onClose}>
      <SureForm step={step} batch={batch} onClose={onClose} />
    </Dialog>
  );
}

function SureForm({ step, batch, onClose }: Omit<SureProps, 'isOpen'>) {
  const closing = useCommand('batches.close');
  const confirming = useCommand('batches.confirm');
  const [command] = useState(newCommand);
  const run = step === 'close' ? closing : confirming;
  async function go() {
    const done = await run.run({ command, batch: batch.batch });
    if (done.ok) onClose();
  }
  return (
    <div className={styles.form}>
      <p>{t(`batch.sure.${step}About`, { n: batch.members })}</p>
      {run.error !== undefined && <FailureBanner error={run.error} />}
      <div className={styles.actions}>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button kind="primary" autoFocus isDisabled={run.isRunning} onPress={() => void go()}>
          {t(`batch.step.${step}`)}
        </Button>
      </div>
    </div>
  );
}

function Reopen({ batch, isOpen, onClose }: Omit<SureProps, 'step'>) {
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

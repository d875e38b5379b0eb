import { RefreshCw, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import { t } from '../messages/t.ts';
import { useCommand } from '../state/command.ts';
import { Banner, FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Checks } from '../ui/checks.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import styles from './ledger-checks.module.css';

/** Verifies every signature and chain, or rebuilds every view, and says what came of it. */
export function LedgerChecks() {
  const verify = useCommand('ledger.verify');
  const rebuild = useCommand('ledger.rebuild');
  const [job, setJob] = useState<'verify' | 'rebuild' | null>(null);
  const [verified, setVerified] = useState<Output<'ledger.verify'>>();
  const [rebuilt, setRebuilt] = useState<Output<'ledger.rebuild'>>();
  const running = job === 'verify' ? verify : rebuild;

  async function startVerify() {
    setJob('verify');
    setVerified(undefined);
    const result = await verify.run({});
    if (result.ok) setVerified(result.value);
    else if (result.error.code === 'call.cancelled') setJob(null);
  }

  async function startRebuild() {
    setJob('rebuild');
    setRebuilt(undefined);
    const result = await rebuild.run({});
    if (result.ok) setRebuilt(result.value);
    else if (result.error.code === 'call.cancelled') setJob(null);
  }

  return (
    <>
      <Button icon={<ShieldCheck aria-hidden />} onPress={() => void startVerify()}>
        {t('log.verify')}
      </Button>
      <Button icon={<RefreshCw aria-hidden />} onPress={() => void startRebuild()}>
        {t('log.rebuild')}
      </Button>
      <Dialog
        title={job === 'rebuild' ? t('log.rebuild') : t('log.verify')}
        isOpen={job !== null}
        isBusy={running.isRunning}
        onClose={() => setJob(null)}
      >
        <div className={styles.body}>
          {running.isRunning && (
            <ProgressBar
              progress={running.progress}
              label={t(job === 'rebuild' ? 'log.rebuilding' : 'log.verifying')}
              onCancel={running.cancel}
            />
          )}
          {running.error !== undefined && <FailureBanner error={running.error} />}
          {job === 'verify' && verified !== undefined && (
            <>
              <Banner tone={verified.ok ? 'good' : 'bad'}>
                {t(verified.ok ? 'log.verified' : 'log.notVerified', { n: verified.records })}
              </Banner>
              <Checks checks={verified.checks} />
            </>
          )}
          {job === 'rebuild' && rebuilt !== undefined && (
            <Banner tone={rebuilt.identical ? 'good' : 'bad'}>
              {t(rebuilt.identical ? 'log.identical' : 'log.different', { n: rebuilt.records })}
              <code className={styles.hash}>{rebuilt.after}</code>
            </Banner>
          )}
        </div>
      </Dialog>
    </>
  );
}

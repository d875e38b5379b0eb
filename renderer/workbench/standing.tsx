import { useState } from 'react';
import { go } from '../app/router.ts';
import { formatDate, formatDateTime, t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { sending } from '../state/sending.ts';
import { Banner, FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { CountersignDialog } from './countersign-dialog.tsx';
import { Returned } from './returned.tsx';
import styles from './standing.module.css';
import { useActions, useOpen } from './use-workbench.ts';
import type { SubmissionDetail } from './workbench-api.ts';

/** Where this work stands beyond one's own marks: set aside, sealed, awaiting a countersignature, or overtaken by its unit. */
export function Standing() {
  const sealed = useOpen((open) => open.detail.sealed);
  const mine = useOpen((open) => open.detail.mine);
  const isStale = useOpen((open) => open.detail.isStale);
  const setAside = useOpen((open) => open.detail.setAside);
  const trainees = useOpen((open) => open.detail.toCountersign);
  const changing = useOpen((open) => open.detail.changing);
  const verified = useOpen((open) => open.detail.verified);
  const isToldMe = verified?.isMine && verified.as.kind !== 'agree' && !changing;
  const isToSeal = useIsToSeal();
  const isEditable = useOpen((open) => open.isEditable);
  const isSealed = sealed !== null && mine === null;
  if (
    !setAside &&
    !changing &&
    !isSealed &&
    !isStale &&
    trainees.length === 0 &&
    !(isToSeal && isEditable) &&
    !isToldMe
  )
    return null;
  return (
    <div className={styles.standing}>
      {setAside && <SetAside setAside={setAside} />}
      {isToldMe && <Returned verified={verified} />}
      {changing && <Changing reason={changing.reason} />}
      {isSealed && <Sealed sealed={sealed} />}
      {isToSeal && isEditable && <Banner tone="info">{t('bench.toSeal')}</Banner>}
      {isStale && <Stale />}
      {trainees.length > 0 && <Trainees />}
    </div>
  );
}

/** Whether what I hand in is sealed first. */
export function useIsToSeal(): boolean {
  return useOpen((open) =>
    open.detail.allocations.some((one) => one.isMine && one.sealed && one.stands === 'to_do'),
  );
}

/** When my own allocation is due, if it is. */
export function useDue(): string | null {
  return useOpen(
    (open) =>
      open.detail.allocations.find((one) => one.isMine && one.stands === 'to_do' && one.due !== null)?.due ??
      null,
  );
}

function Changing({ reason }: { readonly reason: string }) {
  const { keep } = useActions();
  const isBusy = useOpen((open) => open.isBusy);
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Banner
        tone="info"
        actions={
          <Button isDisabled={isBusy} onPress={() => setIsAsking(true)}>
            {t('bench.dropChange')}
          </Button>
        }
      >
        {t('bench.changing', { reason: /[.!?]$/.test(reason) ? reason : `${reason}.` })}
      </Banner>
      <ConfirmDialog
        title={t('bench.dropChangeTitle')}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        about={t('bench.dropChangeAbout')}
        action={t('bench.dropChange')}
        run={async () => {
          await keep();
          setIsAsking(false);
        }}
        isRunning={isBusy}
      />
    </>
  );
}

function SetAside({ setAside }: { readonly setAside: NonNullable<SubmissionDetail['setAside']> }) {
  const submission = useOpen((open) => open.detail.submission);
  const resume = useCommand('submissions.resume');
  const [isAsking, setIsAsking] = useState(false);
  const { duplicateOf, by, at, reason, mayResume } = setAside;

  async function run(why: string) {
    const result = await resume.run({ command: newCommand(), submission, reason: why });
    if (result.ok) setIsAsking(false);
  }

  return (
    <>
      <Banner
        tone="warn"
        actions={
          <>
            <Button onPress={() => go({ room: 'mark', submission: duplicateOf })}>
              {t('setAside.other')}
            </Button>
            {mayResume.allowed && <Button onPress={() => setIsAsking(true)}>{t('setAside.resume')}</Button>}
          </>
        }
      >
        {t('setAside.bench', { by, at: formatDate(at), reason })}
      </Banner>
      <ReasonDialog
        title={t('setAside.resumeTitle')}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        about={t('setAside.resumeAbout')}
        action={t('setAside.resumeRun')}
        run={run}
        isRunning={resume.isRunning}
        error={resume.error}
      />
    </>
  );
}

function Sealed({ sealed }: { readonly sealed: NonNullable<SubmissionDetail['sealed']> }) {
  const submission = useOpen((open) => open.detail.submission);
  const unseal = useCommand('seals.open');
  const isReady = sealed.waitingFor === 0;
  return (
    <>
      <Banner
        tone="info"
        actions={
          <>
            <Button onPress={() => sending.getState().open({ kind: 'seal', submissions: [submission] })}>
              {t('bench.sealed.send')}
            </Button>
            {isReady && (
              <Button
                isDisabled={unseal.isRunning}
                onPress={() => void unseal.run({ command: newCommand() })}
              >
                {t('bench.sealed.open')}
              </Button>
            )}
          </>
        }
      >
        {isReady ? t('bench.sealed.ready') : t('bench.sealed.waits', { n: sealed.waitingFor })}{' '}
        {sealed.assessment === null && t('bench.sealed.elsewhere')}{' '}
        <span className={styles.quiet}>{t('bench.sealedAt', { at: formatDateTime(sealed.sealedAt) })}</span>
      </Banner>
      {unseal.error !== undefined && <FailureBanner error={unseal.error} />}
    </>
  );
}

function Stale() {
  const submission = useOpen((open) => open.detail.submission);
  const confirm = useCommand('assessments.confirmUnchanged');
  const [refused, setRefused] = useState<string | null>(null);

  async function run() {
    const result = await confirm.run({ command: newCommand(), submissions: [submission] });
    if (result.ok) setRefused(result.value.refused[0]?.reason ?? null);
  }

  return (
    <>
      <Banner
        tone="warn"
        actions={
          <Button isDisabled={confirm.isRunning} onPress={() => void run()}>
            {t('stale.confirm')}
          </Button>
        }
      >
        {t('stale.bench')}
      </Banner>
      {refused !== null && <Banner tone="bad">{refused}</Banner>}
      {confirm.error !== undefined && <FailureBanner error={confirm.error} />}
    </>
  );
}

function Trainees() {
  const detail = useOpen((open) => open.detail);
  const [looking, setLooking] = useState<SubmissionDetail['others'][number] | null>(null);
  const theirs = detail.others.filter(({ id }) => detail.toCountersign.includes(id));
  return (
    <>
      {theirs.map((assessment) => (
        <Banner
          key={assessment.id}
          tone="info"
          actions={<Button onPress={() => setLooking(assessment)}>{t('countersign.look')}</Button>}
        >
          {t('countersign.waits', { name: assessment.assessor.name })}
        </Banner>
      ))}
      {looking !== null && (
        <CountersignDialog detail={detail} assessment={looking} onClose={() => setLooking(null)} />
      )}
    </>
  );
}

import { useEffect, useState } from 'react';
import type { UnitId } from '../../src/domain/ids.ts';
import { formatBytes, t } from '../messages/t.ts';
import { AdmittedFooter, AdmittedView } from '../packages/admitted.tsx';
import { Joined } from '../packages/joined.tsx';
import { Others, PackagesPreview } from '../packages/packages-preview.tsx';
import { Restored } from '../packages/restored.tsx';
import { TakenInFooter, TakenInList } from '../packages/taken-in.tsx';
import { VerificationView } from '../results/verification-view.tsx';
import {
  type Arrival,
  type ImportAbout,
  type ImportOutcome,
  type Incoming,
  incoming,
  useIncoming,
} from '../state/incoming.ts';
import { useRead } from '../state/read.ts';
import { wayOf } from '../state/sort-packages.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { Select } from '../ui/select.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { NewWorkspace } from '../welcome/new-workspace.tsx';
import { BundlePreview } from './bundle-preview.tsx';
import styles from './incoming-dialog.module.css';
import { go } from './router.ts';

const actions = () => incoming.getState();

/** What came in by a drop, a choice or the command line: a preview first, then what the person decides. */
export function IncomingDialog({ hasWorkspace }: { readonly hasWorkspace: boolean }) {
  const state = useIncoming();
  const isBusy = state.kind === 'reading' || state.kind === 'importing' || state.kind === 'taking';
  const isSlow = useSlow(state.kind === 'reading');
  const isOpen = state.kind !== 'none' && (state.kind !== 'reading' || isSlow);
  return (
    <Dialog
      title={titleOf(state)}
      isOpen={isOpen}
      onClose={actions().dismiss}
      isBusy={isBusy}
      width={widthOf(state)}
      footer={
        state.kind === 'imported' ? (
          <ImportedFooter outcomes={state.outcomes} />
        ) : state.kind === 'taken' ? (
          <TakenInFooter />
        ) : state.kind === 'admitted' ? (
          <AdmittedFooter person={state.person} />
        ) : state.kind === 'joined' ? (
          <Button kind="primary" autoFocus onPress={actions().dismiss}>
            {t('joined.done')}
          </Button>
        ) : ['verified', 'failed', 'restored'].includes(state.kind) ? (
          <Button kind="primary" onPress={actions().dismiss}>
            {t('ui.close')}
          </Button>
        ) : undefined
      }
    >
      {(state.kind === 'reading' || state.kind === 'importing' || state.kind === 'taking') && (
        <ProgressBar
          progress={state.progress}
          label={t(`incoming.title.${state.kind}`)}
          onCancel={actions().cancel}
        />
      )}
      {state.kind === 'failed' && <FailureBanner error={state.error} />}
      {state.kind === 'preview' && (
        <Preview arrivals={state.arrivals} about={state.about} hasWorkspace={hasWorkspace} />
      )}
      {state.kind === 'imported' && <Imported outcomes={state.outcomes} />}
      {state.kind === 'packages' && <PackagesPreview {...state} hasWorkspace={hasWorkspace} />}
      {state.kind === 'taken' && (
        <div className={styles.stack}>
          <TakenInList taken={state.taken} />
          <Others files={state.others} />
        </div>
      )}
      {state.kind === 'joined' && <Joined joined={state.joined} from={state.from} />}
      {state.kind === 'restored' && <Restored name={state.name} notes={state.notes} />}
      {state.kind === 'admitted' && <AdmittedView person={state.person} />}
      {state.kind === 'verified' && (
        <div className={styles.stack}>
          {state.verifications.map((verification) => (
            <VerificationView key={verification.path} verification={verification} />
          ))}
        </div>
      )}
    </Dialog>
  );
}

/** One package is called by what it is. */
function titleOf(state: Incoming): string {
  if (state.kind !== 'packages') return t(`incoming.title.${state.kind}`);
  const { chosen, packages, unopened } = state;
  if (chosen !== null && !('preview' in chosen)) return t('restore.titleLocked');
  if (chosen !== null) {
    const { from, workspace } = chosen.preview;
    const way = wayOf(chosen.preview);
    if (way === 'admit') return t('admit.title', { name: from.name });
    if (way !== 'take_in') return t(`${way}.title`, { workspace: workspace.name });
  }
  const [only] = packages;
  return packages.length === 1 && unopened.length === 0 && only
    ? t(`package.kind.${only.preview.kind}`)
    : t('incoming.title.packages');
}

function widthOf(state: Incoming): 'narrow' | 'wide' {
  switch (state.kind) {
    case 'failed':
    case 'reading':
    case 'taking':
    case 'joined':
    case 'admitted':
    case 'restored':
      return 'narrow';
    case 'packages':
      return state.chosen === null ? 'wide' : 'narrow';
    default:
      return 'wide';
  }
}

/** A look that takes less than a blink needs no window saying so. */
function useSlow(isRunning: boolean): boolean {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    if (!isRunning) return;
    const timer = setTimeout(() => setIsSlow(true), 150);
    return () => {
      clearTimeout(timer);
      setIsSlow(false);
    };
  }, [isRunning]);
  return isSlow;
}

function Preview({
  arrivals,
  about,
  hasWorkspace,
}: {
  readonly arrivals: readonly Arrival[];
  /** What was filled in before an import that was cancelled. */
  readonly about: ImportAbout;
  readonly hasWorkspace: boolean;
}) {
  const units = useRead('units.list', hasWorkspace ? {} : null);
  const [chosenUnit, setUnit] = useState<UnitId | null>(about.unit ?? null);
  const [learner, setLearner] = useState(about.learner ?? '');
  const [isCreating, setIsCreating] = useState(false);
  const good = arrivals.filter(({ inspection }) => inspection.ok);
  const needsUnit = good.some(
    ({ inspection }) => inspection.units.length === 0 && inspection.kind !== 'unit',
  );
  const needsLearner = good.some(
    ({ inspection }) => inspection.learner === null && inspection.kind !== 'unit',
  );
  const carried = arrivals.flatMap(({ inspection }) => inspection.carriesUnits);
  const known = (units.value ?? []).map(({ id, code, title }) => ({ id, code, title }));
  const choices = [...known, ...carried.filter((one) => known.every(({ id }) => id !== one.id))];
  const [only] = choices;
  const unit = chosenUnit ?? (choices.length === 1 && only && needsUnit ? only.id : null);
  const artifacts = arrivals.reduce((sum, { inspection }) => sum + inspection.artifacts.length, 0);
  const bytes = arrivals.reduce((sum, { inspection }) => sum + inspection.totalBytes, 0);

  if (isCreating && !hasWorkspace) return <NewWorkspace onCancel={() => setIsCreating(false)} />;
  return (
    <>
      <p className={styles.summary}>
        {t('incoming.summary', { n: arrivals.length })} · {t('incoming.artifacts', { n: artifacts })} ·{' '}
        {formatBytes(bytes)}
      </p>
      {hasWorkspace && (needsUnit || needsLearner) && (
        <div className={styles.asked}>
          {needsUnit && (
            <Select
              label={t('incoming.unit')}
              description={
                choices.length === 0 && units.value ? t('incoming.noUnits') : t('incoming.unitWhy')
              }
              placeholder={t('incoming.unitChoose')}
              value={unit}
              onChange={setUnit}
              options={choices.map((one) => ({ id: one.id, label: `${one.code} · ${one.title}` }))}
            />
          )}
          {needsLearner && (
            <TextField
              label={t('incoming.learner')}
              description={t('incoming.learnerWhy')}
              value={learner}
              onChange={setLearner}
              maxLength={400}
            />
          )}
        </div>
      )}
      <div className={styles.stack}>
        {arrivals.map((arrival) => (
          <BundlePreview
            key={arrival.file.token}
            name={arrival.file.name}
            inspection={arrival.inspection}
            isOpen={arrivals.length === 1}
          />
        ))}
      </div>
      {good.length === 0 ? (
        <div className={styles.actions}>
          <Button kind="primary" autoFocus onPress={actions().dismiss}>
            {t('ui.close')}
          </Button>
        </div>
      ) : (
        <div className={styles.actions}>
          <Button onPress={actions().dismiss}>{t('ui.cancel')}</Button>
          {hasWorkspace ? (
            <Button
              kind="primary"
              autoFocus
              isDisabled={needsUnit && unit === null}
              onPress={() =>
                void actions().importAll({
                  ...(unit === null ? {} : { unit }),
                  ...(learner.trim() === '' ? {} : { learner: learner.trim() }),
                })
              }
            >
              {good.length === arrivals.length
                ? t('incoming.import', { n: arrivals.length })
                : t('incoming.importSome', { n: good.length, all: arrivals.length })}
            </Button>
          ) : (
            <>
              <span className={styles.need}>{t('incoming.needsWorkspace')}</span>
              <Button kind="primary" onPress={() => setIsCreating(true)}>
                {t('welcome.start')}
              </Button>
            </>
          )}
        </div>
      )}
    </>
  );
}

function Imported({ outcomes }: { readonly outcomes: readonly ImportOutcome[] }) {
  return (
    <ul className={styles.outcomes}>
      {outcomes.map((outcome) => (
        <li key={outcome.path} className={styles.outcome}>
          <div className={styles.outcomeHead}>
            <span className={styles.path}>{outcome.path.split(/[\\/]/).at(-1)}</span>
            <StatusMark
              shape={
                outcome.status === 'refused' ? 'cross' : outcome.status === 'already_there' ? 'full' : 'check'
              }
              tone={
                outcome.status === 'refused' ? 'bad' : outcome.status === 'already_there' ? 'info' : 'good'
              }
              label={t(`incoming.outcome.${outcome.status}`)}
            />
          </div>
          {outcome.problems.map((problem) => (
            <p key={`${problem.code} ${problem.at ?? ''}`} className={styles.problem}>
              {problem.message}
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}

function ImportedFooter({ outcomes }: { readonly outcomes: readonly ImportOutcome[] }) {
  const first = outcomes.flatMap((outcome) => outcome.submissions)[0];
  const isOne = outcomes.flatMap((outcome) => outcome.submissions).length === 1;
  return (
    <>
      <Button onPress={actions().dismiss}>{t('ui.close')}</Button>
      {first !== undefined && (
        <Button
          kind="primary"
          autoFocus
          onPress={() => {
            actions().dismiss();
            go(isOne ? { room: 'mark', submission: first } : { room: 'queue' });
          }}
        >
          {isOne ? t('incoming.open') : t('incoming.openQueue')}
        </Button>
      )}
    </>
  );
}

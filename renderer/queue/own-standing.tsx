import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import { go } from '../app/router.ts';
import { formatDate, t } from '../messages/t.ts';
import { useRead } from '../state/read.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import styles from './own-standing.module.css';

type OwnStandard = Output<'standardisation.mine'>[number];
type Script = OwnStandard['sets'][number]['scripts'][number];

/** Tells whoever marks, unit by unit, that they are not approved yet, what they practise and qualify with, and what follows. */
export function OwnStanding() {
  const mine = useRead('standardisation.mine', {});
  const told = (mine.value ?? []).filter(isWorthTelling);
  if (told.length === 0) return null;
  return (
    <div className={styles.notices}>
      {told.map((own) => (
        <OneUnit key={own.unit} own={own} />
      ))}
    </div>
  );
}

const scriptsOf = ({ sets }: OwnStandard): readonly Script[] => sets.flatMap(({ scripts }) => scripts);
const mayBeGivenWork = ({ isRequired, state, hasExpired }: OwnStandard) =>
  state === 'approved' ? !hasExpired : !isRequired && (state === 'not_started' || isLearning(state));
const isLearning = (state: OwnStandard['state']) => state === 'practice' || state === 'qualifying';

/** Whoever may be given work is told only of what they have not marked yet. */
const isWorthTelling = (own: OwnStandard) =>
  !mayBeGivenWork(own) || scriptsOf(own).some(({ isMarked }) => !isMarked);

function OneUnit({ own }: { readonly own: OwnStandard }) {
  const [isShown, setIsShown] = useState(false);
  const scripts = scriptsOf(own);
  const next = scripts.find(({ isMarked }) => !isMarked);
  const isFree = mayBeGivenWork(own);
  return (
    <Banner
      tone={isFree ? 'info' : 'warn'}
      actions={
        <>
          {scripts.length > 0 && (
            <Button kind="quiet" onPress={() => setIsShown(true)}>
              {t('own.show', { n: scripts.length })}
            </Button>
          )}
          {next && (
            <Button
              trailing={<ArrowRight aria-hidden />}
              onPress={() => go({ room: 'mark', submission: next.submission })}
            >
              {t('own.next')}
            </Button>
          )}
        </>
      }
    >
      {sentencesOf(own).join(' ')}
      <ScriptsDialog own={own} isOpen={isShown} onClose={() => setIsShown(false)} />
    </Banner>
  );
}

/** Where they stand, and what follows from it. */
function sentencesOf(own: OwnStandard): readonly string[] {
  const { state, unitCode: unit, hasExpired, until, because, isTested, isRequired } = own;
  const scripts = scriptsOf(own);
  const left = scripts.filter(({ isMarked }) => !isMarked).length;
  const toMark = left > 0 ? [t('own.left', { n: left })] : [];
  switch (state) {
    case 'suspended':
    case 'requalifying':
      return [t(`own.${state}`, { unit }), ...(because === null ? [] : [because]), ...toMark];
    case 'removed':
      return [t('own.removed', { unit }), ...(because === null ? [] : [because])];
    case 'approved':
      return hasExpired && until !== null
        ? [t('own.expired', { unit, until: formatDate(until) }), ...toMark]
        : [t('own.approved', { unit }), ...toMark];
    default:
      if (!isTested) return [t('own.notTested', { unit })];
      return [
        isRequired ? t('own.notApproved', { unit }) : t('own.learning', { unit }),
        ...(scripts.length === 0 ? [t('own.nothingYet')] : left > 0 ? toMark : [t('own.allMarked')]),
      ];
  }
}

interface ScriptsDialogProps {
  readonly own: OwnStandard;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The scripts of the unit that one was given, and how one did on those whose definitive mark one may see. */
function ScriptsDialog({ own, isOpen, onClose }: ScriptsDialogProps) {
  return (
    <Dialog title={t('own.title', { unit: own.unitCode })} isOpen={isOpen} onClose={onClose}>
      <div className={styles.sets}>
        {own.sets.map(({ set, label, kind, scripts, scriptsInSet, passAtLeast }) => (
          <section key={set} aria-label={label}>
            <h3 className={styles.label}>{label}</h3>
            <p className={styles.quiet}>
              {kind === 'practice' || passAtLeast === null
                ? t('own.practiceAbout')
                : t('own.qualifyingAbout', { passAtLeast, all: scriptsInSet })}
            </p>
            <ul>
              {scripts.map((script) => (
                <li key={script.submission} className={styles.script}>
                  <Button
                    kind="quiet"
                    trailing={<ArrowRight aria-hidden />}
                    onPress={() => {
                      onClose();
                      go({ room: 'mark', submission: script.submission });
                    }}
                  >
                    {script.learner}
                  </Button>
                  <ScriptMark script={script} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function ScriptMark({ script: { isMarked, isWithin } }: { readonly script: Script }) {
  if (!isMarked) return <StatusMark shape="empty" tone="quiet" label={t('own.toMark')} />;
  if (isWithin === null) return <StatusMark shape="half" tone="info" label={t('own.marked')} />;
  return (
    <StatusMark
      shape={isWithin ? 'check' : 'split'}
      tone={isWithin ? 'good' : 'warn'}
      label={t(isWithin ? 'reconcile.within' : 'reconcile.out')}
    />
  );
}

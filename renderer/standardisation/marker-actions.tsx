import { useState } from 'react';
import { t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { Button } from '../ui/button.tsx';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { ApproveDialog } from './approve-dialog.tsx';
import { GiveScripts } from './give-scripts.tsx';
import type { MarkerPaneProps } from './marker-pane.tsx';
import type { Marker } from './markers.ts';
import { PlantDialog } from './plant-dialog.tsx';
import { RequalifyDialog } from './requalify-dialog.tsx';
import own from './standards.module.css';

type Step = 'give' | 'plant' | 'approve' | 'suspend' | 'requalify' | 'remove';

export interface MarkerDialogProps extends MarkerPaneProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** What can be done about a marker now; what they wait for stands out. */
export function MarkerActions({ standards, marker }: MarkerPaneProps) {
  const [asked, setAsked] = useState<Step | null>(null);
  const steps = stepsOf({ standards, marker });
  const first = firstOf(marker);
  const given = { standards, marker, onClose: () => setAsked(null) };
  return (
    <>
      {steps.length > 0 && (
        <div className={own.actions}>
          {steps.map((step) => (
            <Button key={step} kind={step === first ? 'primary' : 'plain'} onPress={() => setAsked(step)}>
              {t(`std.step.${step}`)}
            </Button>
          ))}
        </div>
      )}
      <GiveScripts {...given} isOpen={asked === 'give'} />
      <PlantDialog {...given} isOpen={asked === 'plant'} />
      <ApproveDialog {...given} isOpen={asked === 'approve'} />
      <RequalifyDialog {...given} isOpen={asked === 'requalify'} />
      <Against {...given} step="suspend" isOpen={asked === 'suspend'} />
      <Against {...given} step="remove" isOpen={asked === 'remove'} />
    </>
  );
}

/** What the marker waits for, where it can be done here. */
function firstOf({ need, state }: Marker): Step | null {
  switch (need) {
    case 'suspended':
      return 'requalify';
    case 'passed':
    case 'recognise':
      return 'approve';
    case 'qualify':
    case 'expired':
      return 'give';
    case 'secondChance':
      return 'plant';
    case null:
      return state === 'approved' ? 'plant' : null;
  }
}

function stepsOf({ standards: { sets, isRequired }, marker }: MarkerPaneProps): readonly Step[] {
  const { state, isTested } = marker;
  const inUse = (kind: 'practice' | 'qualifying' | 'seeds') =>
    sets.some(({ rule, hasEnded }) => rule.kind === kind && !hasEnded);
  const steps: readonly (Step | false)[] = [
    mayBeApproved(marker) && 'approve',
    isTested && state !== 'removed' && (inUse('practice') || inUse('qualifying')) && 'give',
    isTested && inUse('seeds') && (state === 'approved' || (!isRequired && state !== 'removed')) && 'plant',
    state === 'suspended' && 'requalify',
    state === 'approved' && 'suspend',
    (state === 'suspended' || state === 'requalifying') && 'remove',
  ];
  return steps.filter((step) => step !== false);
}

/** Whoever is tested needs a test that they passed; whoever is approved already, another one than it rests on. */
function mayBeApproved({ state, isTested, tries }: Marker): boolean {
  const passed = tries.filter(({ isPassed }) => isPassed).length;
  if (state === 'suspended' || state === 'removed') return false;
  return !isTested || passed > (state === 'approved' ? 1 : 0);
}

/** Suspends or removes a marker, saying why. */
function Against({
  standards,
  marker,
  step,
  isOpen,
  onClose,
}: MarkerDialogProps & { readonly step: 'suspend' | 'remove' }) {
  const decide = useCommand('standardisation.decide');
  const about = { name: marker.name, unit: standards.unitCode };
  return (
    <ReasonDialog
      title={t(`std.${step}Title`, about)}
      isOpen={isOpen}
      onClose={onClose}
      about={t(`std.${step}About`, about)}
      action={t(`std.${step}Run`)}
      run={async (reason) => {
        const done = await decide.run({
          command: newCommand(),
          unit: standards.unit,
          person: marker.person,
          reason,
          decision: { kind: step },
        });
        if (done.ok) onClose();
      }}
      isRunning={decide.isRunning}
      error={decide.error}
    />
  );
}

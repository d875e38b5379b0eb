import { useMemo } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { SubmissionId } from '../../src/domain/ids.ts';
import type { Choices } from '../moderation/agree.ts';
import { type History, recordEdit, redo, startHistory, undo } from '../workbench/undo-history.ts';

interface Agreement {
  readonly choices: Choices;
  readonly note: string;
}

const NOTHING = startHistory<Agreement>({ choices: {}, note: '' });

/** Agreements still being made, kept while one looks at something else and comes back. */
const agreements = createStore<Readonly<Record<SubmissionId, History<Agreement>>>>()(() => ({}));

/** What one person was about to agree is nothing to the next person, or in the next workspace. */
export function forgetAgreements(): void {
  agreements.setState({}, true);
}

export function useAgreement(submission: SubmissionId) {
  const history = useStore(agreements, (all) => all[submission] ?? NOTHING);
  const actions = useMemo(() => {
    const step = (change: (history: History<Agreement>) => History<Agreement>) =>
      agreements.setState((all) => ({ [submission]: change(all[submission] ?? NOTHING) }));
    const edit = (change: Partial<Agreement>, field: string | null) =>
      step((now) => recordEdit(now, { ...now.present, ...change }, field, performance.now()));
    const { getState } = agreements;
    const chosen = () => (getState()[submission] ?? NOTHING).present.choices;
    return {
      /** One step, however many criteria it settles. `field` names what is being typed into. */
      choose: (choices: Choices, field: string | null = null) =>
        edit({ choices: { ...chosen(), ...choices } }, field),
      writeNote: (note: string) => edit({ note }, 'note'),
      undo: () => step(undo),
      redo: () => step(redo),
      forget: () => step(() => NOTHING),
    };
  }, [submission]);
  return {
    ...history.present,
    ...actions,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
  };
}

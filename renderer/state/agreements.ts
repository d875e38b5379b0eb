import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { AgreementDraft } from '../../src/api/shapes.ts';
import { type AssessmentId, CriterionId, type SubmissionId } from '../../src/domain/ids.ts';
import type { Choices } from '../moderation/agree.ts';
import { type Autosave, createAutosave, type SaveState } from '../workbench/autosave.ts';
import { type History, recordEdit, redo, startHistory, undo } from '../workbench/undo-history.ts';
import { type Api, api } from './api.ts';
import { keepWords } from './pending-saves.ts';
import { reportSaved } from './saved.ts';

interface Agreement {
  readonly choices: Choices;
  readonly note: string;
}

/** The two assessments that are compared. */
interface Between {
  readonly a: AssessmentId;
  readonly b: AssessmentId;
}

interface Making {
  readonly history: History<Agreement>;
  readonly saving: SaveState;
}

const NOTHING: Making = {
  history: startHistory<Agreement>({ choices: {}, note: '' }),
  saving: { kind: 'saved', savedAt: null },
};

/** Agreements still being made: kept on disk at every keystroke, for whoever is at the desk. */
export function createAgreementsStore(api: Pick<Api, 'call'>) {
  const store = createStore<Readonly<Record<SubmissionId, Making>>>()(() => ({}));
  const autosaves = new Map<SubmissionId, Autosave<AgreementDraft>>();
  const making = (submission: SubmissionId) => store.getState()[submission] ?? NOTHING;
  const patch = (submission: SubmissionId, change: Partial<Making>) =>
    store.setState({ [submission]: { ...making(submission), ...change } });

  const stored = async (submission: SubmissionId) => {
    const result = await api.call('agreements.draft', { submission });
    return result.ok && result.value ? result.value : null;
  };

  const startSaving = (submission: SubmissionId) => {
    const autosave: Autosave<AgreementDraft> = createAutosave<AgreementDraft>({
      revision: 0,
      save: (draft, at) => api.call('agreements.saveDraft', { submission, draft, revision: at }).then(flat),
      stored: async () => {
        const now = await api.call('agreements.draft', { submission });
        if (!now.ok) return null;
        return { value: now.value?.draft ?? null, revision: now.value?.revision ?? 0 };
      },
      isSame: (a, b) => JSON.stringify(a) === JSON.stringify(b),
      // One that was let go of has nothing to say any more.
      onState: (saving) => autosaves.get(submission) === autosave && patch(submission, { saving }),
    });
    autosaves.set(submission, autosave);
    return autosave;
  };

  return {
    ...store,
    /** Reads what was being agreed, once. */
    async open(submission: SubmissionId, between: Between): Promise<void> {
      if (autosaves.has(submission)) return;
      const autosave = startSaving(submission);
      const saved = await stored(submission);
      if (!saved || autosaves.get(submission) !== autosave) return;
      autosave.rebase(saved.revision);
      // What was chosen in the moment it took to read stands.
      if (making(submission) === NOTHING)
        patch(submission, { history: startHistory(agreementIn(saved.draft, between)) });
    },
    step(
      submission: SubmissionId,
      between: Between,
      change: (now: History<Agreement>) => History<Agreement>,
    ) {
      const before = making(submission).history;
      const history = change(before);
      if (history === before) return;
      patch(submission, { history });
      autosaves.get(submission)?.changed(draftOf(history.present, between));
    },
    /** Ends a conflict: what is here is saved over the newer one. */
    async keepMine(submission: SubmissionId): Promise<void> {
      const saved = await stored(submission);
      autosaves.get(submission)?.rebase(saved?.revision ?? 0);
    },
    /** Resolves with whether all of it is on disk. */
    async flush(): Promise<boolean> {
      const saved = await Promise.all([...autosaves.values()].map((autosave) => autosave.flush()));
      return saved.every((revision) => revision !== null);
    },
    words(submission: SubmissionId): string {
      const { choices, note } = making(submission).history.present;
      const reasons = Object.values(choices).map((choice) => (choice?.kind === 'own' ? choice.reason : ''));
      return [...reasons, note].filter((text) => text !== '').join('\n\n');
    },
    /** It became a record. */
    forget(submission: SubmissionId): void {
      autosaves.get(submission)?.stop();
      startSaving(submission);
      store.setState({ [submission]: NOTHING });
    },
    /** What one person was about to agree is nothing to the next person, or in the next workspace. */
    forgetAll(): void {
      for (const autosave of autosaves.values()) autosave.stop();
      autosaves.clear();
      store.setState({}, true);
    },
  };
}

const agreements = createAgreementsStore(api);
export const forgetAgreements = agreements.forgetAll;

export function useAgreement(submission: SubmissionId, between: Between) {
  const { a, b } = between;
  const { history, saving } = useStore(agreements, (all) => all[submission] ?? NOTHING);
  useEffect(() => void agreements.open(submission, { a, b }), [submission, a, b]);
  useEffect(() => {
    reportSaved(saving.kind === 'saved' || saving.kind === 'saving' ? saving.kind : 'not_saved');
    return () => reportSaved('saved');
  }, [saving.kind]);
  useEffect(
    () => keepWords({ saveAll: agreements.flush, words: () => agreements.words(submission) }),
    [submission],
  );
  const actions = useMemo(() => {
    const step = (change: (history: History<Agreement>) => History<Agreement>) =>
      agreements.step(submission, { a, b }, change);
    const edit = (change: (now: Agreement) => Partial<Agreement>, field: string | null) =>
      step((now) => recordEdit(now, { ...now.present, ...change(now.present) }, field, performance.now()));
    return {
      /** One step, however many criteria it settles. `field` names what is being typed into. */
      choose: (choices: Choices, field: string | null = null) =>
        edit((now) => ({ choices: { ...now.choices, ...choices } }), field),
      writeNote: (note: string) => edit(() => ({ note }), 'note'),
      undo: () => step(undo),
      redo: () => step(redo),
      flush: agreements.flush,
      forget: () => agreements.forget(submission),
      keepMine: () => void agreements.keepMine(submission),
    };
  }, [submission, a, b]);
  return {
    ...history.present,
    ...actions,
    saving,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
  };
}

type Saved = Awaited<ReturnType<typeof api.call<'agreements.saveDraft'>>>;
function flat(result: Saved) {
  return result.ok ? { ok: true as const, ...result.value } : result;
}

function draftOf({ choices, note }: Agreement, between: Between): AgreementDraft {
  return {
    between,
    choices: Object.entries(choices).flatMap(([criterion, choice]) =>
      choice === undefined ? [] : [{ criterion: CriterionId.parse(criterion), choice }],
    ),
    note,
  };
}

/** Where a marker has meanwhile put another assessment in place, what was taken from either is open again. */
function agreementIn({ between, choices, note }: AgreementDraft, now: Between): Agreement {
  const isSamePair = between.a === now.a && between.b === now.b;
  const kept = choices.filter(({ choice }) => isSamePair || choice.kind === 'own');
  return { choices: Object.fromEntries(kept.map(({ criterion, choice }) => [criterion, choice])), note };
}

import { useCallback } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { CriterionId, SubmissionId } from '../../src/domain/ids.ts';
import type { Choice, Choices } from '../moderation/agree.ts';

interface Agreement {
  readonly choices: Choices;
  readonly note: string;
}

const EMPTY: Agreement = { choices: {}, note: '' };

/** Agreements still being made, kept while one looks at something else and comes back. */
const agreements = createStore<Readonly<Record<SubmissionId, Agreement>>>()(() => ({}));

export function useAgreement(submission: SubmissionId) {
  const agreement = useStore(agreements, (all) => all[submission] ?? EMPTY);
  const change = useCallback(
    (make: (old: Agreement) => Agreement) =>
      agreements.setState((all) => ({ [submission]: make(all[submission] ?? EMPTY) })),
    [submission],
  );
  const choose = useCallback(
    (criterion: CriterionId, choice: Choice) =>
      change((old) => ({ ...old, choices: { ...old.choices, [criterion]: choice } })),
    [change],
  );
  const writeNote = useCallback((note: string) => change((old) => ({ ...old, note })), [change]);
  const forget = useCallback(() => change(() => EMPTY), [change]);
  return { ...agreement, choose, writeNote, forget };
}

import { useMemo, useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import { useRead } from '../state/read.ts';
import { useOpen } from './use-workbench.ts';

type OwnSet = Output<'standardisation.mine'>[number]['sets'][number];
export type Feedback = Output<'standardisation.feedback'>;

/** The open submission as a script that I practise or qualify with. */
export interface Script {
  readonly set: OwnSet;
  readonly script: OwnSet['scripts'][number];
  /** My mark beside the definitive one, once I may see it. */
  readonly feedback: Feedback | null;
  readonly isComparing: boolean;
  readonly setComparing: (on: boolean) => void;
}

/** What the open submission is to me as a script; null for any other, which a seed is told from by nothing. */
export function useScript(): Script | null {
  const submission = useOpen((open) => open.detail.submission);
  const isEditable = useOpen((open) => open.isEditable);
  const mine = useRead('standardisation.mine', {});
  const [isWanted, setComparing] = useState(true);
  const found = useMemo(
    () =>
      (mine.value ?? [])
        .flatMap(({ sets }) => sets)
        .flatMap((set) => {
          const script = set.scripts.find((one) => one.submission === submission);
          return script ? [{ set, script }] : [];
        })[0] ?? null,
    [mine.value, submission],
  );
  const { value } = useRead('standardisation.feedback', found?.script.mayCompare ? { submission } : null);
  return useMemo(
    () =>
      found && {
        ...found,
        feedback: value ?? null,
        // Whoever changes their assessment needs the rubric.
        isComparing: isWanted && !isEditable && value !== undefined,
        setComparing,
      },
    [found, value, isWanted, isEditable],
  );
}

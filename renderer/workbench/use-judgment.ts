import { useMemo } from 'react';
import type { CriterionId } from '../../src/domain/ids.ts';
import { type DraftJudgment, EMPTY_DRAFT } from '../../src/domain/judgment.ts';
import { judgmentOn } from './draft-edits.ts';
import { useOpen } from './use-workbench.ts';

/** The judgment on one criterion. The same object until it differs, so that a mark redraws one line and not thirty. */
export function useJudgment(criterion: CriterionId): DraftJudgment {
  const judgment = useOpen((open) =>
    open.history.present.judgments.find((one) => one.criterion === criterion),
  );
  const blank = useMemo(() => judgmentOn(EMPTY_DRAFT, criterion), [criterion]);
  return judgment ?? blank;
}

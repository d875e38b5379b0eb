import type { Unit } from '../../src/domain/rubric.ts';
import { level } from './a-judgment.ts';
import { aLevels, aUnit } from './a-unit.ts';
import { anAssessment, aSubmission, aWorkspace, type TestWorkspace } from './a-workspace.ts';

/** Twelve submissions that `=Ann` (a name that a spreadsheet would run) and the more severe Bob both marked. */
export async function aDoubleMarkedUnit(): Promise<TestWorkspace & { readonly unit: Unit }> {
  const made = await aWorkspace({ people: { '=Ann': ['assessor'], Bob: ['assessor'], Eve: ['eqa'] } });
  const unit = aUnit({ criteria: [aLevels('c1'), aLevels('c2')] });
  for (let n = 0; n < 12; n++) {
    const submission = await aSubmission(made.as('Root'), { unit, learner: `Learner ${n}` });
    const at = (by: number) => level(`l${1 + Math.max(0, Math.min(3, Math.floor(n / 3) + by))}`);
    await anAssessment(made.as('=Ann'), submission, { c1: at(n % 2), c2: at(0) });
    await anAssessment(made.as('Bob'), submission, { c1: at(0), c2: at((n % 3) - 2) });
  }
  return { ...made, unit };
}

import { randomUUID } from 'node:crypto';
import {
  checkAppeal,
  chooseAppealProcess,
  closeAppeal,
  decideAppeal,
  lodgeAppeal,
} from '../../src/app/appeals/run-appeal.ts';
import { loadAppeal } from '../../src/app/appeals/take-appeal-step.ts';
import { confirmOutcomes, exportResults } from '../../src/app/release.ts';
import type { AppealProcess, AppealResult } from '../../src/domain/appeals/appeal-facts.ts';
import type { RecordId, SubmissionId } from '../../src/domain/ids.ts';
import type { AgreedJudgment, Decision } from '../../src/domain/judgment.ts';
import type { Result } from '../../src/domain/result.ts';
import type { Unit } from '../../src/domain/rubric.ts';
import { allMet, level } from './a-judgment.ts';
import { aTempFolder } from './a-temp-folder.ts';
import { aUnit } from './a-unit.ts';
import { aCall, anAssessment, aSubmission, aWorkspace, must, type TestWorkspace } from './a-workspace.ts';

export interface TestRelease extends TestWorkspace {
  readonly unit: Unit;
  readonly submission: SubmissionId;
  readonly good: Readonly<Record<string, Decision>>;
}

/**
 * A released outcome that is not yet passed: Ann marked it, Mo confirmed it, Root released it. Ada decides appeals, Max
 * and Rob can mark anew. Root is at the desk.
 */
export async function aRelease({
  settle = confirmAnns,
}: {
  /** What comes before the release. */
  readonly settle?: (made: TestRelease) => Promise<void>;
} = {}): Promise<TestRelease> {
  const unit = aUnit();
  const good = allMet(unit);
  const made = await aWorkspace({
    people: {
      Ann: ['assessor'],
      Max: ['assessor'],
      Rob: ['assessor'],
      Mo: ['moderator', 'adjudicator'],
      Ada: ['moderator', 'adjudicator'],
      Eve: ['eqa'],
    },
  });
  const submission = await aSubmission(made.as('Root'), { unit, learner: 'Lea' });
  const all = { ...made, unit, submission, good };
  await settle(all);
  await release(made, submission);
  return all;
}

async function confirmAnns({ as, submission, good }: TestRelease): Promise<void> {
  await anAssessment(as('Ann'), submission, { ...good, c1: level('l2') });
  must(await confirmOutcomes(as('Mo'), randomUUID(), [submission]));
}

export async function release(made: TestWorkspace, submission: SubmissionId) {
  const wanted = {
    command: randomUUID(),
    label: 'July',
    submissions: [submission],
    into: await aTempFolder(),
  };
  return must(await exportResults(made.as('Root'), wanted, aCall()));
}

export const stateOf = ({ workspace, submission }: TestRelease) =>
  workspace.store.views.submission(submission)?.state;

export interface TestAppeal extends TestRelease {
  readonly appeal: RecordId;
}

export const lodge = (made: TestRelease, change: { by?: string; mayLower?: boolean } = {}) =>
  lodgeAppeal(made.as(change.by ?? 'Root'), randomUUID(), {
    submission: made.submission,
    asker: 'learner',
    grounds: 'Page 3 was not looked at.',
    received: '2026-06-01T00:00:00.000Z',
    due: null,
    mayLower: change.mayLower ?? false,
  });

/** An appeal that Root lodged. */
export async function anAppeal(change: { mayLower?: boolean } = {}): Promise<TestAppeal> {
  const made = await aRelease();
  return { ...made, appeal: must(await lodge(made, change)) };
}

export const check = (made: TestAppeal, by = 'Ada') =>
  checkAppeal(made.as(by), randomUUID(), made.appeal, {
    holds: { totals: true, evidence: true, rubric: true },
    note: '',
  });

export const choose = (
  made: TestAppeal,
  process: AppealProcess,
  remarkers: readonly string[] = [],
  by = 'Ada',
  reason = '',
) =>
  chooseAppealProcess(made.as(by), randomUUID(), made.appeal, {
    process,
    remarkers: remarkers.map((name) => made.keyOf(name)),
    due: null,
    reason,
  });

/** The decisions as judgments of the appeal, each new. */
export const newJudgments = (decisions: Readonly<Record<string, Decision>>): AgreedJudgment[] =>
  Object.entries(decisions).map(([criterion, decision]) => ({
    criterion: criterion as AgreedJudgment['criterion'],
    decision,
    from: null,
    rationale: 'Page 3 shows it.',
  }));

export const decide = (
  made: TestAppeal,
  result: AppealResult,
  decisions: Readonly<Record<string, Decision>> | null = null,
  by = 'Ada',
): Promise<Result<RecordId>> =>
  decideAppeal(made.as(by), randomUUID(), made.appeal, {
    result,
    judgments: decisions ? newJudgments(decisions) : [],
    reason: 'As page 3 shows.',
  });

export const close = (made: TestAppeal, by = 'Root') => closeAppeal(made.as(by), randomUUID(), made.appeal);

/** The appeal as Ada finds it. */
export const appealIn = (made: TestAppeal) => must(loadAppeal(made.as('Ada'), made.appeal)).appeal;

/** Checked, and dealt with like this; nobody has marked it anew yet. */
export async function aChosenAppeal(
  process: AppealProcess,
  remarkers: readonly string[] = [],
  change: { mayLower?: boolean } = {},
): Promise<TestAppeal> {
  const made = await anAppeal(change);
  must(await check(made));
  must(await choose(made, process, remarkers));
  return made;
}

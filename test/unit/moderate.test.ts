import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { agreementDraft, saveAgreementDraft } from '../../src/app/agreement-drafts.ts';
import { addPerson } from '../../src/app/appoint.ts';
import {
  agreeOutcome,
  compareSubmission,
  disagreements,
  referToAdjudication,
  setTolerance,
  tryTolerance,
} from '../../src/app/moderate.ts';
import { confirmOutcomes } from '../../src/app/release.ts';
import type { Workspace } from '../../src/app/workspace.ts';
import { type AssessmentId, CriterionId, type PersonKey } from '../../src/domain/ids.ts';
import type { AgreedJudgment, Decision } from '../../src/domain/judgment.ts';
import { DEFAULT_TOLERANCE } from '../../src/domain/tolerance.ts';
import { allMet, judgments, level } from '../builders/a-judgment.ts';
import { aUnit } from '../builders/a-unit.ts';
import { anAssessment, aSubmission, aWorkspace, codeOf, must } from '../builders/a-workspace.ts';

const unit = aUnit();
const good = allMet(unit);
const poor = { ...good, c1: level('l1') };

async function aDisagreement() {
  const made = await aWorkspace({
    people: { Ann: ['assessor'], Bob: ['assessor', 'moderator'], Mo: ['moderator'] },
  });
  const submission = await aSubmission(made.workspace, { unit });
  const a = await anAssessment(made.as('Ann'), submission, good);
  const b = await anAssessment(made.as('Bob'), submission, poor);
  return { ...made, workspace: made.as('Mo'), submission, a, b };
}
const nameIn =
  ({ store }: Workspace) =>
  (key: PersonKey) =>
    store.authority().nameOf(key);
const agreed = (
  decisions: Record<string, Decision>,
  from: AssessmentId | null,
  rationale = 'Both looked again.',
): AgreedJudgment[] =>
  judgments(decisions).map(({ criterion, decision }) => ({ criterion, decision, from, rationale }));

describe('agreeing an outcome', () => {
  it('names both assessments it came from, and leaves them as they were', async () => {
    const { workspace, submission, a, b } = await aDisagreement();
    const outcome = must(
      await agreeOutcome(workspace, randomUUID(), submission, agreed(good, a), 'Ann saw more.'),
    );
    expect(outcome).toMatchObject({
      state: 'agreed',
      how: 'agreed',
      sources: [a, b],
      verdict: 'passed',
      by: { name: 'Mo' },
    });
    const after = must(compareSubmission(workspace, submission));
    expect([after.a.judgments[0]?.decision, after.b?.judgments[0]?.decision]).toEqual([
      level('l4'),
      level('l1'),
    ]);
  });
  it('is left to an adjudicator once a moderator sent it there and said why, and to nobody who sent it', async () => {
    const made = await aDisagreement();
    const { submission, a } = made;
    must(
      await addPerson(made.as('Root'), randomUUID(), { name: 'Jo', roles: ['adjudicator'], units: 'all' }),
    );
    const jo = made.workspace.store.authority().people.find((key) => nameIn(made.workspace)(key) === 'Jo');
    if (!jo) throw new Error('Jo is appointed');
    const refer = (note: string) => referToAdjudication(made.as('Mo'), randomUUID(), submission, note);
    expect(codeOf(await refer(' '))).toBe('moderation.reason_missing');
    must(await refer('We read c1 differently.'));
    expect(codeOf(await refer('Again.'))).toBe('moderation.not_allowed');
    expect(must(compareSubmission(made.as('Mo'), submission))).toMatchObject({
      referred: { by: 'Mo', note: 'We read c1 differently.' },
      mayModerate: { allowed: false, reason: 'Mo is not appointed as adjudicator.' },
      mayRefer: { allowed: false },
    });
    expect(
      disagreements(made.as('Mo'), { unit: null, include: 'open', offset: 0, limit: 100 }).rows.map(
        (row) => row.state,
      ),
    ).toEqual(['adjudicating']);
    const decide = () => agreeOutcome(made.workspace, randomUUID(), submission, agreed(good, a), '');
    expect(codeOf(await decide())).toBe('moderation.not_allowed');
    made.workspace.store.local.set('me', jo);
    expect(must(await decide())).toMatchObject({
      state: 'adjudicated',
      how: 'adjudicated',
      by: { name: 'Jo' },
    });
  });
  it('takes a new value only with a reason', async () => {
    const { workspace, submission } = await aDisagreement();
    const value = { ...good, c1: level('l3') };
    const without = await agreeOutcome(workspace, randomUUID(), submission, agreed(value, null, ' '), '');
    expect(without).toMatchObject({ ok: false, error: { code: 'moderation.incomplete' } });
    expect(codeOf(await agreeOutcome(workspace, randomUUID(), submission, agreed(value, null), ''))).toBe(
      'ok',
    );
  });
  it.each<[string, (a: AssessmentId) => AgreedJudgment[]]>([
    ['a value that its source did not give', (a) => agreed(poor, a)],
    ['a criterion left out', (a) => agreed(good, a).slice(1)],
    ['a criterion twice', (a) => [...agreed(good, a), ...agreed(good, a).slice(0, 1)]],
    ['a criterion the unit does not have', (a) => [...agreed(good, a), ...agreed({ c9: level('l1') }, null)]],
    ['a level the criterion does not have', () => agreed({ ...good, c1: level('l9') }, null)],
  ])('refuses %s', async (_, given) => {
    const { workspace, submission, a } = await aDisagreement();
    expect(codeOf(await agreeOutcome(workspace, randomUUID(), submission, given(a), ''))).toBe(
      'moderation.incomplete',
    );
  });
  it('is refused to one of the two assessors, moderator or not', async () => {
    const { submission, as, a } = await aDisagreement();
    for (const name of ['Ann', 'Bob'])
      expect(codeOf(await agreeOutcome(as(name), randomUUID(), submission, agreed(good, a), ''))).toBe(
        'moderation.not_allowed',
      );
  });
  it('needs two assessments', async () => {
    const { workspace, as } = await aWorkspace({ people: { Ann: ['assessor'], Mo: ['moderator'] } });
    const submission = await aSubmission(workspace, { unit });
    const a = await anAssessment(as('Ann'), submission, good);
    expect(codeOf(await agreeOutcome(as('Mo'), randomUUID(), submission, agreed(good, a), ''))).toBe(
      'moderation.one_mark',
    );
  });
  it('is refused once the outcome was confirmed', async () => {
    const { workspace, submission, a } = await aDisagreement();
    must(await agreeOutcome(workspace, randomUUID(), submission, agreed(good, a), ''));
    must(await confirmOutcomes(workspace, randomUUID(), [submission]));
    expect(codeOf(await agreeOutcome(workspace, randomUUID(), submission, agreed(good, a), ''))).toBe(
      'moderation.settled',
    );
  });
  it('asked twice with one command, records one agreement', async () => {
    const { workspace, submission, a } = await aDisagreement();
    const command = randomUUID();
    const ask = () => agreeOutcome(workspace, command, submission, agreed(good, a), '');
    const [one, two] = await Promise.all([ask(), ask()]);
    expect(must(two).record).toBe(must(one).record);
    expect(workspace.store.records.page({ type: 'outcome.agreed' }, 0, 10).total).toBe(1);
  });
});

describe('an agreement still being made', () => {
  const halfMade = (a: AssessmentId, note: string) => ({
    between: { a, b: a },
    choices: [{ criterion: CriterionId.parse('c1'), choice: { kind: 'a' as const } }],
    note,
  });
  it('is there when the workspace is opened again, and gone once it is recorded', async () => {
    const { workspace, submission, a } = await aDisagreement();
    must(saveAgreementDraft(workspace, submission, halfMade(a, 'half a w'), 0));
    expect(must(agreementDraft(workspace, submission))).toMatchObject({ draft: halfMade(a, 'half a w') });
    must(await agreeOutcome(workspace, randomUUID(), submission, agreed(good, a), ''));
    expect(must(agreementDraft(workspace, submission))).toBeNull();
  });
  it('is never saved over a newer one, and is nobody else’s', async () => {
    const { workspace, submission, a, as } = await aDisagreement();
    must(saveAgreementDraft(workspace, submission, halfMade(a, 'first'), 0));
    expect(codeOf(saveAgreementDraft(workspace, submission, halfMade(a, 'late'), 0))).toBe(
      'draft.newer_elsewhere',
    );
    expect(must(agreementDraft(as('Ann'), submission))).toBeNull();
  });
});

describe('the tolerance of a unit', () => {
  it('says which outcomes it would change before it is set, and changes just those', async () => {
    const { workspace, submission, as } = await aDisagreement();
    as('Root');
    const near = await aSubmission(workspace, { unit, learner: 'Near' });
    await anAssessment(as('Ann'), near, good);
    await anAssessment(as('Bob'), near, { ...good, c1: level('l3') });
    as('Mo');
    const strict = { ...DEFAULT_TOLERANCE, maxLevelGap: 0 };
    const told = must(tryTolerance(workspace, unit.id, strict)).changes;
    expect(told).toEqual([
      { submission: near, learner: 'Near', from: 'agreed by itself: passed', to: 'to reconcile' },
    ]);
    expect(must(await setTolerance(workspace, randomUUID(), unit.id, strict)).changes).toEqual(told);
    expect(
      disagreements(workspace, { unit: unit.id, include: 'open', offset: 0, limit: 100 })
        .rows.map((row) => row.submission)
        .sort(),
    ).toEqual([submission, near].sort());
    expect(must(tryTolerance(workspace, unit.id, strict)).changes).toEqual([]);
  });
  it('never makes marks agree that lie on both sides of the pass boundary', async () => {
    const { workspace, submission } = await aDisagreement();
    const wide = { ...DEFAULT_TOLERANCE, maxLevelGap: 20, maxCriticalLevelGap: 20, maxNumericShare: 1 };
    must(await setTolerance(workspace, randomUUID(), unit.id, wide));
    expect(must(compareSubmission(workspace, submission))).toMatchObject({ within: false, outcome: null });
  });
  it('is not an assessor’s to set', async () => {
    const { as } = await aDisagreement();
    expect(codeOf(await setTolerance(as('Ann'), randomUUID(), unit.id, DEFAULT_TOLERANCE))).toBe(
      'moderation.not_allowed',
    );
  });
});

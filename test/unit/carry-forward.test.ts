import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { AttemptComparison } from '../../src/api/shapes.ts';
import { saveDraft, submitAssessment } from '../../src/app/assess.ts';
import { compareAttempts } from '../../src/app/compare-attempts.ts';
import { agreeOutcome } from '../../src/app/moderate.ts';
import { openSubmission } from '../../src/app/open-submission.ts';
import { confirmOutcomes } from '../../src/app/release.ts';
import { setAnonymity } from '../../src/app/set-anonymity.ts';
import type { Workspace } from '../../src/app/workspace.ts';
import { AssessmentId, type SubmissionId } from '../../src/domain/ids.ts';
import { type Draft, EMPTY_DRAFT, type Judgment } from '../../src/domain/judgment.ts';
import { aDraft, aJudgment, allMet, level, met, notYet } from '../builders/a-judgment.ts';
import { anAttempt, FIRST_ATTEMPT } from '../builders/a-resubmission.ts';
import { aUnit } from '../builders/a-unit.ts';
import { anAssessment, aWorkspace, codeOf, must } from '../builders/a-workspace.ts';

const unit = aUnit();
const good = allMet(unit);
const PEOPLE = { Ann: ['assessor'], Bob: ['assessor'], Mo: ['moderator'] } as const;
const SECOND = { ...FIRST_ATTEMPT, 'photo.txt': { text: 'The guard rail, finished.', for: 'C2' } };

/** Ann judged the first attempt; the second has another photo. */
async function aSecondAttempt(decisions = good) {
  const { workspace, as } = await aWorkspace({ people: PEOPLE });
  const first = await anAttempt(workspace, FIRST_ATTEMPT, { unit });
  const from = await anAssessment(as('Ann'), first, decisions);
  as('Root');
  const second = await anAttempt(workspace, SECOND, { unit });
  return { workspace, as, first, second, from };
}

function comparisonOf(workspace: Workspace, submission: SubmissionId): AttemptComparison {
  const comparison = must(compareAttempts(workspace, submission));
  if (!comparison) throw new Error('there is an attempt before');
  return comparison;
}

const carriedIn = (comparison: AttemptComparison) =>
  comparison.criteria.filter((one) => one.carries).map((one) => one.criterion);

/** What submitting this draft of the submission comes to. */
async function submitted(workspace: Workspace, submission: SubmissionId, draft: Draft) {
  const { draft: now } = must(openSubmission(workspace, submission));
  const { revision } = must(saveDraft(workspace, submission, draft, now?.revision ?? 0));
  return submitAssessment(workspace, randomUUID(), submission, revision);
}

describe('a learner who hands in again', () => {
  it('is at attempt 2, and what changed is told file by file', async () => {
    const { as, second, first } = await aSecondAttempt();
    const ann = as('Ann');
    expect(must(openSubmission(ann, second)).attempt).toBe(2);
    const comparison = comparisonOf(ann, second);
    expect(comparison).toMatchObject({ attempt: 1, previous: first, source: { kind: 'mine' } });
    expect(comparison.artifacts.map(({ kind, now }) => [now?.title, kind])).toEqual(
      expect.arrayContaining([
        ['plan.txt', 'unchanged'],
        ['photo.txt', 'changed'],
        ['count.txt', 'unchanged'],
      ]),
    );
    expect(must(compareAttempts(ann, first))).toBeNull();
  });

  it('has those met criteria carried whose evidence is the same, and each other one says why not', async () => {
    const { as, second, from } = await aSecondAttempt({ ...good, c1: level('l1') });
    const { criteria } = comparisonOf(as('Ann'), second);
    expect(criteria).toMatchObject([
      { criterion: 'c1', carries: false, reason: 'It was not met then.' },
      { criterion: 'c2', carries: false, reason: 'Its evidence is not what it was: “photo.txt” changed.' },
      { criterion: 'c3', carries: true, reason: null, judgment: { carriedFrom: from } },
    ]);
  });

  it('may be confirmed so, and the record names the assessment', async () => {
    const { as, second, from } = await aSecondAttempt();
    const ann = as('Ann');
    const taken = comparisonOf(ann, second).criteria.flatMap((one) => (one.carries && one.judgment) || []);
    const draft = { ...EMPTY_DRAFT, judgments: [...taken, aJudgment('c2', notYet)] };
    const assessment = must(await submitted(ann, second, draft));
    expect(assessment.judgments.map((one) => one.carriedFrom)).toEqual([from, undefined, from]);
    expect(assessment.carried).toEqual([
      { criterion: 'c1', holds: true, reason: null },
      { criterion: 'c3', holds: true, reason: null },
    ]);
  });

  it('does not have carried what moderation did not uphold', async () => {
    const { as, second, first } = await aSecondAttempt();
    await anAssessment(as('Bob'), first, { ...good, c3: { kind: 'numeric', points: 0 } });
    const mo = as('Mo');
    const judgments = Object.entries({ ...good, c3: { kind: 'numeric' as const, points: 0 } }).map(
      ([criterion, decision]) => {
        const { criterion: id } = aJudgment(criterion, decision);
        return { criterion: id, decision, from: null, rationale: 'Agreed.' };
      },
    );
    must(await agreeOutcome(mo, randomUUID(), first, judgments, 'N'));
    expect(must(await confirmOutcomes(mo, randomUUID(), [first])).confirmed).toBe(1);
    expect(comparisonOf(as('Ann'), second).criteria).toMatchObject([
      { carries: true },
      { carries: false },
      { carries: false, reason: 'The outcome of the earlier attempt came to something else.' },
    ]);
  });
});

describe('what one may see of an earlier attempt', () => {
  it('is not another assessor’s judgment of it, settled or not', async () => {
    const { as, second, first } = await aSecondAttempt();
    const open = comparisonOf(as('Bob'), second);
    expect(open).toMatchObject({ source: null, criteria: [] });
    must(await confirmOutcomes(as('Mo'), randomUUID(), [first]));
    const settled = comparisonOf(as('Bob'), second);
    expect(settled).toMatchObject({ source: null, criteria: [] });
    expect(settled.noSource).toBe('Somebody else assessed the earlier attempt.');
    expect(carriedIn(comparisonOf(as('Ann'), second))).toEqual(['c1', 'c3']);
  });

  it('tells whoever checks marks what the settled outcome rests on', async () => {
    const { as, second, first } = await aSecondAttempt();
    must(await confirmOutcomes(as('Mo'), randomUUID(), [first]));
    expect(comparisonOf(as('Mo'), second).source).toEqual({ kind: 'outcome', assessor: 'Ann' });
  });

  it('holds no name and no way to the earlier submission while the unit is anonymous', async () => {
    const { workspace, as, second } = await aSecondAttempt();
    as('Root');
    must(await setAnonymity(workspace, randomUUID(), unit.id, true));
    const comparison = comparisonOf(as('Ann'), second);
    expect(comparison.previous).toBeNull();
    expect(JSON.stringify(comparison)).not.toMatch(/okafor|photo\.txt|plan\.txt|count\.txt/i);
    expect(comparison.artifacts.map(({ kind }) => kind).sort()).toEqual([
      'changed',
      'unchanged',
      'unchanged',
    ]);
  });
});

describe('a judgment that falsely says it was carried', () => {
  const falsely = async (change: (judgment: Judgment, second: SubmissionId) => Judgment) => {
    const { as, second, from } = await aSecondAttempt();
    const ann = as('Ann');
    const judgments = Object.entries(good).map(([criterion, decision]) => aJudgment(criterion, decision));
    const draft = {
      ...EMPTY_DRAFT,
      judgments: judgments.map((one) =>
        one.criterion === 'c1' ? change({ ...one, carriedFrom: from }, second) : one,
      ),
    };
    return submitted(ann, second, draft);
  };

  it('is refused where the assessment is not known', async () => {
    const unknown = AssessmentId.parse('ab'.repeat(32));
    const result = await falsely((one) => ({ ...one, carriedFrom: unknown }));
    expect(codeOf(result)).toBe('assessment.carried_falsely');
  });

  it('is refused where the decision is another one', async () => {
    expect(codeOf(await falsely((one) => one))).toBe('ok');
    const result = await falsely((one) => ({ ...one, decision: level('l3') }));
    expect(codeOf(result)).toBe('assessment.carried_falsely');
  });

  it('is refused where the evidence changed', async () => {
    const { as, second, from } = await aSecondAttempt();
    const judgments = Object.entries(good).map(([criterion, decision]) => ({
      ...aJudgment(criterion, decision),
      ...(criterion === 'c2' ? { carriedFrom: from } : {}),
    }));
    const result = await submitted(as('Ann'), second, { ...EMPTY_DRAFT, judgments });
    expect(codeOf(result)).toBe('assessment.carried_falsely');
    if (!result.ok)
      expect(result.error.causes).toMatchObject([
        { at: 'c2', message: expect.stringContaining('“photo.txt” changed') },
      ]);
  });

  it('is refused where it was somebody else’s work', async () => {
    const { workspace, as, from } = await aSecondAttempt();
    as('Root');
    const other = await anAttempt(workspace, { ...FIRST_ATTEMPT }, { unit, learner: 'C. Diaz' });
    const draft = aDraft(good);
    const judgments = draft.judgments.map((one) =>
      one.criterion === 'c1' ? { ...one, carriedFrom: from } : one,
    );
    const result = await submitted(as('Ann'), other, { ...draft, judgments });
    expect(codeOf(result)).toBe('assessment.carried_falsely');
  });

  it('tells nobody what somebody else thought of an earlier attempt, by being accepted or refused', async () => {
    const { workspace, as, second, first, from } = await aSecondAttempt();
    /** What Bob hears who guesses Ann's decision on the first criterion. */
    const guess = async (decision: Judgment['decision']) => {
      const judgments = Object.entries({ ...good, c1: decision }).map(([criterion, own]) => ({
        ...aJudgment(criterion, own),
        // The third never carries, so that no guess is ever handed in.
        carriedFrom: criterion === 'c1' ? from : AssessmentId.parse('ab'.repeat(32)),
      }));
      const result = await submitted(as('Bob'), second, { ...EMPTY_DRAFT, judgments });
      return result.ok ? 'ok' : result.error.causes?.find(({ at }) => at === 'c1')?.message;
    };
    const right = await guess(good.c1 ?? met);
    expect(right).toBe('It was taken from an assessment that you may not see.');
    expect(await guess(level('l1'))).toBe(right);
    must(await confirmOutcomes(as('Mo'), randomUUID(), [first]));
    expect(await guess(good.c1 ?? met)).toBe(right);
    expect(await guess(level('l1'))).toBe(right);
    expect(workspace.store.views.submission(second)?.state).toBe('awaiting');
  });

  it('is shown where it was signed all the same', async () => {
    const { workspace, as, second, from } = await aSecondAttempt();
    const ann = as('Ann');
    const { unitVersion } = must(openSubmission(ann, second));
    must(
      await workspace.state([
        {
          type: 'assessment.submitted',
          body: {
            submission: second,
            unitVersion,
            evidence: [],
            judgments: [
              aJudgment('c1', level('l4')),
              { ...aJudgment('c2', met), carriedFrom: from },
              aJudgment('c3', { kind: 'numeric', points: 20 }),
            ],
            anchors: [],
            feedback: '',
            actions: [],
            pleaseCheck: false,
          },
        },
      ]),
    );
    expect(must(openSubmission(workspace, second)).mine?.carried).toEqual([
      { criterion: 'c2', holds: false, reason: 'Its evidence is not what it was: “photo.txt” changed.' },
    ]);
  });
});

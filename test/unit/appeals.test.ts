import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { describeAppeal, listAppeals } from '../../src/app/appeals/describe-appeal.ts';
import { withdrawAppeal } from '../../src/app/appeals/run-appeal.ts';
import { declareConflict } from '../../src/app/conflicts.ts';
import { agreeOutcome, referToAdjudication } from '../../src/app/moderate.ts';
import { confirmOutcomes, listBatches, listResults } from '../../src/app/release.ts';
import { judgments, level } from '../builders/a-judgment.ts';
import { anAssessment, aSubmission, codeOf, must } from '../builders/a-workspace.ts';
import {
  aChosenAppeal,
  anAppeal,
  appealIn,
  aRelease,
  check,
  choose,
  close,
  decide,
  lodge,
  release,
  stateOf,
} from '../builders/an-appeal.ts';

const messageOf = (result: { ok: boolean; error?: { message: string } }) => result.error?.message ?? 'ok';

describe('an appeal', () => {
  it('is lodged about what was released, and by a provider', async () => {
    const made = await aRelease();
    expect(codeOf(await lodge(made, { by: 'Ada' }))).toBe('appeal.not_allowed');
    const appeal = must(await lodge(made));
    expect(stateOf(made)).toBe('under_appeal');
    expect(listAppeals(made.as('Ada'))).toMatchObject([{ appeal, state: 'lodged', next: 'check' }]);
  });

  it('is not lodged about what was never released', async () => {
    const made = await aRelease();
    const fresh = await aSubmission(made.as('Root'), { unit: made.unit, learner: 'Bo' });
    await anAssessment(made.as('Ann'), fresh, made.good);
    must(await confirmOutcomes(made.as('Mo'), randomUUID(), [fresh]));
    expect(codeOf(await lodge({ ...made, submission: fresh }))).toBe('appeal.not_released');
  });

  it('is one at a time', async () => {
    const made = await anAppeal();
    expect(codeOf(await lodge(made))).toBe('appeal.wrong_state');
  });

  it('is dealt with by nobody who had a part in the outcome', async () => {
    const made = await anAppeal();
    const NOT = 'You had a part in this outcome. Somebody else must deal with the appeal.';
    expect(messageOf(await check(made, 'Mo'))).toBe(NOT);
    must(await check(made));
    expect(messageOf(await choose(made, 'review', [], 'Mo'))).toBe(NOT);
    must(await choose(made, 'review'));
    expect(messageOf(await decide(made, 'upheld', null, 'Mo'))).toBe(NOT);
    must(await decide(made, 'upheld'));
  });

  it('is not dealt with by whoever sent what was released to adjudication', async () => {
    const made = await aRelease({
      settle: async ({ as, submission, good }) => {
        const poor = await anAssessment(as('Ann'), submission, { ...good, c1: level('l1') });
        await anAssessment(as('Max'), submission, good);
        must(await referToAdjudication(as('Ada'), randomUUID(), submission, 'We read c1 differently.'));
        const taken = judgments({ ...good, c1: level('l1') }).map(({ criterion, decision }) => ({
          criterion,
          decision,
          from: poor,
          rationale: '',
        }));
        must(await agreeOutcome(as('Mo'), randomUUID(), submission, taken, ''));
        must(await confirmOutcomes(as('Root'), randomUUID(), [submission]));
      },
    });
    const appeal = { ...made, appeal: must(await lodge(made)) };
    expect(messageOf(await check(appeal, 'Ada'))).toBe(
      'You had a part in this outcome. Somebody else must deal with the appeal.',
    );
  });

  it('is decided by nobody with a conflict of interest, and by nobody without the role', async () => {
    const made = await aChosenAppeal('review');
    expect(messageOf(await decide(made, 'upheld', null, 'Max'))).toBe(
      'Max is not appointed as moderator or adjudicator or provider or external quality assurer.',
    );
    must(
      await declareConflict(made.as('Root'), randomUUID(), {
        person: made.keyOf('Ada'),
        submission: made.submission,
        reason: 'Cousins',
      }),
    );
    expect(messageOf(await decide(made, 'upheld'))).toContain('conflict of interest');
  });

  it('is checked, then dealt with, then decided, then closed, in that order', async () => {
    const made = await anAppeal();
    expect(messageOf(await choose(made, 'review'))).toBe('Make the clerical check first.');
    must(await check(made));
    expect(messageOf(await decide(made, 'upheld'))).toBe('Choose how it is dealt with first.');
    must(await choose(made, 'review'));
    expect(messageOf(await close(made))).toBe('It has not been decided yet.');
    must(await decide(made, 'upheld'));
    expect(stateOf(made)).toBe('under_appeal');
    must(await close(made));
    expect(codeOf(await close(made))).toBe('appeal.wrong_state');
    expect(must(describeAppeal(made.as('Ada'), made.appeal)).chain).toHaveLength(5);
  });

  it('that is upheld leaves the outcome as it was released', async () => {
    const made = await aChosenAppeal('review');
    const before = made.workspace.store.views.submission(made.submission)?.outcome;
    must(await decide(made, 'upheld'));
    must(await close(made));
    const view = made.workspace.store.views.submission(made.submission);
    expect([view?.state, view?.outcome]).toEqual(['released', before]);
  });

  it('that raises the mark makes another outcome, which is then released as the next version', async () => {
    const made = await aChosenAppeal('review');
    expect(listResults(made.as('Root'), null)).toMatchObject([{ state: 'under_appeal', verdict: 'not_yet' }]);
    must(await decide(made, 'raised', made.good));
    expect(listResults(made.as('Root'), null)).toMatchObject([{ verdict: 'not_yet' }]);
    must(await close(made));
    expect(listResults(made.as('Root'), null)).toMatchObject([
      { state: 'confirmed', verdict: 'passed', how: 'appealed', blocked: null, batch: null },
    ]);
    expect(listAppeals(made.as('Root'))).toMatchObject([{ state: 'closed', next: 'release' }]);
    const { batch } = await release(made, made.submission);
    expect(batch).toMatchObject({ version: 2, passed: 1 });
    expect(stateOf(made)).toBe('released');
    expect(listAppeals(made.as('Root'))).toMatchObject([{ next: 'nothing' }]);
    const [second, first] = listBatches(made.workspace);
    const fact = second && made.workspace.store.records.fact(second.batch);
    expect(fact?.body).toMatchObject({ supersedes: first?.batch });
  });

  it('does not lower a mark where it was said that it would not', async () => {
    const made = await aChosenAppeal('review');
    const worse = { ...made.good, c1: level('l1') };
    const NOT = 'When this appeal was lodged it was said that the mark would not be lowered.';
    expect(messageOf(await decide(made, 'lowered', worse))).toBe(NOT);
    expect(messageOf(await decide(made, 'raised', worse))).toContain('comes out lower');
  });

  it('lowers a mark where it was said that it may', async () => {
    const made = await aChosenAppeal('review', [], { mayLower: true });
    must(await decide(made, 'lowered', { ...made.good, c1: level('l1') }));
    must(await close(made));
    expect(stateOf(made)).toBe('confirmed');
  });

  it('that changes nothing is upheld, and what is upheld changes nothing', async () => {
    const made = await aChosenAppeal('review');
    const same = { ...made.good, c1: level('l2') };
    expect(messageOf(await decide(made, 'raised', same))).toBe(
      'It changes nothing. Uphold the outcome instead.',
    );
    expect(messageOf(await decide(made, 'upheld', made.good))).toBe(
      'It changes marks, and says that it does not.',
    );
  });

  it('may be decided otherwise until it is closed', async () => {
    const made = await aChosenAppeal('review');
    must(await decide(made, 'upheld'));
    must(await decide(made, 'raised', made.good));
    must(await close(made));
    expect(appealIn(made).decision?.body.result).toBe('raised');
    expect(codeOf(await decide(made, 'upheld'))).toBe('appeal.wrong_state');
  });

  it('that is remitted sends the outcome back to those who moderate it', async () => {
    const made = await aChosenAppeal('review');
    must(await decide(made, 'remitted'));
    must(await close(made));
    expect(stateOf(made)).toBe('provisional');
    must(await confirmOutcomes(made.as('Mo'), randomUUID(), [made.submission]));
    expect(stateOf(made)).toBe('confirmed');
    await release(made, made.submission);
    expect(stateOf(made)).toBe('released');
  });

  it('is withdrawn with a reason, while it is not decided, and may then be lodged again', async () => {
    const made = await aChosenAppeal('review');
    const withdraw = (reason: string) => withdrawAppeal(made.as('Root'), randomUUID(), made.appeal, reason);
    expect(messageOf(await withdraw(' '))).toBe('Say why it is withdrawn.');
    must(await withdraw('The learner asked.'));
    expect(stateOf(made)).toBe('released');
    expect(codeOf(await decide(made, 'upheld'))).toBe('appeal.wrong_state');
    must(await lodge(made));
    expect(stateOf(made)).toBe('under_appeal');
  });

  it('of what an earlier appeal came to is dealt with by nobody who dealt with that one', async () => {
    const made = await aChosenAppeal('review');
    must(await decide(made, 'raised', { ...made.good, c2: made.good.c2 ?? level('l3') }));
    must(await close(made));
    await release(made, made.submission);
    const second = { ...made, appeal: must(await lodge(made)) };
    expect(stateOf(made)).toBe('under_appeal');
    expect(messageOf(await check(second))).toContain('You had a part in this outcome');
  });

  it('is not overtaken by a confirmation of somebody who has not heard of it', async () => {
    const made = await aChosenAppeal('review');
    must(await decide(made, 'raised', made.good));
    const view = made.workspace.store.views.submission(made.submission);
    const fact = view?.outcome?.record ? made.workspace.store.records.fact(view.outcome.record) : null;
    if (fact?.type !== 'outcome.confirmed') throw new Error('it was confirmed');
    const again = () => made.as('Mo').state([{ type: 'outcome.confirmed', body: fact.body }]);
    const during = must(await again()).ids[0] ?? '';
    expect(made.workspace.store.views.notCounted(during)).toContain('The outcome was under appeal');
    must(await close(made));
    const after = must(await again()).ids[0] ?? '';
    expect(made.workspace.store.views.notCounted(after)).toContain('The outcome was under appeal');
    expect(listResults(made.as('Root'), null)).toMatchObject([{ verdict: 'passed', how: 'appealed' }]);
  });

  it('keeps the outcome from being agreed or confirmed otherwise while it is under way', async () => {
    const made = await anAppeal();
    const refused = must(await confirmOutcomes(made.as('Mo'), randomUUID(), [made.submission]));
    expect(refused).toMatchObject({ confirmed: 0 });
    expect(codeOf(await agreeOutcome(made.as('Ada'), randomUUID(), made.submission, [], ''))).toBe(
      'moderation.settled',
    );
  });
});

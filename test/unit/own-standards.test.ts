import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { allocate } from '../../src/app/allocate.ts';
import { saveDraft, submitAssessment } from '../../src/app/assess.ts';
import { checkScripts } from '../../src/app/standardisation/check-scripts.ts';
import { decideMarker } from '../../src/app/standardisation/decide-marker.ts';
import { makeSet } from '../../src/app/standardisation/make-set.ts';
import { ownStandards } from '../../src/app/standardisation/own-standards.ts';
import { plantSeeds } from '../../src/app/standardisation/plant-seeds.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import type { Decision } from '../../src/domain/judgment.ts';
import type { SetRule } from '../../src/domain/standardisation/standardisation-facts.ts';
import { aDraft, allMet, level, notYet, points } from '../builders/a-judgment.ts';
import { aUnit } from '../builders/a-unit.ts';
import { anAssessment, aSubmission, aWorkspace, codeOf, must } from '../builders/a-workspace.ts';

const id = () => randomUUID();
const unit = aUnit();
const GOOD = allMet(unit);
const BAD: Record<string, Decision> = Object.fromEntries(
  unit.criteria.map((one) => [
    one.id,
    one.kind === 'levels' ? level(one.levels[0]?.id ?? '') : one.kind === 'numeric' ? points(0) : notYet,
  ]),
);
const QUALIFYING: SetRule = { kind: 'qualifying', passAtLeast: 2, validMonths: 6, isRequired: true };

/** Ann marks, Max marked the scripts, Mo moderates. */
async function aScene() {
  const made = await aWorkspace({
    people: { Ann: ['assessor'], Max: ['assessor', 'moderator'], Mo: ['moderator'] },
  });
  let learners = 0;
  const fresh = async () => {
    learners += 1;
    return aSubmission(made.as('Root'), { unit, learner: `Learner ${learners}` });
  };
  const settled = async () => {
    const submission = await fresh();
    await anAssessment(made.as('Max'), submission, GOOD);
    return submission;
  };
  const set = async (rule: SetRule, scripts: readonly SubmissionId[]) =>
    must(await makeSet(made.as('Mo'), id(), { unit: unit.id, label: `${rule.kind} set`, rule, scripts }));
  const give = async (submissions: readonly SubmissionId[]) => {
    const wanted = { person: made.keyOf('Ann'), as: 'first', sealed: false, due: null } as const;
    expect(must(await allocate(made.as('Root'), id(), { submissions, ...wanted })).refused).toEqual([]);
  };
  const mark = async (submission: SubmissionId, decisions = GOOD) => {
    const actions = unit.criteria.map(({ id: criterion }) => ({ criterion, text: 'Do it.' }));
    const draft = aDraft(decisions, decisions === BAD ? { feedback: 'Not yet.', actions } : {});
    const saved = must(saveDraft(made.as('Ann'), submission, draft, 0));
    must(await submitAssessment(made.workspace, id(), submission, saved.revision));
  };
  const decide = async (decision: Parameters<typeof decideMarker>[2]['decision'], reason = 'R') =>
    must(
      await decideMarker(made.as('Mo'), id(), {
        unit: unit.id,
        person: made.keyOf('Ann'),
        reason,
        decision,
      }),
    );
  const mine = (name = 'Ann') => ownStandards(made.as(name))[0];
  return { ...made, fresh, settled, set, give, mark, decide, mine };
}
const APPROVE = { kind: 'approve', scope: 'any', until: null } as const;

describe('what a marker is told of where they stand', () => {
  it('names what they practise and qualify with, and whether they may be given anything else', async () => {
    const scene = await aScene();
    expect(scene.mine()).toBeUndefined();
    const [practice, one, two] = [await scene.settled(), await scene.settled(), await scene.settled()];
    await scene.set({ kind: 'practice' }, [practice]);
    expect(scene.mine()).toBeUndefined();
    await scene.set(QUALIFYING, [one, two]);
    expect(scene.mine()).toMatchObject({ state: 'not_started', isRequired: true, isTested: true, sets: [] });
    await scene.give([practice, one]);
    expect(scene.mine()?.sets).toMatchObject([
      { kind: 'practice', scriptsInSet: 1, scripts: [{ submission: practice, isMarked: false }] },
      { kind: 'qualifying', scriptsInSet: 2, passAtLeast: 2, scripts: [{ submission: one }] },
    ]);
    await scene.give([two]);
    await scene.mark(practice);
    await scene.mark(one);
    expect(scene.mine()?.sets.map(({ scripts }) => scripts)).toMatchObject([
      [{ isMarked: true, mayCompare: true, isWithin: true }],
      [
        { isMarked: true, mayCompare: false, isWithin: null },
        { isMarked: false, mayCompare: false, isWithin: null },
      ],
    ]);
    await scene.mark(two, BAD);
    expect(scene.mine()?.sets[1]?.scripts.map(({ isWithin }) => isWithin)).toEqual([true, false]);
  });

  it('says nothing of seeds: neither which, nor that there are any, nor that they failed them', async () => {
    const scene = await aScene();
    const [test, one, two] = [await scene.settled(), await scene.settled(), await scene.settled()];
    const work = [await scene.fresh(), await scene.fresh()];
    await scene.set({ ...QUALIFYING, passAtLeast: 1 }, [test]);
    await scene.give([test]);
    await scene.mark(test);
    await scene.decide(APPROVE);
    const before = JSON.stringify(scene.mine());
    await scene.set({ kind: 'seeds', oneIn: 2 }, [one, two]);
    const about = { unit: unit.id, person: scene.keyOf('Ann'), due: null, seed: 's' };
    expect(must(await plantSeeds(scene.as('Mo'), id(), { ...about, along: work })).seeds).toBe(1);
    expect(JSON.stringify(scene.mine())).toBe(before);
    const given = (seed: SubmissionId) =>
      scene.workspace.store.views.submission(seed)?.allocations.length === 1;
    const [first, second] = given(one) ? [one, two] : [two, one];
    await scene.mark(first, BAD);
    expect(JSON.stringify(scene.mine())).toBe(before);
    must(await plantSeeds(scene.as('Mo'), id(), { ...about, along: [] }));
    await scene.mark(second, BAD);
    const told = scene.mine();
    expect(told).toMatchObject({ state: 'suspended', because: null });
    expect(JSON.stringify(told)).not.toMatch(/seed/i);
    for (const seed of [one, two]) expect(JSON.stringify(told)).not.toContain(seed);
  });

  it('says why somebody suspended them', async () => {
    const scene = await aScene();
    const test = await scene.settled();
    await scene.set({ ...QUALIFYING, passAtLeast: 1 }, [test]);
    await scene.give([test]);
    await scene.mark(test);
    await scene.decide(APPROVE);
    await scene.decide({ kind: 'suspend' }, 'You asked for it.');
    expect(scene.mine()).toMatchObject({ state: 'suspended', because: 'You asked for it.' });
  });

  it('tells whoever reads the definitive marks that no test is for them', async () => {
    const scene = await aScene();
    await scene.set({ ...QUALIFYING, passAtLeast: 1 }, [await scene.settled()]);
    expect(scene.mine('Max')).toMatchObject({ isTested: false, state: 'not_started' });
    expect(scene.mine('Mo')).toBeUndefined();
  });
});

describe('a submission', () => {
  it('is said to be fit for a set, or why it is not', async () => {
    const scene = await aScene();
    const [fit, taken, undecided] = [await scene.settled(), await scene.settled(), await scene.fresh()];
    await scene.set({ kind: 'practice' }, [taken]);
    expect(must(checkScripts(scene.as('Mo'), unit.id, [fit, taken, undecided]))).toEqual([
      { submission: fit, problem: null },
      { submission: taken, problem: 'It is in another set already.' },
      { submission: undecided, problem: 'It has no outcome yet. Settle it first.' },
    ]);
    expect(codeOf(checkScripts(scene.as('Ann'), unit.id, [taken]))).toBe('standardisation.not_allowed');
  });
});

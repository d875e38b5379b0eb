import { describe, expect, it } from 'vitest';
import { checkScripts } from '../../src/app/standardisation/check-scripts.ts';
import { ownStandards } from '../../src/app/standardisation/own-standards.ts';
import { APPROVE, anApproved, aScene, BAD, QUALIFYING, SEEDS, unit } from '../builders/a-standards-scene.ts';
import { codeOf, must } from '../builders/a-workspace.ts';

type Scene = Awaited<ReturnType<typeof aScene>>;
const toldTo = (scene: Pick<Scene, 'as'>, name: string) => ownStandards(scene.as(name))[0];

describe('what a marker is told of where they stand', () => {
  it('names what they practise and qualify with, and whether they may be given anything else', async () => {
    const scene = await aScene();
    const mine = () => toldTo(scene, 'Ann');
    expect(mine()).toBeUndefined();
    const [practice, one, two] = [await scene.settled(), await scene.settled(), await scene.settled()];
    await scene.set({ kind: 'practice' }, [practice]);
    expect(mine()).toBeUndefined();
    await scene.set({ ...QUALIFYING, passAtLeast: 2 }, [one, two]);
    expect(mine()).toMatchObject({ state: 'not_started', isRequired: true, isTested: true, sets: [] });
    await scene.give(practice, 'Ann');
    await scene.give(one, 'Ann');
    expect(mine()?.sets).toMatchObject([
      { kind: 'practice', scriptsInSet: 1, scripts: [{ submission: practice, isMarked: false }] },
      { kind: 'qualifying', scriptsInSet: 2, passAtLeast: 2, scripts: [{ submission: one }] },
    ]);
    await scene.give(two, 'Ann');
    await scene.mark('Ann', practice);
    await scene.mark('Ann', one);
    expect(mine()?.sets.map(({ scripts }) => scripts)).toMatchObject([
      [{ isMarked: true, mayCompare: true, isWithin: true }],
      [
        { isMarked: true, mayCompare: false, isWithin: null },
        { isMarked: false, mayCompare: false, isWithin: null },
      ],
    ]);
    await scene.mark('Ann', two, BAD);
    expect(mine()?.sets[1]?.scripts.map(({ isWithin }) => isWithin)).toEqual([true, false]);
  });

  it('says nothing of seeds: neither which, nor that there are any, nor that they failed them', async () => {
    const scene = await anApproved(2);
    const before = JSON.stringify(toldTo(scene, 'Ann'));
    // Two along with it, so that one seed is due whatever the lot.
    must(await scene.plant('Ann', [await scene.fresh(), await scene.fresh()]));
    const [first] = scene.givenOf(scene.seeds, 'Ann');
    const second = scene.seeds.find((one) => one !== first);
    if (!first || !second) throw new Error('there are two seeds, of which one was planted');
    expect(JSON.stringify(toldTo(scene, 'Ann'))).toBe(before);
    await scene.mark('Ann', first, BAD);
    expect(JSON.stringify(toldTo(scene, 'Ann'))).toBe(before);
    must(await scene.plant('Ann'));
    await scene.mark('Ann', second, BAD);
    const told = toldTo(scene, 'Ann');
    expect(told).toMatchObject({ state: 'suspended', because: null });
    expect(JSON.stringify(told)).not.toMatch(/seed/i);
    for (const seed of scene.seeds) expect(JSON.stringify(told)).not.toContain(seed);
  });

  it('says why somebody suspended them', async () => {
    const scene = await anApproved(1);
    must(await scene.decide('Ann', { kind: 'suspend' }, 'You asked for it.'));
    expect(toldTo(scene, 'Ann')).toMatchObject({ state: 'suspended', because: 'You asked for it.' });
  });

  it('tells whoever reads the definitive marks that no test is for them', async () => {
    const scene = await aScene();
    await scene.set(QUALIFYING, [await scene.settled()]);
    expect(toldTo(scene, 'Max')).toMatchObject({ isTested: false, state: 'not_started' });
    must(await scene.decide('Max', APPROVE));
    expect(toldTo(scene, 'Max')).toMatchObject({ isTested: false, state: 'approved' });
    expect(toldTo(scene, 'Mo')).toBeUndefined();
  });
});

describe('a submission', () => {
  it('is said to be fit for a set, or why it is not', async () => {
    const scene = await aScene();
    const [fit, taken, undecided] = [await scene.settled(), await scene.settled(), await scene.fresh()];
    await scene.set(SEEDS, [taken]);
    expect(must(checkScripts(scene.as('Mo'), unit.id, [fit, taken, undecided]))).toEqual([
      { submission: fit, problem: null },
      { submission: taken, problem: 'It is in another set already.' },
      { submission: undecided, problem: 'It has no outcome yet. Settle it first.' },
    ]);
    expect(codeOf(checkScripts(scene.as('Ann'), unit.id, [taken]))).toBe('standardisation.not_allowed');
  });
});

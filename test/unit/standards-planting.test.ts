import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { allocate } from '../../src/app/allocate.ts';
import { applyAllocations } from '../../src/app/allocating/apply-allocations.ts';
import { proposeSpread } from '../../src/app/allocating/propose-spread.ts';
import { declareConflict } from '../../src/app/conflicts.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import { mixed } from '../../src/domain/standardisation/plant-seeds.ts';
import { sha256Of } from '../../src/ledger/content-ids.ts';
import { APPROVE, anApproved, aScene, BAD, QUALIFYING, SEEDS } from '../builders/a-standards-scene.ts';
import { codeOf, must } from '../builders/a-workspace.ts';

const id = () => randomUUID();

describe('what is planted', () => {
  it('is given by the same kind of record, with the same options, as the ordinary work around it', async () => {
    const scene = await anApproved();
    const work = [await scene.fresh(), await scene.fresh(), await scene.fresh(), await scene.fresh()];
    const due = '2027-03-01T00:00:00.000Z';
    const planted = must(await scene.plant('Ann', work, { due, as: 'second', sealed: true }));
    expect(planted).toMatchObject({ allocated: 6, seeds: 2, due: 2, refused: [] });
    const facts = [...work, ...scene.seeds].flatMap((one) =>
      scene.workspace.store.records
        .factsAbout(`s:${one}`)
        .filter((fact) => fact.type === 'submission.allocated'),
    );
    expect(facts).toHaveLength(6);
    for (const { author, body } of facts) {
      expect(author).toBe(scene.keyOf('Mo'));
      const { submission: _, ...how } = body;
      expect(how).toEqual({ person: scene.keyOf('Ann'), as: 'second', sealed: true, due });
    }
    // What nobody says is as it was last: a second chance comes as the work before it did.
    const more = must(await scene.plant('Ann', [await scene.fresh(), await scene.fresh()]));
    expect(more.seeds).toBe(1);
    for (const seed of scene.givenOf(scene.seeds, 'Ann')) {
      const own = scene.workspace.store.views.submission(seed)?.tested.get(scene.keyOf('Ann'));
      expect(own?.allocations).toMatchObject([{ as: 'second', isSealed: true }]);
    }
  });
  it('stands in mixed order among the ordinary work', async () => {
    const ids = (from: number, count: number) =>
      Array.from({ length: count }, (_, at) => `${from + at}`.padStart(64, '0') as SubmissionId);
    const [work, seeds] = [ids(1, 20), ids(50, 4)];
    const order = mixed(work, seeds, 'lots', sha256Of);
    expect([...order].sort()).toEqual([...work, ...seeds].sort());
    const places = seeds.map((one) => order.indexOf(one)).sort((a, b) => a - b);
    expect(places).toEqual([0, 1, 15, 21]);
    // And that is the order in which they are given.
    const scene = await anApproved(4);
    const along: SubmissionId[] = [];
    for (let at = 0; at < 6; at += 1) along.push(await scene.fresh());
    must(await scene.plant('Ann', along));
    const planted = scene.givenOf(scene.seeds, 'Ann');
    const given = [...along, ...planted]
      .flatMap((one) => scene.workspace.store.records.factsAbout(`s:${one}`))
      .filter((fact) => fact.type === 'submission.allocated' && fact.author === scene.keyOf('Mo'))
      .sort((a, b) => a.seq - b.seq);
    expect(given.flatMap((fact) => ('submission' in fact.body ? [fact.body.submission] : []))).toEqual(
      mixed(along, planted, 's', sha256Of),
    );
  });
  it('is answered in the same words when it is asked for again', async () => {
    const scene = await anApproved();
    const settled = scene.test;
    const along = [await scene.fresh(), await scene.fresh(), 'ab'.repeat(32) as SubmissionId];
    const command = id();
    const first = must(await scene.plant('Ann', along, {}, command));
    expect(first).toMatchObject({ allocated: 3, seeds: 1, due: 1 });
    expect(first.refused).toMatchObject([{ submission: along[2] }]);
    // Others do something in between, and so does whoever planted.
    must(await scene.plant('Ann', [await scene.fresh(), await scene.fresh()]));
    const again = must(await scene.plant('Ann', along, {}, command));
    expect(again).toMatchObject({ allocated: 3, seeds: 1, due: 1 });
    expect(again.refused.map((one) => one.submission)).toEqual([along[2]]);
    expect(scene.givenOf([settled], 'Ann')).toEqual([settled]);
  });
  it('is never fewer than one in so many of all they were given', async () => {
    const scene = await anApproved(6);
    let ordinary = 0;
    for (const batch of [1, 1, 3, 2, 1]) {
      const along: SubmissionId[] = [];
      for (let at = 0; at < batch; at += 1) along.push(await scene.fresh());
      ordinary += batch;
      must(await scene.plant('Ann', along));
      const given = scene.givenOf(scene.seeds, 'Ann').length;
      expect(given).toBeGreaterThanOrEqual(Math.floor(ordinary / 2));
      expect(given).toBeLessThanOrEqual(Math.floor((ordinary + 1) / 2));
    }
  });
  it('is refused where a second chance is due and no seed is left', async () => {
    const scene = await anApproved(1);
    must(await scene.plant('Ann', [await scene.fresh(), await scene.fresh()]));
    await scene.mark('Ann', scene.seeds[0] as SubmissionId, BAD);
    expect(codeOf(await scene.plant('Ann', [await scene.fresh()]))).toBe('standardisation.none_left');
    const more = await scene.settled();
    await scene.set(SEEDS, [more]);
    expect(must(await scene.plant('Ann')).seeds).toBe(1);
    expect(scene.givenOf([more], 'Ann')).toEqual([more]);
  });
  it('tests nobody by a learner they have a conflict of interest with', async () => {
    const scene = await anApproved(1);
    const declared = {
      person: scene.keyOf('Ann'),
      submission: scene.seeds[0] as SubmissionId,
      reason: 'Kin.',
    };
    must(await declareConflict(scene.as('Root'), id(), declared));
    const planted = must(await scene.plant('Ann', [await scene.fresh(), await scene.fresh()]));
    expect(planted).toMatchObject({ allocated: 2, seeds: 0, due: 1 });
  });
});

describe('whoever is approved as second marker only', () => {
  const asSecond = { kind: 'approve', scope: 'second', until: null } as const;
  const aSecond = async () => {
    const scene = await aScene();
    const test = await scene.settled();
    await scene.set(QUALIFYING, [test]);
    for (const name of ['Ann', 'Bob']) {
      await scene.give(test, name);
      await scene.mark(name, test);
      must(await scene.decide(name, name === 'Ann' ? asSecond : APPROVE));
    }
    return scene;
  };
  it('is given what somebody else marks first, and nothing else', async () => {
    const scene = await aSecond();
    const work = await scene.fresh();
    const ann = { submissions: [work], person: scene.keyOf('Ann'), sealed: false, due: null };
    const give = async (as: 'first' | 'second') =>
      must(await allocate(scene.as('Root'), id(), { ...ann, as })).refused[0]?.reason ?? null;
    expect(await give('first')).toMatch(/second marker only/);
    expect(await give('second')).toMatch(/second marker only, of what somebody else marks first/);
    expect(await scene.give(work, 'Bob')).toBeNull();
    expect(await give('second')).toBeNull();
  });
  it('is proposed, and applied, beside a first marker alone', async () => {
    const scene = await aSecond();
    const works = [await scene.fresh(), await scene.fresh()];
    const people = [scene.keyOf('Ann'), scene.keyOf('Bob')];
    const wanted = { submissions: works, people, sealed: false, seed: 's', move: false };
    const two = must(await proposeSpread(scene.as('Root'), { ...wanted, markers: 2 }));
    expect(two.left).toEqual([]);
    for (const one of two.proposed)
      expect(one.as).toBe(one.person === scene.keyOf('Ann') ? 'second' : 'first');
    const single = must(await proposeSpread(scene.as('Root'), { ...wanted, markers: 1 }));
    expect(single.proposed.map((one) => one.person)).toEqual([scene.keyOf('Bob'), scene.keyOf('Bob')]);
    const given = two.proposed.map((one) => ({ ...one, sealed: false, due: null }));
    const apply = async (some: typeof given) =>
      must(await applyAllocations(scene.as('Root'), id(), { wanted: some, move: false }));
    const alone = await apply(given.filter((one) => one.as === 'second'));
    expect(alone.refused).toHaveLength(2);
    // In whatever order they are named.
    expect(await apply(given.toReversed())).toMatchObject({ allocated: 4, refused: [] });
  });
  it('is given seeds as second marker too', async () => {
    const scene = await aSecond();
    const seed = await scene.settled();
    await scene.set(SEEDS, [seed]);
    const [one, two] = [await scene.fresh(), await scene.fresh()];
    for (const work of [one, two]) expect(await scene.give(work, 'Bob')).toBeNull();
    expect(must(await scene.plant('Ann', [one, two]))).toMatchObject({ allocated: 3, seeds: 1 });
    const own = scene.workspace.store.views.submission(seed)?.tested.get(scene.keyOf('Ann'));
    expect(own?.allocations).toMatchObject([{ as: 'second' }]);
  });
});

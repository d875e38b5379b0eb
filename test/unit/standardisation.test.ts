import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { populationOf } from '../../src/app/batches/batch-population.ts';
import { closeMarking, openBatch } from '../../src/app/batches/run-batch.ts';
import { gatherPackage } from '../../src/app/gather-package.ts';
import { openSubmission } from '../../src/app/open-submission.ts';
import { listResults } from '../../src/app/release.ts';
import { describeStandards, standardFeedback } from '../../src/app/standardisation/describe-standards.ts';
import { endSet } from '../../src/app/standardisation/make-set.ts';
import { timeline } from '../../src/app/timeline.ts';
import type { RecordId, SubmissionId } from '../../src/domain/ids.ts';
import type { Result } from '../../src/domain/result.ts';
import { APPROVE, anApproved, aScene, BAD, GOOD, QUALIFYING, unit } from '../builders/a-standards-scene.ts';
import { codeOf, must } from '../builders/a-workspace.ts';

const id = () => randomUUID();
const messageOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.message);

describe('who may mark a unit', () => {
  it('is given work only when approved, and what they qualify with before that', async () => {
    const scene = await aScene();
    const [test, work] = [await scene.settled(), await scene.fresh()];
    await scene.set(QUALIFYING, [test]);
    expect(await scene.give(work, 'Ann')).toBe('Ann has not qualified to mark this unit yet.');
    expect(messageOf(await scene.decide('Ann', APPROVE))).toContain('has to qualify');
    expect(await scene.give(test, 'Ann')).toBeNull();
    await scene.mark('Ann', test);
    must(await scene.decide('Ann', APPROVE));
    expect(scene.marker('Ann')).toMatchObject({ state: 'approved', hasExpired: false });
    expect(await scene.give(work, 'Ann')).toBeNull();
  });
  it('is not approved who marks too few within tolerance', async () => {
    const scene = await aScene();
    const test = await scene.settled();
    await scene.set(QUALIFYING, [test]);
    await scene.give(test, 'Ann');
    await scene.mark('Ann', test, BAD);
    expect(messageOf(await scene.decide('Ann', APPROVE))).toContain('0 of 1 scripts were within tolerance');
  });
  it('is given nothing once suspended, and is removed only with a reason', async () => {
    const scene = await anApproved();
    must(await scene.decide('Ann', { kind: 'suspend' }));
    expect(await scene.give(await scene.fresh(), 'Ann')).toBe('Ann is suspended from marking this unit.');
    expect(messageOf(await scene.decide('Ann', APPROVE))).toContain('must qualify again first');
    expect(messageOf(await scene.decide('Ann', { kind: 'remove' }, ''))).toBe('It does not say why.');
    must(await scene.decide('Ann', { kind: 'remove' }));
    expect(scene.marker('Ann')?.state).toBe('removed');
    expect(messageOf(await scene.decide('Ann', APPROVE))).toContain('was removed');
  });
  it('is given nothing when the approval has ended', async () => {
    const scene = await anApproved();
    const test = await scene.settled();
    await scene.set({ ...QUALIFYING, passAtLeast: 1 }, [test]);
    await scene.give(test, 'Ann');
    await scene.mark('Ann', test);
    must(
      await scene.decide('Ann', {
        ...APPROVE,
        until: new Date(scene.workspace.now() + 1_200_000).toISOString(),
      }),
    );
    const work = await scene.fresh();
    // A minute passes at each look at the clock.
    for (let at = 0; at < 30; at += 1) scene.workspace.now();
    expect(await scene.give(work, 'Ann')).toMatch(/^Ann was approved to mark this unit until/);
  });
});

describe('a seed', () => {
  it('is failed once, then drawn again; failing that suspends and lists what was marked since', async () => {
    const scene = await anApproved();
    const [work, more] = [await scene.fresh(), await scene.fresh()];
    // One in two: of two there is one for sure, wherever the first one falls.
    expect(must(await scene.plant('Ann', [work, more]))).toMatchObject({ seeds: 1, due: 1 });
    await scene.mark('Ann', work);
    const given = () =>
      scene.seeds.filter((one) =>
        scene.workspace.store.views
          .submission(one)
          ?.allocations.some(({ person }) => person === scene.keyOf('Ann')),
      );
    const [first] = given();
    if (!first) throw new Error('one was planted');
    await scene.mark('Ann', first, BAD);
    expect(scene.marker('Ann')).toMatchObject({ state: 'approved', isSecondChance: true, seedsFailed: 1 });
    expect(must(await scene.plant('Ann'))).toEqual({ allocated: 1, seeds: 1, due: 1, refused: [] });
    const second = given().find((one) => one !== first);
    if (!second) throw new Error('another was planted');
    await scene.mark('Ann', second, BAD);
    expect(scene.marker('Ann')).toMatchObject({ state: 'suspended', seedsFailed: 2 });
    expect(scene.marker('Ann')?.backReading.map((one) => one.submission)).toEqual([work]);
    const batch = populationOf(scene.workspace, unit.id, [
      {
        submission: work,
        learner: scene.workspace.store.views.submission(work)?.received.body.learner ?? ('' as never),
        sources: scene.workspace.store.views.submission(work)?.assessments.map((one) => one.id) ?? [],
        assessors: [scene.keyOf('Ann')],
      },
    ]);
    expect(batch[0]?.assessments).toMatchObject([{ afterFailedSeed: true }]);
  });
  it('is refused to whoever may read the definitive marks', async () => {
    const scene = await anApproved(1);
    expect(codeOf(await scene.plant('Max'))).toBe('standardisation.knows_marks');
    const root = await scene.give(scene.seeds[0] as SubmissionId, 'Root');
    expect(root).toMatch(/may read the definitive marks of this unit|not an assessor|assess/);
  });
  it('comes to nothing: no batch, no result', async () => {
    const scene = await anApproved();
    const other = await scene.settled();
    const batch = must(
      await openBatch(scene.as('Root'), id(), { label: 'July', unit: unit.id, mode: 'verification' }),
    );
    must(await closeMarking(scene.as('Root'), id(), batch, null));
    for (const seed of [...scene.seeds, scene.test]) {
      expect(scene.workspace.store.views.submission(seed)?.outcome).toBeNull();
      expect(scene.workspace.store.batches.of(seed)).toEqual([]);
    }
    expect(scene.workspace.store.batches.of(other)).toHaveLength(1);
    const results = JSON.stringify(listResults(scene.workspace, null));
    expect(results).toContain(other);
    for (const seed of scene.seeds) expect(results).not.toContain(seed);
    expect(scene.workspace.store.views.digestOfRebuild(() => {})).toBe(scene.workspace.store.views.digest());
  });
  it('leaves the set that ended alone', async () => {
    const scene = await anApproved(1);
    const set = must(describeStandards(scene.as('Mo'), unit.id)).sets.find(
      (one) => one.rule.kind === 'seeds',
    );
    must(await endSet(scene.as('Mo'), id(), { unit: unit.id, set: set?.set as RecordId, reason: '' }));
    expect(codeOf(await scene.plant('Ann'))).toBe('standardisation.no_seeds');
  });
});

describe('a marker', () => {
  it('is told of a seed in no answer what is not told of a script', async () => {
    const scene = await anApproved(1);
    const [seed] = scene.seeds;
    if (!seed) throw new Error('there is a seed');
    const work = await scene.fresh();
    await scene.give(work, 'Ann');
    await scene.give(seed, 'Ann');
    const told = (one: SubmissionId) => {
      const opened = must(openSubmission(scene.as('Ann'), one));
      return Object.keys(opened).sort();
    };
    const both = [seed, work].map((one) => must(openSubmission(scene.as('Ann'), one)));
    expect(both[0]?.state).toBeDefined();
    expect(told(seed)).toEqual(told(work));
    expect(messageOf(standardFeedback(scene.as('Ann'), seed))).toBe(
      messageOf(standardFeedback(scene.as('Ann'), work)),
    );
    await scene.mark('Ann', seed);
    await scene.mark('Ann', work);
    expect(messageOf(standardFeedback(scene.as('Ann'), seed))).toBe(
      messageOf(standardFeedback(scene.as('Ann'), work)),
    );
    expect(codeOf(describeStandards(scene.as('Ann'), unit.id))).toBe('standardisation.not_allowed');
    expect(JSON.stringify(must(openSubmission(scene.as('Ann'), seed)))).not.toMatch(/standard|seed/i);
    expect(JSON.stringify(timeline(scene.as('Ann'), {}, 0, 500))).not.toMatch(/seed/i);
  });
  it('is sent nothing that tells of seeds, and of qualifying only when it is complete', async () => {
    const scene = await anApproved(1);
    const [seed] = scene.seeds;
    if (!seed) throw new Error('there is a seed');
    await scene.give(seed, 'Ann');
    const typesIn = async (kind: 'assignment' | 'moderation') => {
      const gathered = must(await gatherPackage(scene.as('Mo'), { kind, to: scene.keyOf('Ann') }));
      return gathered.byType;
    };
    const assigned = await typesIn('assignment');
    expect([...assigned.keys()].filter((type) => /standardisation|outcome/.test(type))).toEqual([]);
    await scene.mark('Ann', seed);
    const shown = await typesIn('moderation');
    // Her own qualifying set, its one mark and her approval; nothing of the seed, whose first marker stays out too.
    expect(shown.get('standardisation.set_made')).toBe(1);
    expect(shown.get('standardisation.marked')).toBe(1);
    expect(shown.get('standardisation.approved')).toBe(1);
    expect(shown.get('assessment.submitted')).toBe(2);
  });
  it('compares a qualifying mark with the definitive one when the set is complete, not before', async () => {
    const scene = await aScene();
    const [one, two] = [await scene.settled(), await scene.settled()];
    await scene.set(QUALIFYING, [one, two]);
    await scene.give(one, 'Ann');
    await scene.give(two, 'Ann');
    await scene.mark('Ann', one, BAD);
    expect(codeOf(standardFeedback(scene.as('Ann'), one))).toBe('standardisation.no_feedback');
    await scene.mark('Ann', two);
    const told = must(standardFeedback(scene.as('Ann'), one));
    expect(told.isWithin).toBe(false);
    expect(told.criteria).toHaveLength(unit.criteria.length);
    for (const { criterion, own, definitive } of told.criteria)
      expect([own?.decision, definitive?.decision]).toEqual([BAD[criterion], GOOD[criterion]]);
  });
  it('compares a practice mark as soon as it is submitted', async () => {
    const scene = await aScene();
    const script = await scene.settled();
    await scene.set({ kind: 'practice' }, [script]);
    await scene.give(script, 'Ann');
    expect(codeOf(standardFeedback(scene.as('Ann'), script))).toBe('standardisation.no_feedback');
    await scene.mark('Ann', script);
    expect(must(standardFeedback(scene.as('Ann'), script)).isWithin).toBe(true);
  });
});

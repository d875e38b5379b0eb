import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { allocate } from '../../src/app/allocate.ts';
import { recallAssessment, saveDraft, submitAssessment } from '../../src/app/assess.ts';
import { closeMarking, openBatch } from '../../src/app/batches/run-batch.ts';
import { gatherPackage } from '../../src/app/gather-package.ts';
import { loadSubmission } from '../../src/app/load-submission.ts';
import { openSubmission } from '../../src/app/open-submission.ts';
import { confirmOutcomes, listResults } from '../../src/app/release.ts';
import { describeStandards, standardFeedback } from '../../src/app/standardisation/describe-standards.ts';
import { makeSet, withdrawStandard } from '../../src/app/standardisation/make-set.ts';
import { recordProof, timeline } from '../../src/app/timeline.ts';
import type { RecordId, SubmissionId } from '../../src/domain/ids.ts';
import type { Result } from '../../src/domain/result.ts';
import { DEFAULT_TOLERANCE } from '../../src/domain/tolerance.ts';
import { aDraft } from '../builders/a-judgment.ts';
import {
  APPROVE,
  anApproved,
  aScene,
  BAD,
  GOOD,
  QUALIFYING,
  SEEDS,
  unit,
} from '../builders/a-standards-scene.ts';
import { codeOf, must } from '../builders/a-workspace.ts';

const id = () => randomUUID();
const messageOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.message);

import { expectSameInAnyOrder } from '../builders/any-order.ts';

describe('a submission whose learner has a result', () => {
  const stated = (script: SubmissionId) => ({
    type: 'standardisation.set_made' as const,
    body: {
      unit: unit.id,
      label: 'From elsewhere',
      rule: SEEDS,
      tolerance: DEFAULT_TOLERANCE,
      scripts: [{ script, mark: 'ab'.repeat(32) as RecordId }],
    },
  });
  const problemOf = (scene: Awaited<ReturnType<typeof aScene>>, script: SubmissionId) =>
    must(describeStandards(scene.as('Mo'), unit.id))
      .sets.flatMap((set) => set.scripts)
      .find((one) => one.submission === script)?.problem;

  it('is no script, whatever a record from elsewhere says', async () => {
    const scene = await aScene();
    const confirmed = await scene.settled();
    must(await confirmOutcomes(scene.as('Root'), id(), [confirmed]));
    must(await scene.as('Mo').state([stated(confirmed)]));
    expect(scene.workspace.store.views.submission(confirmed)?.state).toBe('confirmed');
    expect(scene.workspace.store.standards.isNamed(confirmed)).toBe(false);
    expect(JSON.stringify(listResults(scene.as('Root'), null))).toContain(confirmed);
    expect(problemOf(scene, confirmed)).toBe('Its outcome is confirmed, so its learner has a result.');
    expectSameInAnyOrder(scene.workspace);
  });
  it.each([
    ['openly', false],
    ['under seals', true],
  ])('is none any more where it is confirmed elsewhere while markers are tested %s', async (_, sealed) => {
    const scene = await anApproved(1);
    const [seed] = scene.seeds;
    if (!seed) throw new Error('there is a seed');
    // As it stood in a workspace that does not know of the set.
    const known = must(loadSubmission(scene.as('Mo'), seed)).view;
    expect(known.outcome).toBeNull();
    const given = { submissions: [seed], person: scene.keyOf('Ann'), as: 'first', due: null } as const;
    must(await allocate(scene.as('Root'), id(), { ...given, sealed }));
    await scene.mark('Ann', seed, BAD);
    expect(scene.marker('Ann')?.seedsFailed).toBe(1);
    const [source] = known.assessments;
    if (!source) throw new Error('Max marked it');
    const judgments = source.body.judgments.map(({ criterion, decision }) => ({
      criterion,
      decision,
      from: source.id,
      rationale: '',
    }));
    const confirmation = { how: 'single' as const, sources: [source.id], agreement: null, judgments };
    const came = { verdict: 'passed' as const, total: null, submission: seed };
    must(await scene.as('Root').state([{ type: 'outcome.confirmed', body: { ...confirmation, ...came } }]));
    expect(scene.workspace.store.views.submission(seed)).toMatchObject({
      state: 'confirmed',
      standard: null,
    });
    expect(scene.marker('Ann')).toMatchObject({ seedsFailed: 0, isSecondChance: false });
    expect(problemOf(scene, seed)).toContain('confirmed');
    expectSameInAnyOrder(scene.workspace);
  });
  it('or has one coming in a batch is none, until the batch lets go of it', async () => {
    const scene = await aScene();
    const member = await scene.settled();
    const opened = { label: 'July', unit: unit.id, mode: 'verification' as const };
    const batch = must(await openBatch(scene.as('Root'), id(), opened));
    must(await closeMarking(scene.as('Root'), id(), batch, null));
    must(await scene.as('Mo').state([stated(member)]));
    expect(scene.workspace.store.views.submission(member)).toMatchObject({
      state: 'provisional',
      standard: null,
    });
    expect(problemOf(scene, member)).toBe('It is in a batch, so its learner has a result coming.');
    expectSameInAnyOrder(scene.workspace);
  });
  it('is taken into a batch that names it, though it was made a script before', async () => {
    const scene = await aScene();
    const member = await scene.settled();
    const opened = { label: 'July', unit: unit.id, mode: 'verification' as const };
    const batch = must(await openBatch(scene.as('Root'), id(), opened));
    const known = must(loadSubmission(scene.as('Root'), member)).view;
    must(await scene.as('Mo').state([stated(member)]));
    expect(scene.workspace.store.views.submission(member)?.standard).toBe('seeds');
    // As whoever does not know of the set closes it.
    const { learner } = known.received.body;
    const sources = known.assessments.map((one) => one.id);
    const members = [{ submission: member, learner, sources, assessors: [scene.keyOf('Max')] }];
    const body = { batch, version: 1, members };
    must(await scene.as('Root').state([{ type: 'batch.marking_closed', body }]));
    expect(scene.workspace.store.batches.of(member)).toHaveLength(1);
    expect(scene.workspace.store.views.submission(member)?.standard).toBeNull();
    expectSameInAnyOrder(scene.workspace);
  });
});

describe('what tested markers do', () => {
  it('is kept apart: it neither settles nor unsettles the work, nor is it shown to others', async () => {
    const scene = await anApproved(1);
    const [seed] = scene.seeds;
    if (!seed) throw new Error('there is a seed');
    for (const name of ['Ann', 'Bob'])
      must(
        await allocate(scene.as('Root'), id(), {
          submissions: [seed],
          person: scene.keyOf(name),
          as: 'first',
          sealed: name === 'Ann',
          due: null,
        }),
      );
    expect(scene.givenOf([seed], 'Bob')).toEqual([]);
    await scene.mark('Ann', seed, BAD);
    const view = scene.workspace.store.views.submission(seed);
    expect(view).toMatchObject({ state: 'partially_marked', outcome: null, compared: null });
    // Under seals others would be shut out: the mark that the definitive one was taken from still counts.
    expect(view?.assessments.map((one) => one.author).sort()).toEqual(
      [scene.keyOf('Ann'), scene.keyOf('Max')].sort(),
    );
    const own = must(openSubmission(scene.as('Ann'), seed));
    expect(own).toMatchObject({ state: 'provisional', others: [] });
    expect(own.allocations.map((one) => one.person.name)).toEqual(['Ann']);
    // Nobody else learns who is tested by it.
    expect(must(openSubmission(scene.as('Bob'), seed)).allocations).toEqual([]);
    const theirs = scene.workspace.store.records
      .factsAbout(`s:${seed}`)
      .filter((fact) => fact.type === 'assessment.submitted');
    const byMax = theirs.find((fact) => fact.author === scene.keyOf('Max'));
    if (!byMax) throw new Error('Max marked it');
    expect(codeOf(recordProof(scene.as('Ann'), byMax.id))).toBe('record.not_yet');
    expect(codeOf(recordProof(scene.as('Mo'), byMax.id))).toBe('ok');
    const { entries, total } = timeline(scene.as('Ann'), { submission: seed }, 0, 100);
    expect(total).toBe(entries.length);
    expect(new Set(entries.map((one) => one.by.name))).toEqual(new Set(['Root', 'Ann']));
  });
  it('tests nobody who had marked it before it became a script', async () => {
    const scene = await aScene();
    const script = await scene.settled();
    expect(await scene.give(script, 'Bob')).toBeNull();
    await scene.mark('Bob', script);
    await scene.set(SEEDS, [script]);
    expect(scene.workspace.store.views.submission(script)?.tested.size).toBe(0);
    expect(scene.marker('Bob')).toBeUndefined();
  });
  it('counts as they gave it first: what was taken back after the definitive mark was shown changes nothing', async () => {
    const scene = await aScene();
    const test = await scene.settled();
    await scene.set(QUALIFYING, [test]);
    await scene.give(test, 'Ann');
    await scene.mark('Ann', test, BAD);
    expect(must(standardFeedback(scene.as('Ann'), test)).isWithin).toBe(false);
    must(await recallAssessment(scene.as('Ann'), id(), test));
    const draft = aDraft(GOOD);
    const saved = must(saveDraft(scene.as('Ann'), test, draft, 1));
    must(await submitAssessment(scene.as('Ann'), id(), test, saved.revision));
    expect(messageOf(await scene.decide('Ann', APPROVE))).toContain('0 of 1 scripts were within tolerance');
  });
  it('under seals is opened with the seal of one other, as of work that two are to mark', async () => {
    const scene = await anApproved(1);
    const [seed] = scene.seeds;
    if (!seed) throw new Error('there is a seed');
    for (const name of ['Bob', 'Cid']) {
      const test = await scene.settled();
      await scene.set({ ...QUALIFYING, isRequired: false }, [test]);
      await scene.give(test, name);
      await scene.mark(name, test);
      must(await scene.decide(name, APPROVE));
    }
    const sealsFor = async (name: string) => {
      const wanted = { kind: 'seal', to: scene.keyOf(name), submissions: [seed] } as const;
      const { byType } = must(await gatherPackage(scene.as('Root'), wanted));
      return [byType.get('submission.allocated') ?? 0, byType.get('assessment.sealed') ?? 0];
    };
    for (const name of ['Ann', 'Bob', 'Cid']) {
      const how = { as: 'first', sealed: true, due: null } as const;
      const given = { submissions: [seed], person: scene.keyOf(name), ...how };
      expect(must(await allocate(scene.as('Mo'), id(), given)).refused).toEqual([]);
    }
    const before = await sealsFor('Root');
    await scene.mark('Ann', seed);
    expect(await sealsFor('Ann')).toEqual(before);
    await scene.mark('Bob', seed);
    await scene.mark('Cid', seed, BAD);
    for (const name of ['Ann', 'Bob', 'Cid']) expect(await sealsFor(name)).toEqual([2, 2]);
    const counted = scene.workspace.store.views.submission(seed)?.tested;
    for (const own of counted?.values() ?? []) expect(own.assessments).toHaveLength(1);
  });
});

describe('where markers are to be approved', () => {
  it('nobody else marks what was given to nobody, but whoever makes the definitive marks', async () => {
    const scene = await anApproved(1);
    const work = await scene.fresh();
    const mayMark = (name: string) => must(openSubmission(scene.as(name), work)).mayAssess;
    expect(mayMark('Ann').allowed).toBe(true);
    expect(mayMark('Bob')).toEqual({
      allowed: false,
      reason: 'Bob has not qualified to mark this unit yet.',
    });
    expect(mayMark('Max').allowed).toBe(true);
    must(await scene.decide('Ann', { kind: 'suspend' }));
    expect(mayMark('Ann').reason).toBe('Ann is suspended from marking this unit.');
  });
});

describe('to take back', () => {
  it('a decision leaves a marker as before it', async () => {
    const scene = await anApproved(1);
    must(await scene.decide('Ann', { kind: 'suspend' }));
    const suspension = scene.marker('Ann')?.decisions.at(-1);
    expect(suspension).toMatchObject({ kind: 'suspend', by: 'Mo', reason: 'R', problem: null });
    const about = { unit: unit.id, record: suspension?.record as RecordId };
    const withdraw = async (name: string, reason: string, command = id()) =>
      withdrawStandard(scene.as(name), command, { ...about, reason });
    expect(codeOf(await withdraw('Bob', 'R'))).toBe('standardisation.not_allowed');
    expect(messageOf(await withdraw('Mo', ' '))).toBe('It does not say why.');
    const command = id();
    must(await withdraw('Mo', 'Hasty', command));
    must(await withdraw('Mo', 'Hasty', command));
    expect(messageOf(await withdraw('Mo', 'Hasty'))).toBe('It has been withdrawn already.');
    expect(scene.marker('Ann')).toMatchObject({ state: 'approved' });
    expect(scene.marker('Ann')?.decisions.map((one) => one.kind)).toEqual(['approve']);
  });
  it('a set gives its scripts their outcomes back, unless somebody was given them', async () => {
    const scene = await anApproved(1);
    const other = await scene.settled();
    const free = await scene.set(SEEDS, [other]);
    expect(scene.workspace.store.views.submission(other)?.outcome).toBeNull();
    const withdraw = async (record: RecordId) =>
      withdrawStandard(scene.as('Mo'), id(), { unit: unit.id, record, reason: 'R' });
    must(await withdraw(free));
    expect(scene.workspace.store.views.submission(other)).toMatchObject({
      state: 'provisional',
      standard: null,
    });
    const [test] = must(describeStandards(scene.as('Mo'), unit.id)).sets;
    expect(messageOf(await withdraw(test?.set as RecordId))).toContain('ended rather than withdrawn');
  });
});

describe('a set', () => {
  it('is made with its definitive marks at once, or not at all', async () => {
    const scene = await aScene();
    const [one, two] = [await scene.settled(), await scene.settled()];
    const { store } = scene.as('Mo');
    const before = store.records.count();
    const appended = vi.spyOn(store, 'append');
    const wanted = { unit: unit.id, label: 'L', rule: SEEDS, scripts: [one, two] };
    const command = id();
    const made = must(await makeSet(scene.as('Mo'), command, wanted));
    expect(appended).toHaveBeenCalledTimes(1);
    const facts = store.records.factsAbout(`q:${unit.id}`);
    expect(facts.map((fact) => fact.type)).toEqual([
      'standardisation.marked',
      'standardisation.marked',
      'standardisation.set_made',
    ]);
    const [first, second, set] = facts;
    expect(set?.type === 'standardisation.set_made' && set.body.scripts).toEqual([
      { script: one, mark: first?.id },
      { script: two, mark: second?.id },
    ]);
    expect(must(await makeSet(scene.as('Mo'), command, wanted))).toBe(made);
    expect(store.records.count()).toBe(before + 3);
  });
});

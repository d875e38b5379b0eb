import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { contract, type Input, METHODS, type Method, type Output } from '../../src/api/contract.ts';
import { FileToken } from '../../src/api/shapes.ts';
import { allocate } from '../../src/app/allocate.ts';
import { closeMarking, drawBatchSample, openBatch } from '../../src/app/batches/run-batch.ts';
import { declareConflict } from '../../src/app/conflicts.ts';
import { AssessmentId } from '../../src/domain/ids.ts';
import type { Result } from '../../src/domain/result.ts';
import { DEFAULT_TOLERANCE } from '../../src/domain/tolerance.ts';
import { createHost } from '../../src/host/create-host.ts';
import { perform } from '../../src/host/serve.ts';
import { CENSUS } from '../builders/a-batch.ts';
import { aDraft, level } from '../builders/a-judgment.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aBundle, aCall, anAssessment, aSubmission, must, PASSPHRASE } from '../builders/a-workspace.ts';
import { anAppeal, newJudgments } from '../builders/an-appeal.ts';

const RESOURCES = fileURLToPath(new URL('../../resources', import.meta.url));

/**
 * Eve, who is an external quality assurer and nothing else, at a machine that holds everybody’s keys: a released outcome
 * under appeal, one that two people differ about, a batch with a sample drawn, an allocation and a conflict of interest.
 */
async function aDeskOfEve() {
  const made = await anAppeal();
  const { as, unit, good, keyOf, folder, submission, appeal } = made;
  const differing = await aSubmission(as('Root'), { unit, learner: 'Dee' });
  await anAssessment(as('Ann'), differing, good);
  await anAssessment(as('Max'), differing, { ...good, c1: level('l1') });
  const drawn = await aSubmission(as('Root'), { unit, learner: 'Dan' });
  await anAssessment(as('Ann'), drawn, good);
  const opening = { label: 'August', unit: unit.id, mode: 'verification' as const };
  const batch = must(await openBatch(as('Root'), randomUUID(), opening));
  must(await closeMarking(as('Root'), randomUUID(), batch, [drawn]));
  must(await drawBatchSample(as('Mo'), randomUUID(), batch, { rule: CENSUS, seed: null, reason: '' }));
  const free = await aSubmission(as('Root'), { unit, learner: 'Fay' });
  const wanted = {
    submissions: [free],
    person: keyOf('Rob'),
    as: 'first',
    sealed: false,
    due: null,
  } as const;
  must(await allocate(as('Root'), randomUUID(), wanted));
  must(
    await declareConflict(as('Root'), randomUUID(), { person: keyOf('Rob'), submission: drawn, reason: 'R' }),
  );
  const { records } = made.workspace.store;
  const last = (subject: string, type: string) => {
    const fact = records.factsAbout(subject).findLast((one) => one.type === type);
    if (!fact) throw new Error(`there is no ${type}`);
    return fact.id;
  };
  const ids = {
    allocation: last(`s:${free}`, 'submission.allocated'),
    conflict: last('people', 'conflict.declared'),
    appointment: last('people', 'person.appointed'),
    assessment: AssessmentId.parse(last(`s:${differing}`, 'assessment.submitted')),
  };
  await made.workspace.close();
  const place = await aTempFolder();
  const unavailable = () => Promise.reject(new Error('there is no keychain'));
  const host = await createHost({
    userDataDir: join(place, 'home'),
    resourcesDir: RESOURCES,
    sealer: { available: false, seal: unavailable, unseal: unavailable },
    onOpen: () => {},
  });
  onTestFinished(() => host.close());
  let tokens = 0;
  const grant = (path: string) => {
    const token = FileToken.parse(`ft_${String(++tokens).padStart(20, '0')}`);
    host.grant(token, path);
    return token;
  };
  const call = async <M extends Method>(method: M, input: Input<M>) =>
    (await perform(host.handlers, method, input, aCall())) as Result<Output<M>>;
  must(await call('workspace.open', { location: grant(folder), passphrase: PASSPHRASE }));
  must(await call('people.actAs', { person: keyOf('Eve') }));
  const recorded = async () => must(await call('ledger.timeline', { offset: 0, limit: 1 })).total;
  return {
    call,
    grant,
    recorded,
    place,
    unit,
    good,
    keyOf,
    submission,
    appeal,
    differing,
    drawn,
    free,
    batch,
    ...ids,
  };
}

/** Everything that can be asked for that changes something, as Eve would ask for it. */
async function commandsOf(desk: Awaited<ReturnType<typeof aDeskOfEve>>) {
  const { unit, good, keyOf, grant, place, submission, appeal, differing, drawn, free, batch } = desk;
  const command = () => ({ command: randomUUID() });
  const wanted = [{ submission: free, person: keyOf('Max'), as: 'first', sealed: false, due: null }] as const;
  const bundle = await aBundle(place, { unit, learner: 'New' });
  writeFileSync(join(place, 'accepted.assay'), 'x');
  const appointing = { roles: ['assessor' as const], units: 'all' as const };
  const text = { reason: 'R' };
  const commands: { readonly [M in Method]?: Input<M> } = {
    'allocations.set': {
      ...command(),
      submissions: [free],
      person: keyOf('Max'),
      as: 'first',
      sealed: false,
      due: null,
    },
    'allocations.withdraw': { ...command(), allocation: desk.allocation, ...text },
    'allocations.apply': { ...command(), wanted: [...wanted], move: true },
    'seals.open': command(),
    'assessments.countersign': {
      ...command(),
      submission: differing,
      assessment: desk.assessment,
      accepted: true,
      note: '',
    },
    'assessments.confirmUnchanged': { ...command(), submissions: [differing] },
    'assessments.submit': { ...command(), submission: free, revision: 1 },
    'assessments.change': { submission: differing, ...text },
    'assessments.recall': { ...command(), submission: differing },
    'drafts.save': { submission: free, draft: aDraft(good), revision: 0 },
    'drafts.discard': { submission: free },
    'agreements.discardDraft': { submission: differing },
    'agreements.saveDraft': {
      submission: differing,
      draft: { between: { a: desk.assessment, b: desk.assessment }, choices: [], note: 'N' },
      revision: 0,
    },
    'moderation.setTolerance': {
      ...command(),
      unit: unit.id,
      rule: { ...DEFAULT_TOLERANCE, maxLevelGap: 5 },
    },
    'moderation.agree': { ...command(), submission: differing, judgments: newJudgments(good), note: 'N' },
    'moderation.refer': { ...command(), submission: differing, note: 'N' },
    'outcomes.confirm': { ...command(), submissions: [differing] },
    'results.export': { ...command(), submissions: [submission], label: 'L', to: grant(place) },
    'submissions.setAside': { ...command(), submission: free, duplicateOf: drawn, ...text },
    'submissions.resume': { ...command(), submission: free, ...text },
    'units.setAnonymity': { ...command(), unit: unit.id, anonymous: true },
    'bundles.import': { files: [grant(bundle)] },
    'batches.open': { ...command(), label: 'B', unit: unit.id, mode: 'moderation' },
    'batches.close': { ...command(), batch, submissions: [drawn] },
    'batches.draw': { ...command(), batch, rule: CENSUS, reason: 'R' },
    'batches.find': { ...command(), batch, submission: drawn, finding: 'upheld', decisions: [], note: '' },
    'batches.verify': { ...command(), batch, submission: drawn, as: { kind: 'agree' } },
    'batches.decide': { ...command(), batch, decision: { kind: 'accept' }, ...text },
    'batches.confirm': { ...command(), batch },
    'batches.reopen': { ...command(), batch, ...text },
    'appeals.lodge': {
      ...command(),
      submission,
      asker: 'learner',
      grounds: 'G',
      received: '2026-06-02T00:00:00.000Z',
      due: null,
      mayLower: false,
    },
    'appeals.check': {
      ...command(),
      appeal,
      holds: { totals: true, evidence: true, rubric: true },
      note: '',
    },
    'appeals.choose': { ...command(), appeal, process: 'review', remarkers: [], due: null, reason: '' },
    'appeals.decide': { ...command(), appeal, result: 'upheld', judgments: [], ...text },
    'appeals.withdraw': { ...command(), appeal, ...text },
    'appeals.close': { ...command(), appeal },
    'people.add': { ...command(), name: 'N', ...appointing },
    'people.appoint': { ...command(), person: keyOf('Eve'), ...appointing },
    'people.revoke': { ...command(), appointment: desk.appointment, ...text },
    'people.declareConflict': { ...command(), person: keyOf('Mo'), submission: drawn, ...text },
    'people.withdrawConflict': { ...command(), conflict: desk.conflict, ...text },
    'people.invite': { name: 'N', ...appointing, into: grant(place) },
    'people.admit': { ...command(), file: grant(join(place, 'accepted.assay')), words: 'a b c d e f' },
    'learners.export': { submission, into: grant(place) },
    'learners.erase': { ...command(), submission, ...text },
    'standardisation.makeSet': {
      ...command(),
      unit: unit.id,
      label: 'L',
      rule: { kind: 'practice' },
      scripts: [drawn],
    },
    'standardisation.endSet': { ...command(), unit: unit.id, set: batch, ...text },
    'standardisation.withdraw': { ...command(), unit: unit.id, record: batch, ...text },
    'standardisation.decide': {
      ...command(),
      unit: unit.id,
      person: keyOf('Mo'),
      decision: { kind: 'approve', scope: 'any', until: null },
      ...text,
    },
    'standardisation.plantSeeds': {
      ...command(),
      unit: unit.id,
      person: keyOf('Mo'),
      along: [free],
      due: null,
      seed: 's',
    },
    'resolve.decide': { ...command(), id: 'fork:nowhere', choice: 'both', ...text },
  };
  return commands;
}

/** What a method may answer instead of refusing: that of all it was asked for nothing was done. */
const NOTHING_DONE = z.union([
  z.object({ allocated: z.literal(0) }),
  z.object({ confirmed: z.literal(0) }),
  z.object({ opened: z.literal(0) }),
  z.tuple([z.object({ submissions: z.tuple([]) })]),
  // Of drafts that Eve does not have.
  z.strictObject({}),
]);

describe('an external quality assurer', () => {
  it('is refused every command, and nothing is recorded', async () => {
    const desk = await aDeskOfEve();
    const commands = await commandsOf(desk);
    const before = await desk.recorded();
    for (const method of METHODS) {
      const input = commands[method];
      if (input === undefined) continue;
      expect(contract[method].input.safeParse(input).success, method).toBe(true);
      const answer = await desk.call(method, input as Input<typeof method>);
      const said = `${method}: ${JSON.stringify(answer)}`;
      if (answer.ok) expect(NOTHING_DONE.safeParse(answer.value).success, said).toBe(true);
      else expect(answer.error.code, said).not.toMatch(/^(input|bug|file|method|workspace)\./);
      expect(await desk.recorded(), said).toBe(before);
    }
    expect((await desk.call('ledger.verify', {})).ok).toBe(true);
  });

  it('is asked about every command that there is', async () => {
    const asked = new Set(Object.keys(await commandsOf(await aDeskOfEve())));
    const commands = METHODS.filter((method) => Object.hasOwn(contract[method].input.shape, 'command'));
    expect(commands.length).toBeGreaterThan(30);
    expect(commands.filter((method) => !asked.has(method))).toEqual([]);
  });

  it('reads everything that moderators read', async () => {
    const desk = await aDeskOfEve();
    const { submission, differing, batch, unit, appeal, grant, place } = desk;
    must(await desk.call('outcomes.chain', { submission: differing }));
    must(await desk.call('outcomes.chain', { submission }));
    must(await desk.call('submissions.get', { submission }));
    must(await desk.call('moderation.compare', { submission: differing }));
    must(await desk.call('moderation.statistics', { unit: unit.id }));
    must(await desk.call('moderation.rasch', { unit: unit.id }));
    must(await desk.call('appeals.get', { appeal }));
    must(await desk.call('batches.get', { batch }));
    must(await desk.call('batches.dossier', { batch, into: grant(place) }));
    const board = must(await desk.call('moderation.board', { include: 'all', offset: 0, limit: 10 }));
    expect(board.total).toBe(1);
    expect(must(await desk.call('results.list', {})).length).toBeGreaterThan(1);
  });
});

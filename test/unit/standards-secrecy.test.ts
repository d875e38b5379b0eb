import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { contract, METHODS, type Method } from '../../src/api/contract.ts';
import { FileToken } from '../../src/api/shapes.ts';
import { CriterionId, type PersonKey, type SubmissionId } from '../../src/domain/ids.ts';
import { createHost } from '../../src/host/create-host.ts';
import { perform } from '../../src/host/serve.ts';
import { aDraft } from '../builders/a-judgment.ts';
import { anApproved, GOOD, SEEDS, unit } from '../builders/a-standards-scene.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aCall, must, PASSPHRASE } from '../builders/a-workspace.ts';

const criterion = CriterionId.parse('c1');
const sort = { by: 'received', descending: false } as const;
const page = { offset: 0, limit: 100 };

/** What a marker may ask about one submission, or about all of a unit, by method; in an order that can be carried out. */
type Inputs = Partial<Record<Method, (one: SubmissionId, files: () => FileToken) => object>>;

const READING: Inputs = {
  'queue.list': () => ({ filter: {}, sort, ...page }),
  'queue.grouped': () => ({ filter: {}, sort, by: 'state', collapsed: [], ...page }),
  'queue.hits': (one) => ({ submissions: [one], text: 'saw hazard portfolio' }),
  'queue.totals': () => ({ filters: [{}, { mine: ['not_started'] }] }),
  'queue.facets': () => ({ filter: {} }),
  'submissions.get': (submission) => ({ submission }),
  'submissions.changes': (submission) => ({ submission }),
  'across.list': () => ({ unit: unit.id, criterion, filter: 'all', ...page }),
  'across.nextToJudge': (after) => ({ unit: unit.id, criterion, after }),
  'across.progress': () => ({ unit: unit.id }),
  'across.ready': () => ({ unit: unit.id }),
  'units.get': () => ({ unit: unit.id }),
  'comments.list': () => ({ unit: unit.id, criterion }),
  'evidence.search': (submission) => ({ submission, text: 'hazard' }),
  'moderation.board': () => ({ include: 'all', offset: 0, limit: 100 }),
  'moderation.compare': (submission) => ({ submission }),
  'outcomes.chain': (submission) => ({ submission }),
  'moderation.statistics': () => ({ unit: unit.id }),
  'moderation.rasch': () => ({ unit: unit.id }),
  'agreements.draft': (submission) => ({ submission }),
  'results.list': () => ({}),
  'allocations.workload': () => ({ unit: unit.id }),
  'allocations.saveTable': (one, into) => ({ submissions: [one], into: into() }),
  'resolve.list': () => ({}),
  'appeals.list': () => ({}),
  'batches.list': () => ({ unit: unit.id }),
  'ledger.timeline': (submission) => ({ submission, offset: 0, limit: 100 }),
  'standardisation.get': () => ({ unit: unit.id }),
  'standardisation.feedback': (submission) => ({ submission }),
  'standardisation.mine': () => ({}),
  'standardisation.checkScripts': (one) => ({ unit: unit.id, submissions: [one] }),
};

const command = () => ({ command: randomUUID() });
const asked = (submission: SubmissionId) => ({ ...command(), submission });
/** What changes something, or is refused. */
const CHANGING: Inputs = {
  'allocations.set': (one) => ({
    ...command(),
    submissions: [one],
    person: ann,
    as: 'first',
    sealed: false,
    due: null,
  }),
  'allocations.propose': (one) => ({
    submissions: [one],
    people: [ann],
    markers: 1,
    sealed: false,
    move: true,
  }),
  'allocations.apply': (submission) => ({
    ...command(),
    wanted: [{ submission, person: ann, as: 'first', sealed: false, due: null }],
    move: true,
  }),
  'submissions.setAside': (submission) => ({ ...asked(submission), duplicateOf: submission, reason: 'R' }),
  'submissions.resume': (submission) => ({ ...asked(submission), reason: 'R' }),
  'moderation.agree': (submission) => ({
    ...asked(submission),
    judgments: Object.entries(GOOD).map(([id, decision]) => ({
      criterion: id,
      decision,
      from: null,
      rationale: 'R',
    })),
    note: '',
  }),
  'moderation.refer': (submission) => ({ ...asked(submission), note: 'N' }),
  'agreements.saveDraft': (submission) => ({
    submission,
    draft: { between: { a: 'ab'.repeat(32), b: 'ab'.repeat(32) }, choices: [], note: '' },
    revision: 0,
  }),
  'agreements.discardDraft': (submission) => ({ submission }),
  'outcomes.confirm': (one) => ({ ...command(), submissions: [one] }),
  'results.export': (one, into) => ({ ...command(), submissions: [one], label: 'L', to: into() }),
  'assessments.confirmUnchanged': (one) => ({ ...command(), submissions: [one] }),
  'assessments.countersign': (submission) => ({
    ...asked(submission),
    assessment: 'ab'.repeat(32),
    accepted: true,
    note: '',
  }),
  'appeals.lodge': (submission) => ({
    ...asked(submission),
    grounds: 'G',
    asker: 'learner',
    received: '2026-06-01T00:00:00.000Z',
    due: null,
    mayLower: true,
  }),
  'learners.export': (submission, into) => ({ submission, into: into() }),
  'learners.erase': (submission) => ({ ...asked(submission), reason: '' }),
  'standardisation.makeSet': (one) => ({
    ...command(),
    unit: unit.id,
    label: 'L',
    rule: { kind: 'practice' },
    scripts: [one],
  }),
  'standardisation.plantSeeds': (one) => ({
    ...command(),
    unit: unit.id,
    person: ann,
    along: [one],
    due: null,
    seed: 's',
  }),
};
/** What goes on to mark it, one after the other. */
const MARKING: readonly [Method, (submission: SubmissionId) => object][] = [
  ['drafts.save', (submission) => ({ submission, draft: aDraft(GOOD, { pleaseCheck: true }), revision: 0 })],
  ['drafts.discard', (submission) => ({ submission })],
  ['drafts.save', (submission) => ({ submission, draft: aDraft(GOOD, { pleaseCheck: true }), revision: 0 })],
  ['assessments.submit', (submission) => ({ ...asked(submission), revision: 1 })],
  ['assessments.change', (submission) => ({ submission, reason: 'A slip.' })],
  ['drafts.discard', (submission) => ({ submission })],
  ['assessments.recall', (submission) => asked(submission)],
  ['assessments.submit', (submission) => ({ ...asked(submission), revision: 1 })],
];
/** Of the unit, a batch, people, or artifacts by their hash: what they answer is not about a submission. */
const OF_NO_SUBMISSION: readonly Method[] = [
  'archives.list',
  'archives.open',
  'batches.close',
  'batches.find',
  'batches.open',
  'batches.verify',
  'bundles.import',
  'comments.save',
  'exchange.pack',
  'exchange.plan',
  'moderation.markersCompared',
  'moderation.saveChart',
  'moderation.setTolerance',
  'moderation.tryTolerance',
  'people.add',
  'people.appoint',
  'people.declareConflict',
  'people.invite',
  'sample.draw',
  'standardisation.decide',
  'standardisation.endSet',
  'standardisation.withdraw',
  'units.setAnonymity',
];

let ann = '' as PersonKey;

/** Every name that something has, and every time, looks alike. */
function normalised(value: unknown, one: SubmissionId): string {
  return JSON.stringify(value ?? null)
    .replaceAll(one, 'THIS')
    .replace(/\b([0-9a-f]{64}|[0-9a-f]{32})\b/g, 'ID')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, 'ID')
    .replace(/Learner \d+/g, 'LEARNER')
    .replace(/ft_\d+/g, 'FILE')
    .replace(/"(position|seq|place)":\d+/g, '"$1":N')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME');
}

/** What a list says of one submission: the innermost entries that name it. */
function entriesAbout(value: unknown, one: SubmissionId): unknown[] {
  if (Array.isArray(value))
    return value.flatMap((entry) => {
      if (!JSON.stringify(entry ?? null).includes(one)) return [];
      const inner = typeof entry === 'object' ? entriesAbout(entry, one) : [];
      return inner.length > 0 ? inner : [entry];
    });
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((entry) => entriesAbout(entry, one));
}

/** Where two answers part, in a few words of each. */
function differenceIn({ seed, work }: { readonly seed: string; readonly work: string }): object | null {
  let at = 0;
  while (at < seed.length && seed[at] === work[at]) at += 1;
  const around = (text: string) => text.slice(Math.max(0, at - 60), at + 60);
  return seed === work ? null : { seed: around(seed), work: around(work) };
}

const takesWork = (method: Method) => {
  const fields = Object.keys((contract[method].input as { shape?: object }).shape ?? {});
  return ['submission', 'submissions', 'unit', 'wanted', 'after', 'along', 'scripts'].some((one) =>
    fields.includes(one),
  );
};

/** Ann is at the desk of a real host; she was given a seed among ordinary work of the same kind. */
async function atTheDesk(sealed: boolean) {
  const scene = await anApproved(1);
  const [before, work, more, after] = [
    await scene.fresh(),
    await scene.fresh(),
    await scene.fresh(),
    await scene.fresh(),
  ];
  const due = '2027-01-01T00:00:00.000Z';
  const planted = must(await scene.plant('Ann', [before, work, more, after], { due, sealed }));
  expect(planted).toMatchObject({ seeds: 1, allocated: 5 });
  const [seed] = scene.seeds;
  if (!seed) throw new Error('there is a seed');
  ann = scene.keyOf('Ann');
  scene.as('Ann');
  await scene.workspace.close();
  const home = await aTempFolder();
  const host = await createHost({
    userDataDir: join(home, 'home'),
    resourcesDir: fileURLToPath(new URL('../../resources', import.meta.url)),
    sealer: { available: false, seal: async () => Buffer.from(''), unseal: async () => Buffer.from('') },
    onOpen: () => {},
  });
  onTestFinished(() => host.close());
  let tokens = 0;
  const grant = (path: string) => {
    const token = FileToken.parse(`ft_${String(++tokens).padStart(20, '0')}`);
    host.grant(token, path);
    return token;
  };
  const call = async (method: Method, input: object): Promise<unknown> => {
    const result = await perform(host.handlers, method, input, aCall());
    if (!result.ok && result.error.code === 'input.invalid')
      throw new Error(`${method}: ${JSON.stringify(result.error)}`);
    return result;
  };
  const location = grant(scene.folder);
  expect(await call('workspace.open', { location, passphrase: PASSPHRASE })).toMatchObject({ ok: true });
  const files = () => grant(join(home, `file-${tokens}.csv`));
  const compare = async (inputs: Inputs, phase: string) => {
    for (const [name, inputOf] of Object.entries(inputs)) {
      const method = name as Method;
      const told = { seed: '', work: '' };
      for (const [which, one] of [
        ['seed', seed],
        ['work', work],
      ] as const) {
        const answer = await call(method, inputOf(one, files));
        const isAboutOne = JSON.stringify(inputOf(one, files)).includes(one);
        told[which] = normalised(isAboutOne ? answer : entriesAbout(answer, one), one);
      }
      expect(differenceIn(told), `${method}, ${phase}`).toBeNull();
      if (method in READING && !method.startsWith('standardisation.'))
        expect(told.seed, method).not.toMatch(/seed|standard/i);
    }
  };
  return { ...scene, seed, work, call, compare };
}

describe('a marker', () => {
  it.each([
    ['openly', false],
    ['under seals', true],
  ])('who marks %s is told of a seed in no answer what is not told of a script', async (_, sealed) => {
    const { seed, work, call, compare } = await atTheDesk(sealed);
    await compare(READING, 'given');
    for (const [at, [method, inputOf]] of MARKING.entries()) {
      await compare({ [method]: inputOf }, `step ${at}`);
      await compare(READING, `after step ${at}, ${method}`);
    }
    const loads = (await call('allocations.workload', { unit: unit.id })) as { value: { markers: object[] } };
    const facets = (await call('queue.facets', { filter: {} })) as { value: { mine: object[] } };
    // Nothing counts the ordinary work alone.
    expect(JSON.stringify(facets.value.mine)).toContain('{"state":"not_started","count":3}');
    expect(JSON.stringify(loads.value)).toMatch(/"toDo":3/);
    await compare(CHANGING, 'asked for what changes it');
    expect(seed).not.toBe(work);
  });

  it('has no method that takes a submission or a unit and is not looked at here', () => {
    const known = new Set<string>([
      ...Object.keys(READING),
      ...Object.keys(CHANGING),
      ...MARKING.map(([method]) => method),
      ...OF_NO_SUBMISSION,
    ]);
    expect(METHODS.filter((method) => takesWork(method) && !known.has(method))).toEqual([]);
    expect(SEEDS.kind).toBe('seeds');
  });
});

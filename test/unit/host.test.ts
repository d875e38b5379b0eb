import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { contract, type Input, METHODS, type Method, type Output } from '../../src/api/contract.ts';
import { FileToken } from '../../src/api/shapes.ts';
import { CriterionId } from '../../src/domain/ids.ts';
import type { SamplingRule } from '../../src/domain/sampling/sampling-rule.ts';
import { createHost } from '../../src/host/create-host.ts';
import { perform } from '../../src/host/serve.ts';
import { aDraft, allMet, level } from '../builders/a-judgment.ts';
import { aNativeBundle } from '../builders/a-native-bundle.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aUnit } from '../builders/a-unit.ts';
import { aCall } from '../builders/a-workspace.ts';
import { aZip } from '../builders/a-zip.ts';

const unit = aUnit();
const good = allMet(unit);

/** Of whoever handed in, and nowhere inside the evidence. */
const NAME = 'Zebulon Quagmire';
const TELLING = /zebulon|quagmire|zq-9917/i;

describe('every method answers in the shape that the contract promises', { timeout: 60_000 }, () => {
  it('when it is known whose work it is', () => askEverything({ isAnonymous: false }));
  it('and tells nobody whose it is while the unit is marked anonymously', () =>
    askEverything({ isAnonymous: true }));
});

/**
 * Asks for everything there is, from import to release. Where the unit is anonymous, no answer between import and
 * confirmation may hold the learner's name, identifier, or what the learner called the files.
 */
async function askEverything({ isAnonymous }: { isAnonymous: boolean }): Promise<void> {
  let mustNotTell = false;
  const folder = await aTempFolder();
  const turned = async (bytes: Uint8Array) => Buffer.from(bytes).reverse();
  const host = await createHost({
    userDataDir: join(folder, 'home'),
    resourcesDir: fileURLToPath(new URL('../../resources', import.meta.url)),
    sealer: { available: true, seal: turned, unseal: turned },
    onOpen: () => {},
  });
  onTestFinished(() => host.close());
  let tokens = 0;
  const grant = (path: string) => {
    const token = FileToken.parse(`ft_${String(++tokens).padStart(20, '0')}`);
    host.grant(token, path);
    return token;
  };
  const asked = new Set<Method>();
  const call = async <M extends Method>(method: M, input: Input<M>): Promise<Output<M>> => {
    asked.add(method);
    const result = await perform(host.handlers, method, input, aCall());
    if (!result.ok) throw new Error(`${method}: ${JSON.stringify(result.error)}`);
    // What is not in the schema must not be in the answer either: it would travel unchecked.
    const parsed = contract[method].output.parse(result.value);
    expect(parsed, method).toEqual(result.value);
    if (mustNotTell) expect(JSON.stringify(result.value), method).not.toMatch(TELLING);
    return result.value as Output<M>;
  };
  const command = () => ({ command: randomUUID() });

  expect(await call('workspace.info', {})).toBeNull();
  await call('workspace.sealing', {});
  const info = await call('workspace.create', { name: 'W', provider: 'P', person: 'Root' });
  const about = { uri: unit.id, code: unit.code, name: unit.title };
  const bundle = await aNativeBundle(folder, {
    identifier: 'pf-ZQ-9917',
    title: `Portfolio of ${NAME}`,
    description: `Work of ${NAME}`,
    learner: { name: NAME, identifier: 'ZQ-9917' },
    unit: about,
    caseJson: { assay: 'unit', v: 1, unit },
    files: ['Site notes.txt', 'quagmire/Zebulon’s plan.txt'].map((name, index) => ({
      path: `evidence/Zebulon Quagmire/${name}`,
      source: Buffer.from(`Hazards found: ${index}.`),
      title: `${NAME}: ${name}`,
      about: [about],
      createdAt: null,
    })),
  });
  await call('bundles.inspect', { files: [grant(bundle), grant('/nowhere')] });
  const [imported] = await call('bundles.import', { files: [grant(bundle)] });
  const submission = imported?.submissions[0];
  if (!submission) throw new Error('nothing was imported');
  await call('units.setAnonymity', { ...command(), unit: unit.id, anonymous: true });
  if (isAnonymous) mustNotTell = true;
  else await call('units.setAnonymity', { ...command(), unit: unit.id, anonymous: false });
  await call('units.list', {});
  await call('units.get', { unit: unit.id });
  await call('queue.list', {
    filter: { text: 'zeb', flags: [] },
    sort: { by: 'progress', descending: true },
    offset: 0,
    limit: 10,
  });
  await call('queue.facets', { filter: { mine: ['not_started'] } });
  expect(await call('evidence.readAll', {})).toEqual(await call('evidence.reading', {}));
  await call('evidence.search', { submission, text: 'hazard' });
  const text = 'okafor hazard portfolio';
  const sort = { by: 'learner', descending: false } as const;
  await call('queue.grouped', { filter: { text }, sort, by: 'learner', collapsed: [], offset: 0, limit: 9 });
  await call('queue.hits', { submissions: [submission], text });
  await call('queue.totals', { filters: [{}, { text }] });

  const ann = await call('people.add', { ...command(), name: 'Ann', roles: ['assessor'], units: 'all' });
  const bob = await call('people.add', { ...command(), name: 'Bob', roles: ['assessor'], units: [unit.id] });
  const toSeal = { submissions: [submission], as: 'first' as const, sealed: true, due: null };
  await call('allocations.set', { ...command(), ...toSeal, person: ann.key });
  const [allocation] = (await call('submissions.get', { submission })).allocations;
  if (!allocation) throw new Error('it is allocated');
  await call('allocations.withdraw', { ...command(), allocation: allocation.record, reason: 'Ill.' });
  await call('allocations.workload', { unit: unit.id });
  const lots = { people: [bob.key], markers: 1 as const, sealed: false, move: true };
  const { proposed, seed } = await call('allocations.propose', { submissions: [submission], ...lots });
  const [lot] = proposed;
  if (!lot) throw new Error('somebody is there to mark it');
  const wanted = [{ ...lot, sealed: true, due: null }];
  await call('allocations.apply', { ...command(), wanted, seed, move: true });
  const table = grant(join(folder, 'table.csv'));
  await call('allocations.saveTable', { submissions: [submission], into: table });
  await call('allocations.readTable', { file: table });
  const [given] = (await call('submissions.get', { submission })).allocations;
  if (!given) throw new Error('it is allocated');
  await call('allocations.withdraw', { ...command(), allocation: given.record, reason: 'Ill, too.' });
  await call('seals.open', command());
  await call('assessments.confirmUnchanged', { ...command(), submissions: [submission] });
  const said = { submission, assessment: allocation.record, accepted: true, note: '' };
  await expect(call('assessments.countersign', { ...command(), ...said })).rejects.toThrow(
    'assessment.unknown',
  );
  const appointed = await call('people.appoint', {
    ...command(),
    person: bob.key,
    roles: ['moderator'],
    units: 'all',
  });
  const added = appointed.appointments.at(-1);
  if (added) await call('people.revoke', { ...command(), appointment: added.record, reason: 'R' });
  const declared = await call('people.declareConflict', {
    ...command(),
    person: bob.key,
    submission,
    reason: 'R',
  });
  for (const { record } of declared.conflicts)
    await call('people.withdrawConflict', { ...command(), conflict: record, reason: 'R' });
  await call('people.list', {});
  await call('people.actAs', { person: ann.key });
  const detail = await call('submissions.get', { submission });
  const artifact = detail.artifacts[0]?.hash;
  if (!artifact) throw new Error('there is no evidence');
  await call('artifacts.saveCopy', { artifact, to: grant(join(folder, 'copy.txt')) });
  const packed = join(folder, 'packed');
  mkdirSync(packed);
  writeFileSync(join(packed, 'work.zip'), aZip([{ name: 'src/main.py', content: 'print(1)' }]));
  const [taken] = await call('bundles.import', { files: [grant(packed)], unit: unit.id, learner: 'C. Diaz' });
  const [other] = taken?.submissions ?? [];
  if (!other) throw new Error(JSON.stringify(taken));
  const twice = { submission: other, duplicateOf: submission, reason: 'R' };
  await expect(call('submissions.setAside', { ...command(), ...twice })).rejects.toThrow('not_allowed');
  const again = { submission: other, reason: 'R' };
  await expect(call('submissions.resume', { ...command(), ...again })).rejects.toThrow('not_allowed');
  const [archive] = (await call('submissions.get', { submission: other })).artifacts;
  if (archive?.viewer !== 'archive') throw new Error('there is no archive');
  const [entry] = (await call('archives.list', { submission: other, artifact: archive.hash, entries: [] }))
    .entries;
  const member = await call('archives.open', {
    submission: other,
    artifact: archive.hash,
    entries: [entry?.entry ?? -1],
  });
  expect(member).toMatchObject({
    path: isAnonymous ? 'file-1.py' : 'src/main.py',
    viewer: 'code',
    sizeBytes: 8,
  });
  const [criterion] = detail.unit.criteria;
  if (!criterion) throw new Error('there is no criterion');
  const place = { unit: unit.id, criterion: criterion.id };
  const { comment } = await call('comments.save', { ...place, decision: null, text: 'Rate each risk.' });
  if (comment === null) throw new Error('the comment has no name');
  await call('comments.use', { comment });
  expect(await call('comments.list', place)).toMatchObject([{ text: 'Rate each risk.', uses: 1 }]);
  await call('comments.remove', { comment });
  await call('drafts.save', { submission, draft: aDraft({ c1: level('l1') }), revision: 0 });
  await call('submissions.changes', { submission });
  const across = { unit: unit.id, criterion: CriterionId.parse('c1') };
  await call('across.list', { ...across, filter: 'all', offset: 0, limit: 10 });
  await call('across.nextToJudge', { ...across, after: submission });
  await call('across.progress', { unit: unit.id });
  await call('across.ready', { unit: unit.id });
  await call('drafts.discard', { submission });
  await call('drafts.save', { submission, draft: aDraft(good), revision: 0 });
  await call('assessments.submit', { ...command(), submission, revision: 1 });
  await call('assessments.change', { submission, reason: 'A slip.' });
  await call('submissions.get', { submission });
  await call('drafts.discard', { submission });
  await call('assessments.recall', { ...command(), submission });
  const assessment = await call('assessments.submit', { ...command(), submission, revision: 1 });
  await call('people.actAs', { person: bob.key });
  await call('drafts.save', { submission, draft: aDraft({ ...good, c1: level('l1') }), revision: 0 });
  await call('assessments.submit', { ...command(), submission, revision: 1 });
  await call('submissions.get', { submission });

  await call('people.actAs', { person: info.me.key });
  await call('moderation.board', { include: 'all', offset: 0, limit: 10 });
  await call('moderation.compare', { submission });
  const rule = {
    maxLevelGap: 1,
    maxCriticalLevelGap: 0,
    maxNumericShare: 0.1,
    maxTotalGap: 3,
    value: 'mean' as const,
  };
  await call('moderation.statistics', { unit: unit.id });
  await call('moderation.rasch', { unit: unit.id });
  await call('moderation.markersCompared', { unit: unit.id, criterion: null, a: ann.key, b: bob.key });
  for (const format of ['svg', 'csv'] as const) {
    const into = grant(join(folder, `chart.${format}`));
    await call('moderation.saveChart', { unit: unit.id, chart: { kind: 'agreement' }, format, into });
  }
  await call('moderation.tryTolerance', { unit: unit.id, rule });
  await call('moderation.setTolerance', { ...command(), unit: unit.id, rule });
  const judgments = assessment.judgments.map(({ criterion, decision }) => ({
    criterion,
    decision,
    from: assessment.id,
    rationale: '',
  }));
  await call('agreements.draft', { submission });
  const choice = { kind: 'own' as const, decision: level('l1'), reason: 'Half a' };
  const between = { a: assessment.id, b: assessment.id };
  const halfMade = { between, choices: [{ criterion: judgments[0]?.criterion ?? '', choice }], note: 'N' };
  await call('agreements.saveDraft', { submission, draft: halfMade, revision: 0 });
  expect(await call('agreements.draft', { submission })).toMatchObject({ draft: halfMade, revision: 1 });
  await call('agreements.discardDraft', { submission });
  await call('moderation.agree', { ...command(), submission, judgments, note: 'N' });
  await call('moderation.compare', { submission });
  await call('standardisation.get', { unit: unit.id });
  await call('standardisation.mine', {});
  await call('standardisation.checkScripts', { unit: unit.id, submissions: [submission] });
  await expect(call('standardisation.feedback', { submission })).rejects.toThrow(
    'standardisation.no_feedback',
  );
  const noSet = { ...command(), unit: unit.id, label: 'L', rule: { kind: 'practice' as const } };
  const nowhere = 'ab'.repeat(32);
  await expect(call('standardisation.makeSet', { ...noSet, scripts: [nowhere] })).rejects.toThrow(
    'standardisation.script_unfit',
  );
  const noSuchSet = { ...command(), unit: unit.id, set: nowhere, reason: '' };
  await expect(call('standardisation.endSet', noSuchSet)).rejects.toThrow('standardisation.set_unknown');
  const noRecord = { ...command(), unit: unit.id, record: nowhere, reason: 'R' };
  await expect(call('standardisation.withdraw', noRecord)).rejects.toThrow('standardisation.refused');
  const aMarker = { ...command(), unit: unit.id, person: assessment.assessor.key };
  const suspend = { kind: 'suspend' as const };
  await expect(
    call('standardisation.decide', { ...aMarker, reason: 'R', decision: suspend }),
  ).rejects.toThrow('standardisation.refused');
  await expect(
    call('standardisation.plantSeeds', { ...aMarker, along: [], due: null, seed: 's' }),
  ).rejects.toThrow('standardisation.');
  await call('results.list', {});
  const tooEarly = await call('results.export', {
    ...command(),
    submissions: [submission],
    label: 'Too early',
    to: grant(folder),
  }).then(
    () => 'exported',
    (error: Error) => error.message,
  );
  expect(tooEarly).toContain('results.blocked');
  if (isAnonymous) expect(tooEarly).not.toMatch(TELLING);
  for (const { record } of (await call('ledger.timeline', { offset: 0, limit: 100 })).entries)
    await call('ledger.proof', { record });
  const { batch } = await call('batches.open', {
    ...command(),
    label: 'July',
    unit: unit.id,
    mode: 'verification',
  });
  await call('batches.close', { ...command(), batch, submissions: [submission] });
  const census: SamplingRule = { v: 1, strategies: [{ kind: 'census' }] };
  for (const from of [{ batch }, { unit: unit.id }])
    await call('sample.draw', { from, rule: census, seed: 's' });
  await call('batches.draw', { ...command(), batch, rule: census, reason: '' });
  await call('batches.verify', { ...command(), batch, submission, as: { kind: 'advice', note: 'N' } });
  const found = { finding: 'upheld' as const, decisions: [], note: '' };
  await expect(call('batches.find', { ...command(), batch, submission, ...found })).rejects.toThrow(
    'batch.not_allowed',
  );
  const accept = { decision: { kind: 'accept' as const }, reason: 'R' };
  await expect(call('batches.decide', { ...command(), batch, ...accept })).rejects.toThrow(
    'batch.not_allowed',
  );
  await call('batches.get', { batch });
  await call('batches.list', {});
  await call('outcomes.chain', { submission });
  const dossier = grant(join(folder, 'dossier.json'));
  await call('batches.dossier', { batch, into: dossier });
  if (isAnonymous) expect(readFileSync(join(folder, 'dossier.json'), 'utf8')).not.toMatch(TELLING);
  await call('results.list', {});
  for (const { record } of (await call('ledger.timeline', { offset: 0, limit: 100 })).entries)
    await call('ledger.proof', { record });
  mustNotTell = false;
  const alone = await call('outcomes.confirm', { ...command(), submissions: [submission] });
  expect(alone).toMatchObject({ confirmed: 0, refused: [{ submission }] });
  await call('batches.confirm', { ...command(), batch });
  await expect(call('moderation.refer', { ...command(), submission, note: 'N' })).rejects.toThrow(
    'moderation.not_allowed',
  );
  await call('batches.get', { batch });
  expect((await call('submissions.get', { submission })).learner.name).toBe(NAME);
  mkdirSync(join(folder, 'out'));
  const exported = await call('results.export', {
    ...command(),
    submissions: [submission],
    label: 'July',
    to: grant(join(folder, 'out')),
    batch,
  });
  expect((await call('batches.get', { batch })).batch.state).toBe('exported');
  const { appeal } = await call('appeals.lodge', {
    ...command(),
    submission,
    asker: 'learner',
    grounds: 'G',
    received: '2026-06-01T00:00:00.000Z',
    due: null,
    mayLower: false,
  });
  await call('appeals.list', {});
  await call('appeals.get', { appeal });
  // Whoever confirmed it does not deal with the appeal.
  const holds = { totals: true, evidence: true, rubric: true };
  await expect(call('appeals.check', { ...command(), appeal, holds, note: '' })).rejects.toThrow(
    'not_allowed',
  );
  const process = { process: 'review' as const, remarkers: [], due: null, reason: '' };
  await expect(call('appeals.choose', { ...command(), appeal, ...process })).rejects.toThrow('wrong_state');
  const uphold = { result: 'upheld' as const, judgments: [], reason: 'R' };
  await expect(call('appeals.decide', { ...command(), appeal, ...uphold })).rejects.toThrow('wrong_state');
  await expect(call('appeals.close', { ...command(), appeal })).rejects.toThrow('wrong_state');
  await call('appeals.withdraw', { ...command(), appeal, reason: 'R' });
  await call('batches.reopen', { ...command(), batch, reason: 'R' });
  await call('results.batches', {});
  await call('results.batch', { batch: exported.batch.batch });
  await call('results.list', {});
  const verdicts = await call('verify.files', {
    files: [grant(exported.folder), grant(exported.zip), grant(bundle)],
  });
  expect(verdicts.map((verdict) => verdict.ok)).toEqual([true, true, false]);

  const { entries } = await call('ledger.timeline', { offset: 0, limit: 100 });
  for (const entry of entries) await call('ledger.proof', { record: entry.record });
  const backup = await call('backup.make', {});
  expect(await call('backup.list', {})).toEqual({ backups: [backup], failed: null });
  expect(await call('backup.restore', { id: backup.id })).toMatchObject({ id: info.id });
  const everything = join(folder, 'all.assay');
  await call('exchange.pack', { kind: 'backup', to: null, encrypt: false, into: grant(everything) });
  const restored = { file: grant(everything), location: grant(join(folder, 'restored')) };
  expect(await call('backup.restorePackage', restored)).toMatchObject({
    workspace: { id: info.id },
    notes: [],
  });
  expect((await call('ledger.verify', {})).ok).toBe(true);
  expect((await call('ledger.rebuild', {})).identical).toBe(true);
  await call('exchange.plan', { kind: 'workspace', to: null });
  const whole = grant(join(folder, 'whole.assay'));
  await call('exchange.pack', { kind: 'workspace', to: null, encrypt: false, into: whole });
  const looked = await call('exchange.inspect', { files: [whole, grant(bundle)] });
  expect(looked).toMatchObject([{ kind: 'workspace', newRecords: 0, adds: [] }, { notPackage: true }]);
  expect(await call('exchange.merge', { files: [whole] })).toMatchObject([{ status: 'nothing_new' }]);
  expect(await call('resolve.list', {})).toEqual([]);
  const decision = { ...command(), id: 'fork:nowhere', choice: 'both', reason: '' };
  asked.add('resolve.decide');
  expect(await perform(host.handlers, 'resolve.decide', decision, aCall())).toMatchObject({ ok: false });
  await call('settings.set', { key: 'theme', value: 'dark' });
  expect(await call('settings.get', {})).toEqual({ theme: 'dark' });
  await call('workspace.close', {});
  const [recent] = await call('workspace.recent', {});
  await call('workspace.open', { recent: recent?.id ?? '' });
  await call('workspace.info', {});

  await call('learners.export', { submission, into: grant(folder) });
  await call('learners.erase', { ...command(), submission, reason: 'on request' });
  expect((await call('ledger.verify', {})).ok).toBe(true);

  const invitation = await call('people.invite', {
    name: 'Mo',
    roles: ['moderator'],
    units: 'all',
    into: grant(folder),
  });
  const joined = await call('workspace.join', {
    invitation: grant(join(folder, invitation.name)),
    into: grant(folder),
    name: 'Mo',
  });
  const copies = await call('workspace.recent', {});
  expect(new Set(copies.map((one) => one.id)).size).toBe(copies.length);
  await call('workspace.open', { recent: recent?.id ?? '' });
  const acceptance = grant(join(folder, joined.acceptance.name));
  const mo = await call('people.admit', { ...command(), file: acceptance, words: joined.words });
  expect(mo).toMatchObject({ name: 'Mo', roles: ['moderator'] });

  // The demo takes longer to build than a unit test should; it has tests of its own.
  expect(METHODS.filter((method) => !asked.has(method))).toEqual(['workspace.demo']);
}

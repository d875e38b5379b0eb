import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { contract, type Input, METHODS, type Method, type Output } from '../../src/api/contract.ts';
import { FileToken } from '../../src/api/shapes.ts';
import { createHost } from '../../src/host/create-host.ts';
import { perform } from '../../src/host/serve.ts';
import { aDraft, allMet, level } from '../builders/a-judgment.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aUnit } from '../builders/a-unit.ts';
import { aBundle, aCall } from '../builders/a-workspace.ts';
import { aZip } from '../builders/a-zip.ts';

const unit = aUnit();
const good = allMet(unit);

it('every method answers in the shape that the contract promises', async () => {
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
    if (!result.ok) throw new Error(`${method}: ${result.error.code} ${result.error.message}`);
    // What is not in the schema must not be in the answer either: it would travel unchecked.
    const parsed = contract[method].output.parse(result.value);
    expect(parsed, method).toEqual(result.value);
    return result.value as Output<M>;
  };
  const command = () => ({ command: randomUUID() });

  expect(await call('workspace.info', {})).toBeNull();
  await call('workspace.sealing', {});
  const info = await call('workspace.create', { name: 'W', provider: 'P', person: 'Root' });
  const bundle = await aBundle(folder, { unit });
  await call('bundles.inspect', { files: [grant(bundle), grant('/nowhere')] });
  const [imported] = await call('bundles.import', { files: [grant(bundle)] });
  const submission = imported?.submissions[0];
  if (!submission) throw new Error('nothing was imported');
  await call('units.list', {});
  await call('units.get', { unit: unit.id });
  await call('queue.list', {
    filter: { text: 'oka', flags: [] },
    sort: { by: 'progress', descending: true },
    offset: 0,
    limit: 10,
  });
  await call('units.setAnonymity', { ...command(), unit: unit.id, anonymous: true });
  await call('submissions.get', { submission });
  await call('units.setAnonymity', { ...command(), unit: unit.id, anonymous: false });
  await call('queue.facets', { filter: { mine: ['not_started'] } });

  const ann = await call('people.add', { ...command(), name: 'Ann', roles: ['assessor'], units: 'all' });
  const bob = await call('people.add', { ...command(), name: 'Bob', roles: ['assessor'], units: [unit.id] });
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
  const [archive] = (await call('submissions.get', { submission: other })).artifacts;
  if (archive?.viewer !== 'archive') throw new Error('there is no archive');
  const [entry] = (await call('archives.list', { artifact: archive.hash })).entries;
  const member = await call('archives.open', { artifact: archive.hash, entry: entry?.entry ?? -1 });
  expect(member).toMatchObject({ path: 'src/main.py', viewer: 'code', sizeBytes: 8 });
  await call('drafts.save', { submission, draft: aDraft({ c1: level('l1') }), revision: 0 });
  await call('drafts.discard', { submission });
  await call('drafts.save', { submission, draft: aDraft(good), revision: 0 });
  await call('assessments.submit', { ...command(), submission, revision: 1 });
  await call('assessments.recall', { ...command(), submission });
  const assessment = await call('assessments.submit', { ...command(), submission, revision: 1 });
  await call('people.actAs', { person: bob.key });
  await call('drafts.save', { submission, draft: aDraft({ ...good, c1: level('l1') }), revision: 0 });
  await call('assessments.submit', { ...command(), submission, revision: 1 });
  await call('submissions.get', { submission });

  await call('people.actAs', { person: info.me.key });
  await call('moderation.board', { include: 'all' });
  await call('moderation.compare', { submission });
  const rule = {
    maxLevelGap: 1,
    maxCriticalLevelGap: 0,
    maxNumericShare: 0.1,
    maxTotalGap: 3,
    value: 'mean' as const,
  };
  await call('moderation.tryTolerance', { unit: unit.id, rule });
  await call('moderation.setTolerance', { ...command(), unit: unit.id, rule });
  const judgments = assessment.judgments.map(({ criterion, decision }) => ({
    criterion,
    decision,
    from: assessment.id,
    rationale: '',
  }));
  await call('moderation.agree', { ...command(), submission, judgments, note: 'N' });
  await call('moderation.compare', { submission });
  await call('results.list', {});
  await call('outcomes.confirm', { ...command(), submissions: [submission] });
  mkdirSync(join(folder, 'out'));
  const exported = await call('results.export', {
    ...command(),
    submissions: [submission],
    label: 'July',
    to: grant(join(folder, 'out')),
  });
  await call('results.batches', {});
  await call('results.batch', { batch: exported.batch.batch });
  await call('results.list', {});
  const verdicts = await call('verify.files', {
    files: [grant(exported.folder), grant(exported.zip), grant(bundle)],
  });
  expect(verdicts.map((verdict) => verdict.ok)).toEqual([true, true, false]);

  const { entries } = await call('ledger.timeline', { offset: 0, limit: 100 });
  for (const entry of entries) await call('ledger.proof', { record: entry.record });
  expect((await call('ledger.verify', {})).ok).toBe(true);
  expect((await call('ledger.rebuild', {})).identical).toBe(true);
  await call('settings.set', { key: 'theme', value: 'dark' });
  expect(await call('settings.get', {})).toEqual({ theme: 'dark' });
  await call('workspace.close', {});
  const [recent] = await call('workspace.recent', {});
  await call('workspace.open', { recent: recent?.id ?? '' });
  await call('workspace.info', {});

  // The demo takes longer to build than a unit test should; it has tests of its own.
  expect(METHODS.filter((method) => !asked.has(method))).toEqual(['workspace.demo']);
});

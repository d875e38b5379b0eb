import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLedger } from '../../src/app/check-ledger.ts';
import { type PackOptions, packPackage } from '../../src/app/pack.ts';
import { previewPackages } from '../../src/app/preview-packages.ts';
import { takeInPackages } from '../../src/app/take-in.ts';
import type { Workspace } from '../../src/app/workspace.ts';
import type { PersonKey, SubmissionId } from '../../src/domain/ids.ts';
import { allMet } from '../builders/a-judgment.ts';
import { anEvidence, aPackage } from '../builders/a-package.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aUnit } from '../builders/a-unit.ts';
import { aCall, anAssessment, aSubmission, aWorkspace, must } from '../builders/a-workspace.ts';
import { aCopyOf } from '../builders/another-desk.ts';

const EVERYTHING_MET = allMet(aUnit());

/** Root’s workspace, and Ann’s and Bob’s copies from before there was any work. */
async function threeDesks() {
  const test = await aWorkspace({ people: { Ann: ['assessor'], Bob: ['assessor'] } });
  const ann = await aCopyOf(test, 'Ann');
  const bob = await aCopyOf(test, 'Bob');
  const root = test.workspace;
  const submission = await aSubmission(root);
  for (const name of ['Ann', 'Bob']) await allocate(root, submission, test.keyOf(name));
  return { ...test, root, ann, bob, submission, folder: await aTempFolder() };
}

async function allocate(workspace: Workspace, submission: SubmissionId, person: PersonKey) {
  const body = { submission, person, as: 'first', sealed: false, due: null } as const;
  must(await workspace.state([{ type: 'submission.allocated', body }]));
}

async function pack(
  workspace: Workspace,
  into: string,
  wanted: Partial<PackOptions> & Pick<PackOptions, 'kind'>,
): Promise<string> {
  const made = must(await packPackage(workspace, { to: null, encrypt: false, into, ...wanted }, aCall()));
  return join(into, made.name);
}

const takeIn = async (workspace: Workspace, ...paths: string[]) =>
  must(await takeInPackages(workspace, paths, aCall()));
const preview = async (workspace: Workspace | null, ...paths: string[]) =>
  must(await previewPackages(workspace, paths, aCall()));

/** All that a merge could leave traces in. */
async function traces(workspace: Workspace) {
  const files = await readdir(workspace.directory, { recursive: true });
  return {
    records: workspace.store.records.count(),
    privates: [...workspace.store.privates.all()].length,
    views: workspace.store.views.digest(),
    files: files
      .filter((name) => !name.startsWith('workspace.sqlite') && !/^vault(\/.{2}|\/.staging)?$/.test(name))
      .sort(),
  };
}

describe('a package that is taken in', () => {
  it('brings what it said it would, and nothing the second time', async () => {
    const { root, ann, submission, folder, keyOf } = await threeDesks();
    const path = await pack(root, folder, { kind: 'assignment', to: keyOf('Ann'), encrypt: true });
    const before = await traces(ann);
    const [seen] = await preview(ann, path);
    expect(await traces(ann)).toEqual(before);
    expect(seen).toMatchObject({
      kind: 'assignment',
      encrypted: true,
      workspace: { isOpen: true, name: 'W' },
      from: { name: 'Root', isKnown: true },
      to: { name: 'Ann', isMe: true },
      adds: [{ what: '1 submission' }, { what: '1 allocation' }, { what: '1 unit version' }],
      addsNot: [],
      newRecords: 3,
      newEvidenceBytes: 3216,
      problems: [],
    });
    const [taken] = await takeIn(ann, path);
    expect(taken).toMatchObject({ status: 'taken_in', addedRecords: 3, knownRecords: 4, problems: [] });
    expect(taken?.added.map((one) => one.what)).toEqual([
      '1 submission',
      '1 allocation',
      '1 unit version',
      '2 files of evidence',
    ]);
    const view = ann.store.views.submission(submission);
    expect(ann.store.privates.details(view?.received.body.details ?? '')?.learner.name).toBe('B. Okafor');
    for (const { hash } of view?.received.body.artifacts ?? []) expect(ann.vault.has(hash)).toBe(true);
    const after = await traces(ann);
    expect(await takeIn(ann, path)).toMatchObject([{ status: 'nothing_new', addedRecords: 0 }]);
    expect(await traces(ann)).toEqual(after);
  });

  it('carries judgments back', async () => {
    const { root, ann, submission, folder, keyOf } = await threeDesks();
    await takeIn(ann, await pack(root, folder, { kind: 'assignment', to: keyOf('Ann') }));
    await anAssessment(ann, submission, EVERYTHING_MET);
    const [taken] = await takeIn(root, await pack(ann, folder, { kind: 'judgments', to: keyOf('Root') }));
    expect(taken?.added).toEqual([{ what: '1 assessment', n: 1 }]);
    expect(root.store.views.submission(submission)?.assessments).toHaveLength(1);
  });

  it('comes to the same whatever the order and however often', async () => {
    const { root, ann, bob, submission, folder, keyOf } = await threeDesks();
    const assigned = [
      await pack(root, folder, { kind: 'assignment', to: keyOf('Ann') }),
      await pack(root, folder, { kind: 'assignment', to: keyOf('Bob') }),
    ];
    await takeIn(ann, assigned[0] ?? '');
    await takeIn(bob, assigned[1] ?? '');
    await anAssessment(ann, submission, EVERYTHING_MET);
    await aSubmission(bob, { learner: 'M. Haddad' });
    await anAssessment(bob, submission, EVERYTHING_MET);
    const packages = [
      ...assigned,
      await pack(ann, folder, { kind: 'judgments' }),
      await pack(bob, folder, { kind: 'judgments' }),
      await pack(root, folder, { kind: 'workspace' }),
    ];
    const test = await aWorkspace();
    const outcomes = new Set<string>();
    // A stranger’s copy that holds the workspace and nothing else, begun anew for each order.
    const order = fc.shuffledSubarray([...packages, ...packages], { minLength: packages.length * 2 });
    for (const paths of fc.sample(order, { numRuns: 4, seed: 3 })) {
      const copy = await aCopyOf(test, 'Root');
      copy.store.local.set('workspace', root.id);
      const stranger: Workspace = { ...copy, id: root.id };
      await takeIn(stranger, ...paths);
      const { files } = await traces(copy);
      copy.store.views.rebuild(() => {});
      outcomes.add(JSON.stringify([copy.store.views.digest(), files]));
    }
    expect(outcomes.size).toBe(1);
  });
});

describe('a package that is refused', () => {
  it('leaves no trace when any byte of its evidence, its records or its names was changed', async () => {
    const { root, ann, folder, keyOf } = await threeDesks();
    const path = await pack(root, folder, { kind: 'assignment', to: keyOf('Ann') });
    const bytes = await readFile(path);
    const before = await traces(ann);
    const damaged = join(folder, 'damaged.assay');
    for (const what of ['saw hazard 2', '"type":"submission.received"', 'Okafor"']) {
      const at = bytes.indexOf(what);
      // Text among evidence is deflated, so it is met by its name alone.
      const place = at < 0 ? bytes.indexOf('evidence/') + 90 : at;
      const copy = Buffer.from(bytes);
      copy[place] = (copy[place] ?? 0) ^ 1;
      await writeFile(damaged, copy);
      const [taken] = await takeIn(ann, damaged);
      expect(taken).toMatchObject({ status: 'refused', problems: [{ code: 'package.damaged' }] });
      expect(await traces(ann)).toEqual(before);
    }
  });

  it('keeps no other from being taken in', async () => {
    const { root, ann, folder, keyOf } = await threeDesks();
    const good = await pack(root, folder, { kind: 'assignment', to: keyOf('Ann') });
    const text = join(folder, 'text.assay');
    await writeFile(text, 'no package');
    const other = await aPackage(await aTempFolder());
    const forBob = await pack(root, folder, { kind: 'assignment', to: keyOf('Bob'), encrypt: true });
    const { workspace: elsewhere } = await aWorkspace();
    const taken = await takeIn(ann, text, other, join(folder, 'missing'), good);
    expect(taken.map((one) => [one.file, one.status, one.problems[0]?.code])).toEqual([
      ['text.assay', 'refused', 'package.not_package'],
      ['test.assay', 'refused', 'package.other_workspace'],
      ['missing', 'refused', 'package.unreadable'],
      [basename(good), 'taken_in', undefined],
    ]);
    expect(await takeIn(elsewhere, forBob)).toMatchObject([
      { status: 'refused', problems: [{ code: 'package.for_somebody_else' }] },
    ]);
    const seen = await preview(elsewhere, text, forBob, good);
    expect(seen).toMatchObject([
      { notPackage: true },
      { notPackage: true, problem: { code: 'package.for_somebody_else' } },
      { workspace: { isOpen: false, name: 'W' }, from: { name: 'Root', isKnown: false } },
    ]);
    expect(await preview(null, good)).toMatchObject([
      { kind: 'assignment', to: { name: 'Ann', isMe: false } },
    ]);
  });

  it('and was cancelled leaves no evidence behind', async () => {
    const { root, ann, folder, keyOf } = await threeDesks();
    const path = await pack(root, folder, { kind: 'assignment', to: keyOf('Ann') });
    const before = await traces(ann);
    for (const phase of ['Looking through', 'Taking in evidence', 'Taking in records']) {
      const stop = new AbortController();
      const call = aCall({
        signal: stop.signal,
        progress: (told) => {
          if (told.phase === phase) stop.abort();
        },
      });
      const taken = must(await takeInPackages(ann, [path, path], call));
      expect(taken.map((one) => one.problems[0]?.code)).toEqual(['call.cancelled', 'call.cancelled']);
      expect(await traces(ann)).toEqual(before);
    }
    expect(await takeIn(ann, path)).toMatchObject([{ status: 'taken_in' }]);
  });
});

describe('evidence in a package', () => {
  it('is taken in only where a submission in the package names it', async () => {
    const { root, ann, folder } = await threeDesks();
    const wanted = { records: [], workspace: { id: root.id, name: 'W' }, evidence: [anEvidence('planted')] };
    const path = await aPackage(folder, { ...wanted, privates: [] });
    const before = await traces(ann);
    const [seen] = await preview(ann, path);
    expect(seen).toMatchObject({ newEvidenceBytes: 0, addsNot: [expect.stringMatching(/^1 file that no/)] });
    expect(await takeIn(ann, path)).toMatchObject([{ status: 'nothing_new' }]);
    expect(await traces(ann)).toEqual(before);
  });

  it.each(['changed', 'cut short'])(
    'that is %s where it is packed stays out, both sides are told, and a later package brings it',
    async (how) => {
      const { root, ann, submission, folder } = await threeDesks();
      const [artifact] = root.store.views.submission(submission)?.received.body.artifacts ?? [];
      if (!artifact) throw new Error('there is one');
      const path = root.vault.pathOf(artifact.hash);
      const bytes = await readFile(path);
      if (how === 'changed') await writeFile(path, Buffer.concat([bytes.subarray(1), bytes.subarray(0, 1)]));
      else await truncate(path, 10);
      const into = join(folder, 'without.assay');
      const wanted = { kind: 'workspace', to: null, encrypt: false, into } as const;
      const made = must(await packPackage(root, wanted, aCall()));
      const name = `${artifact.hash.slice(0, 12)}…`;
      expect(made.leftOut).toEqual([expect.stringContaining(name)]);
      const [seen] = await preview(ann, into);
      expect(seen).toMatchObject({ addsNot: [expect.stringContaining(name)], problems: [] });
      const [taken] = await takeIn(ann, into);
      expect(taken).toMatchObject({ status: 'taken_in', notes: [expect.stringContaining(name)] });
      expect(ann.vault.has(artifact.hash)).toBe(false);
      expect(ann.store.records.count()).toBe(root.store.records.count());
      expect(must(await checkLedger(ann, aCall())).ok).toBe(false);
      await writeFile(path, bytes);
      const whole = join(folder, 'whole.assay');
      expect(must(await packPackage(root, { ...wanted, into: whole }, aCall())).leftOut).toEqual([]);
      expect(await takeIn(ann, whole)).toMatchObject([{ status: 'taken_in', addedRecords: 0, notes: [] }]);
      expect(await readFile(ann.vault.pathOf(artifact.hash))).toEqual(bytes);
      expect(must(await checkLedger(ann, aCall())).ok).toBe(true);
      // What was missing then is here by now.
      expect(await takeIn(ann, into)).toMatchObject([{ status: 'nothing_new', notes: [] }]);
    },
  );

  it('does not come back, nor does the name, once the learner was erased', async () => {
    const { root, ann, submission, folder, keyOf } = await threeDesks();
    const path = await pack(root, folder, { kind: 'assignment', to: keyOf('Ann') });
    const learner = root.store.views.submission(submission)?.received.body.learner;
    if (!learner) throw new Error('the submission is there');
    must(
      await ann.state([{ type: 'learner.erased', body: { learner, reason: 'asked' } }], {
        by: keyOf('Root'),
      }),
    );
    const [taken] = await takeIn(ann, path);
    expect(taken).toMatchObject({ status: 'taken_in', addedRecords: 3 });
    const view = ann.store.views.submission(submission);
    expect(ann.store.privates.details(view?.received.body.details ?? '')).toBeNull();
    for (const { hash } of view?.received.body.artifacts ?? []) expect(ann.vault.has(hash)).toBe(false);
  });
});

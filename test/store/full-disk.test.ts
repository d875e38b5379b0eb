import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { saveDraft, submitAssessment } from '../../src/app/assess.ts';
import { listBackups, makeBackup } from '../../src/app/backups.ts';
import { checkLedger } from '../../src/app/check-ledger.ts';
import { importBundles } from '../../src/app/import-bundles.ts';
import { openSubmission } from '../../src/app/open-submission.ts';
import { packPackage } from '../../src/app/pack.ts';
import { takeInPackages } from '../../src/app/take-in.ts';
import { openWorkspace } from '../../src/app/workspace.ts';
import type { Draft } from '../../src/domain/judgment.ts';
import { aDraft, allMet } from '../builders/a-judgment.ts';
import { aSmallDisk, canMount } from '../builders/a-small-disk.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aUnit } from '../builders/a-unit.ts';
import {
  aBundle,
  aCall,
  aClock,
  aSubmission,
  aWorkspace,
  codeOf,
  must,
  SEALING,
} from '../builders/a-workspace.ts';

const good = allMet(aUnit());
const long = (text: string): Draft => aDraft(good, { feedback: text.repeat(40_000) });

describe.skipIf(!canMount)('on a full disk (skipped where tests cannot mount)', () => {
  const aFullDisk = async () => {
    const disk = aSmallDisk(2048);
    const { workspace, folder } = await aWorkspace({ folder: join(disk.at, 'w') });
    const submission = await aSubmission(workspace);
    return { disk, workspace, folder, submission };
  };

  it('a draft is refused in words, the last one saved is kept, and saving works again once there is room', async () => {
    const { disk, workspace, submission } = await aFullDisk();
    const first = must(saveDraft(workspace, submission, aDraft(good), 0));
    disk.fill();
    // The log may hold a save or two before it must grow.
    let { revision } = first;
    let refusal = 'ok';
    for (let saves = 0; refusal === 'ok' && saves < 40; saves += 1) {
      const saved = saveDraft(workspace, submission, long(String(saves % 10)), revision);
      if (saved.ok) revision = saved.value.revision;
      else refusal = saved.error.code;
    }
    expect(refusal).toBe('database.disk_full');
    expect(must(openSubmission(workspace, submission)).draft?.revision).toBe(revision);
    disk.free();
    expect(must(saveDraft(workspace, submission, long('z'), revision)).revision).toBe(revision + 1);
  });

  it('an assessment is refused whole: its draft stays, and the same command works once there is room', async () => {
    const { disk, workspace, submission } = await aFullDisk();
    const { revision } = must(saveDraft(workspace, submission, long('x'), 0));
    const before = workspace.store.views.digest();
    disk.fill();
    const command = randomUUID();
    expect(codeOf(await submitAssessment(workspace, command, submission, revision))).toBe(
      'database.disk_full',
    );
    expect(must(openSubmission(workspace, submission)).draft?.revision).toBe(revision);
    expect(workspace.store.views.digest()).toBe(before);
    disk.free();
    expect(codeOf(await submitAssessment(workspace, command, submission, revision))).toBe('ok');
    expect(must(await checkLedger(workspace, aCall()))).toMatchObject({ ok: true });
  });

  it('a backup is refused in words and leaves nothing, work goes on, and it is made once there is room', async () => {
    const { disk, workspace, folder, submission } = await aFullDisk();
    disk.fill(300);
    expect(codeOf(await makeBackup(workspace, aCall()))).toBe('disk.full');
    expect(await listBackups(folder)).toMatchObject({
      backups: [],
      failed: expect.stringContaining('too little room'),
    });
    expect(codeOf(saveDraft(workspace, submission, aDraft(good), 0))).toBe('ok');
    const { checks } = must(await checkLedger(workspace, aCall()));
    expect(checks.at(-1)).toMatchObject({ name: 'backups', status: 'not_checked' });
    disk.free();
    const { id } = must(await makeBackup(workspace, aCall()));
    expect(await listBackups(folder)).toMatchObject({ backups: [{ id }], failed: null });
  });

  it('an import is refused in words and leaves nothing, and works once there is room', async () => {
    const { disk, workspace, folder } = await aFullDisk();
    const bundle = await aBundle(await aTempFolder(), { learner: 'C. Ek', files: 3, bytesEach: 100_000 });
    disk.fill(150);
    const before = readdirSync(join(folder, 'vault'), { recursive: true }).sort();
    const [outcome] = must(await importBundles(workspace, [bundle], {}, aCall()));
    expect(outcome).toMatchObject({ status: 'refused', problems: [{ code: 'disk.full' }] });
    expect(readdirSync(join(folder, 'vault'), { recursive: true }).sort()).toEqual(before);
    disk.free();
    const [again] = must(await importBundles(workspace, [bundle], {}, aCall()));
    expect(again?.status).toBe('imported');
    expect(must(await checkLedger(workspace, aCall()))).toMatchObject({ ok: true });
  });

  it('a merge is refused in words, what was there stays whole, and the same package is taken in once there is room', async () => {
    const elsewhere = await aWorkspace();
    await aSubmission(elsewhere.workspace);
    const disk = aSmallDisk(2048);
    const folder = join(disk.at, 'w');
    await elsewhere.workspace.close();
    await cp(elsewhere.folder, folder, { recursive: true });
    const root = await elsewhere.reopen();
    const workspace = must(await openWorkspace(folder, SEALING, aClock()));
    onTestFinished(() => workspace.close().catch(() => {}));
    const bundles = await aTempFolder();
    const bundle = await aBundle(bundles, { learner: 'C. Ek', files: 3, bytesEach: 100_000 });
    must(await importBundles(root, [bundle], {}, aCall()));
    const into = join(bundles, 'all.assay');
    must(await packPackage(root, { kind: 'workspace', to: null, encrypt: false, into }, aCall()));
    const before = { digest: workspace.store.views.digest(), records: workspace.store.records.count() };
    for (const leaveKib of [0, 150]) {
      disk.fill(leaveKib);
      const [taken] = must(await takeInPackages(workspace, [into], aCall()));
      expect(taken).toMatchObject({ status: 'refused' });
      expect(taken?.problems[0]?.code).toMatch(/^(disk\.full|database\.disk_full)$/);
      expect(workspace.store.views.digest()).toBe(before.digest);
      expect(workspace.store.records.count()).toBe(before.records);
      expect(must(await checkLedger(workspace, aCall())).checks.filter((check) => !check.ok)).toEqual([]);
      disk.free();
    }
    const [again] = must(await takeInPackages(workspace, [into], aCall()));
    expect(again?.status).toBe('taken_in');
    expect(workspace.store.views.digest()).toBe(root.store.views.digest());
  });
});

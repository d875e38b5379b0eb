import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { saveDraft } from '../../src/app/assess.ts';
import { backupState, listBackups, makeBackup } from '../../src/app/backups.ts';
import { checkLedger } from '../../src/app/check-ledger.ts';
import { exportLearner } from '../../src/app/export-learner.ts';
import { importBundles } from '../../src/app/import-bundles.ts';
import { indexEvidence } from '../../src/app/index-evidence.ts';
import { eraseLearner } from '../../src/app/learners.ts';
import { openSubmission } from '../../src/app/open-submission.ts';
import { packPackage } from '../../src/app/pack.ts';
import { restoreBackup } from '../../src/app/restore.ts';
import { restorePackage } from '../../src/app/restore-package.ts';
import { queueHits } from '../../src/app/search.ts';
import { setAnonymity } from '../../src/app/set-anonymity.ts';
import { takeInPackages } from '../../src/app/take-in.ts';
import { openWorkspace, type Workspace } from '../../src/app/workspace.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import { textExtractor } from '../../src/evidence/text/text-extractor.ts';
import { somebodyJoins } from '../builders/a-joining.ts';
import { aDraft, allMet } from '../builders/a-judgment.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aUnit } from '../builders/a-unit.ts';
import {
  aBundle,
  aCall,
  aClock,
  anAssessment,
  aSubmission,
  aWorkspace,
  codeOf,
  must,
  SEALING,
} from '../builders/a-workspace.ts';

const unit = aUnit();
const good = allMet(unit);
const NAME = 'Quagmire Zebulon';
const NEVER = /quagmire|zebulon/i;

const erase = (workspace: Workspace, submission: SubmissionId, reason = 'asked by letter') =>
  eraseLearner(workspace, randomUUID(), submission, reason, aCall());

async function readAllEvidence(workspace: Workspace): Promise<void> {
  const extractor = textExtractor();
  const options = { signal: new AbortController().signal, pause: async () => {} };
  await indexEvidence(workspace, extractor, options);
  await extractor.rest();
}

/** Every file in a folder and its folders, as text byte for byte. */
async function bytesUnder(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  const texts = await Promise.all(
    files.map(async (path) => `${path}\n${(await readFile(path)).toString('latin1')}`),
  );
  return texts.join('\n');
}

/** All records, names and evidence of one copy, in a package that another takes in. */
async function sendAll(from: Workspace, to: Workspace): Promise<void> {
  const into = join(await aTempFolder(), 'all.assay');
  must(await packPackage(from, { kind: 'workspace', to: null, encrypt: false, into }, aCall()));
  const [taken] = must(await takeInPackages(to, [into], aCall()));
  if (taken?.status === 'refused') throw new Error(JSON.stringify(taken.problems));
}

describe('erasing a learner', () => {
  it('leaves no name, identifier, file name, word of evidence or draft in any file of the workspace', async () => {
    const { workspace, folder, as } = await aWorkspace({ people: { Ann: ['assessor'], Bob: ['assessor'] } });
    const submission = await aSubmission(workspace, { learner: NAME });
    const other = await aSubmission(workspace, { learner: 'C. Diaz' });
    await readAllEvidence(workspace);
    must(saveDraft(as('Ann'), submission, aDraft(good, { feedback: `Well done, ${NAME}!` }), 0));
    expect(queueHits(workspace, [submission], 'quagmire')[0]?.evidence).not.toBeNull();
    expect(await bytesUnder(folder)).toMatch(NEVER);
    as('Root');
    expect(must(await erase(workspace, submission))).toEqual({
      submissions: 1,
      artifacts: 2,
      backups: { removed: 0, left: 0 },
    });
    expect(await bytesUnder(folder)).not.toMatch(NEVER);
    expect(queueHits(workspace, [submission], 'quagmire')[0]).toMatchObject({
      evidence: null,
      comment: null,
    });
    const detail = must(openSubmission(workspace, submission));
    expect(detail.learner.name).toMatch(/^Learner \w{5}$/);
    expect(JSON.stringify(detail)).not.toMatch(NEVER);
    expect(must(openSubmission(workspace, other)).learner.name).toBe('C. Diaz');
    await workspace.close();
    expect(await bytesUnder(folder)).not.toMatch(NEVER);
  });
  it('keeps what people decided, and all of it proves itself', async () => {
    const { workspace, as, reopen } = await aWorkspace({ people: { Ann: ['assessor'] } });
    const submission = await aSubmission(workspace, { learner: NAME });
    const mark = await anAssessment(as('Ann'), submission, good);
    must(await erase(as('Root'), submission));
    const check = must(await checkLedger(workspace, aCall()));
    expect(check.checks.filter((one) => !one.ok)).toEqual([]);
    expect(check.checks.find((one) => one.name === 'erased')?.message).toBe(
      'What was kept about 1 learner was erased on request; their evidence is gone for that reason, and the records stay.',
    );
    const again = await reopen();
    expect(must(openSubmission(again, submission))).toMatchObject({
      state: 'provisional',
      others: [{ id: mark }],
    });
    expect(must(openSubmission(as('Ann'), submission)).mayAssess.allowed).toBe(false);
  });
  it('leaves alone the file that another learner handed in too', async () => {
    const { workspace } = await aWorkspace();
    const submission = await aSubmission(workspace, { learner: NAME });
    const [artifact] = must(openSubmission(workspace, submission)).artifacts;
    const folder = await aTempFolder();
    const bundle = join(folder, 'D. Evans.zip');
    await mkdir(join(folder, 'D. Evans'));
    if (!artifact) throw new Error('there is one');
    await writeFile(
      join(folder, 'D. Evans', 'copied.txt'),
      await readFile(workspace.vault.pathOf(artifact.hash)),
    );
    await writeFile(bundle, '');
    const [taken] = must(
      await importBundles(
        workspace,
        [join(folder, 'D. Evans')],
        { unit: unit.id, learner: 'D. Evans' },
        aCall(),
      ),
    );
    expect(taken?.status).toBe('imported');
    expect(must(await erase(workspace, submission)).artifacts).toBe(1);
    expect(workspace.vault.has(artifact.hash)).toBe(true);
    expect(must(await checkLedger(workspace, aCall())).ok).toBe(true);
  });
  it('is carried out on every machine the record reaches, and nothing of it comes back', async () => {
    const { workspace } = await aWorkspace();
    const submission = await aSubmission(workspace, { learner: NAME });
    const mo = await somebodyJoins(workspace, { name: 'Mo', roles: ['moderator'] });
    await sendAll(workspace, mo.workspace);
    expect(must(openSubmission(mo.workspace, submission)).learner.name).toBe(NAME);
    const before = join(await aTempFolder(), 'before.assay');
    must(
      await packPackage(workspace, { kind: 'workspace', to: null, encrypt: false, into: before }, aCall()),
    );
    must(await erase(workspace, submission));
    await sendAll(workspace, mo.workspace);
    expect(await bytesUnder(mo.folder)).not.toMatch(NEVER);
    expect(must(await checkLedger(mo.workspace, aCall())).ok).toBe(true);
    for (const one of [workspace, mo.workspace]) {
      must(await takeInPackages(one, [before], aCall()));
      await sendAll(one === workspace ? mo.workspace : workspace, one);
      expect(await bytesUnder(one.directory)).not.toMatch(NEVER);
      expect(one.store.views.digest()).toBe(workspace.store.views.digest());
    }
    const third = await somebodyJoins(workspace, { name: 'Pat', roles: ['provider'] });
    must(await takeInPackages(third.workspace, [before], aCall()));
    expect(must(openSubmission(third.workspace, submission)).learner.name).toBe(NAME);
    await sendAll(workspace, third.workspace);
    expect(await bytesUnder(third.folder)).not.toMatch(NEVER);
  });
  it('refuses to take a bundle of theirs in again', async () => {
    const { workspace } = await aWorkspace();
    const submission = await aSubmission(workspace, { learner: NAME });
    must(await erase(workspace, submission));
    const bundle = await aBundle(await aTempFolder(), { learner: NAME, files: 3 });
    const [outcome] = must(await importBundles(workspace, [bundle], {}, aCall()));
    expect(outcome?.problems).toMatchObject([{ code: 'import.learner_erased' }]);
  });
  it('is for a provider of all units, and its reason names nobody', async () => {
    const { workspace, as } = await aWorkspace({ people: { Mo: ['moderator'] } });
    const submission = await aSubmission(workspace, { learner: NAME });
    expect(codeOf(await erase(as('Mo'), submission))).toBe('learner.not_allowed');
    expect(codeOf(await erase(as('Root'), submission, 'Mr. Zebulon asked'))).toBe('learner.named_in_reason');
    const { learner } = must(openSubmission(workspace, submission));
    if (learner.id === null) throw new Error('it is not withheld');
    as('Mo');
    // A copy that skips the check of the command: the record is kept and does not count.
    must(await workspace.state([{ type: 'learner.erased', body: { learner: learner.id, reason: '' } }]));
    expect(workspace.store.erasures.waiting()).toEqual([]);
    expect(must(openSubmission(workspace, submission)).learner.name).toBe(NAME);
  });
  it('goes on after a kill when the workspace is opened again', async () => {
    const { workspace, folder, reopen } = await aWorkspace();
    const submission = await aSubmission(workspace, { learner: NAME });
    const { learner } = must(openSubmission(workspace, submission));
    if (learner.id === null) throw new Error('it is not withheld');
    // The record is there, and nothing has been done about it.
    must(await workspace.state([{ type: 'learner.erased', body: { learner: learner.id, reason: 'asked' } }]));
    expect(await bytesUnder(folder)).toMatch(NEVER);
    await reopen();
    expect(await bytesUnder(folder)).not.toMatch(NEVER);
  });
});

describe('erasing a learner of whom backups are kept', () => {
  const backupsOf = async (folder: string) => (await listBackups(folder)).backups.map(({ id }) => id);
  const learnerOf = (workspace: Workspace, submission: SubmissionId) => {
    const { learner } = must(openSubmission(workspace, submission));
    if (learner.id === null) throw new Error('it is not withheld');
    return learner.id;
  };

  it('removes those that hold them once a new one is there, and no other', async () => {
    const { workspace, folder } = await aWorkspace();
    await aSubmission(workspace, { learner: 'C. Diaz' });
    const without = must(await makeBackup(workspace, aCall())).id;
    const submission = await aSubmission(workspace, { learner: NAME });
    const withThem = must(await makeBackup(workspace, aCall())).id;
    await cp(join(folder, 'backups', withThem), join(folder, 'workspace.sqlite.before-v3-1700000000000.bak'));
    const damaged = '2026-01-01T09-00-00-000Z.sqlite';
    await writeFile(join(folder, 'backups', damaged), 'who could tell');
    expect(await bytesUnder(folder)).toMatch(NEVER);
    expect(must(await erase(workspace, submission)).backups).toEqual({ removed: 3, left: 0 });
    expect(await bytesUnder(folder)).not.toMatch(NEVER);
    const left = await backupsOf(folder);
    expect(left).toHaveLength(2);
    expect(left).toContain(without);
    expect(await backupState(workspace)).toMatchObject({ hasChanged: false });
    expect(must(await checkLedger(workspace, aCall())).ok).toBe(true);
  });
  it('keeps them where no new one can be made, says so, and removes them when it is opened later', async () => {
    const { workspace, folder, reopen } = await aWorkspace();
    const submission = await aSubmission(workspace, { learner: NAME });
    const { id } = must(await makeBackup(workspace, aCall()));
    const abort = new AbortController();
    abort.abort();
    const call = aCall({ signal: abort.signal });
    const erased = must(await eraseLearner(workspace, randomUUID(), submission, 'asked', call));
    expect(erased).toMatchObject({ submissions: 1, backups: { removed: 0, left: 1 } });
    expect(await backupsOf(folder)).toEqual([id]);
    await reopen();
    expect(await backupsOf(folder)).not.toContain(id);
    expect(await backupsOf(folder)).toHaveLength(1);
    expect(await bytesUnder(folder)).not.toMatch(NEVER);
  });
  it('removes them on every machine that the record reaches, and says so there', async () => {
    const { workspace } = await aWorkspace();
    const submission = await aSubmission(workspace, { learner: NAME });
    const mo = await somebodyJoins(workspace, { name: 'Mo', roles: ['moderator'] });
    await sendAll(workspace, mo.workspace);
    must(await makeBackup(mo.workspace, aCall()));
    must(await erase(workspace, submission));
    const into = join(await aTempFolder(), 'all.assay');
    must(await packPackage(workspace, { kind: 'workspace', to: null, encrypt: false, into }, aCall()));
    const [taken] = must(await takeInPackages(mo.workspace, [into], aCall()));
    expect(taken?.notes).toContain(
      '1 backup on this machine held a learner who is erased. A new one was made, and they were removed.',
    );
    expect(await bytesUnder(mo.folder)).not.toMatch(NEVER);
    expect(await backupsOf(mo.folder)).toHaveLength(1);
  });
  it('holds when a backup that was copied elsewhere is restored over what knows of it', async () => {
    const { workspace, folder, reopen } = await aWorkspace();
    const submission = await aSubmission(workspace, { learner: NAME });
    const { id } = must(await makeBackup(workspace, aCall()));
    const elsewhere = join(await aTempFolder(), id);
    await cp(join(folder, 'backups', id), elsewhere);
    must(await erase(workspace, submission));
    await workspace.close();
    await cp(elsewhere, join(folder, 'backups', id));
    must(await restoreBackup(folder, id, Date.parse('2026-08-01T09:00:00.000Z'), aCall()));
    const restored = await reopen();
    expect(await bytesUnder(folder)).not.toMatch(NEVER);
    expect(must(openSubmission(restored, submission)).learner.name).toMatch(/^Learner \w{5}$/);
    expect(await backupsOf(folder)).not.toContain(id);
    expect(must(await checkLedger(restored, aCall())).ok).toBe(true);
  });
  it('holds again where an older backup was restored that knows nothing of it, once the record arrives there', async () => {
    const { workspace } = await aWorkspace();
    const submission = await aSubmission(workspace, { learner: NAME });
    const file = join(await aTempFolder(), 'backup.assay');
    must(await packPackage(workspace, { kind: 'backup', to: null, encrypt: false, into: file }, aCall()));
    must(await erase(workspace, submission));
    const again = join(await aTempFolder(), 'again');
    must(await restorePackage(file, () => again, Date.parse('2026-08-01T09:00:00.000Z'), aCall()));
    const restored = must(await openWorkspace(again, SEALING, aClock()));
    onTestFinished(() => restored.close());
    must(await makeBackup(restored, aCall()));
    expect(must(openSubmission(restored, submission)).learner.name).toBe(NAME);
    await sendAll(workspace, restored);
    expect(await bytesUnder(again)).not.toMatch(NEVER);
    expect(restored.store.erasures.isErased(learnerOf(workspace, submission))).toBe(true);
    expect(restored.store.views.digest()).toBe(workspace.store.views.digest());
    expect(must(await checkLedger(restored, aCall())).ok).toBe(true);
  });
});

describe('handing out what is kept about a learner', () => {
  it('writes names, submissions, decisions and files, and nothing of anybody else', async () => {
    const { workspace, as } = await aWorkspace({ people: { Ann: ['assessor'] } });
    const submission = await aSubmission(workspace, { learner: NAME });
    await aSubmission(workspace, { learner: 'C. Diaz' });
    await anAssessment(as('Ann'), submission, good);
    as('Root');
    const { folder, files } = must(await exportLearner(workspace, submission, await aTempFolder(), aCall()));
    expect(files).toBe(3);
    const whole = await bytesUnder(folder);
    expect(whole).toMatch(NEVER);
    expect(whole).not.toContain('Diaz');
    const json = JSON.parse(await readFile(join(folder, 'learner.json'), 'utf8'));
    expect(json.submissions).toMatchObject([
      {
        personalData: { learner: { name: NAME, identifier: `id of ${NAME}` } },
        outcome: { verdict: 'passed' },
        artifacts: [{ file: 'evidence/1-note 1.txt' }, { file: 'evidence/2-note 2.txt' }],
        records: [{ type: 'submission.received' }, { type: 'assessment.submitted', by: 'Ann' }],
      },
    ]);
    for (const { file } of json.submissions[0].artifacts) expect(existsSync(join(folder, file))).toBe(true);
  });
  it('is for a provider, and waits while the work is marked anonymously', async () => {
    const { workspace, as } = await aWorkspace({ people: { Ann: ['assessor'] } });
    const submission = await aSubmission(workspace, { learner: NAME });
    const ask = async () => codeOf(await exportLearner(workspace, submission, await aTempFolder(), aCall()));
    must(await setAnonymity(workspace, randomUUID(), unit.id, true));
    expect(await ask()).toBe('learner.anonymous');
    as('Ann');
    expect(await ask()).toBe('learner.not_allowed');
  });
});

import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { confirmOutcomes, exportResults, listBatches, listResults } from '../../src/app/release.ts';
import type { Workspace } from '../../src/app/workspace.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import { verifyPath } from '../../src/results/verify-path.ts';
import { allMet, level } from '../builders/a-judgment.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aUnit } from '../builders/a-unit.ts';
import { aCall, anAssessment, aSubmission, aWorkspace, codeOf, must } from '../builders/a-workspace.ts';

const good = allMet(aUnit());
const poor = { ...good, c1: level('l1') };

async function aResult(workspace: Workspace, learner: string, decisions = good): Promise<SubmissionId> {
  const submission = await aSubmission(workspace, { learner });
  await anAssessment(workspace, submission, decisions);
  return submission;
}
const confirm = async (workspace: Workspace, submissions: readonly SubmissionId[]) =>
  must(await confirmOutcomes(workspace, randomUUID(), submissions));
const exportTo = (
  into: string,
  submissions: readonly SubmissionId[],
  change: { label?: string; command?: string } = {},
) => ({
  command: randomUUID(),
  label: 'July',
  into,
  submissions,
  ...change,
});

describe('exporting', () => {
  it('what is not confirmed is refused with each cause, and nothing is written', async () => {
    const { workspace } = await aWorkspace();
    const submissions = [await aResult(workspace, 'Ada'), await aResult(workspace, 'Bo')];
    await confirm(workspace, submissions.slice(0, 1));
    const into = await aTempFolder();
    const exported = await exportResults(workspace, exportTo(into, submissions), aCall());
    expect(exported).toMatchObject({
      ok: false,
      error: { code: 'results.blocked', causes: [{ code: 'result.not_confirmed', at: submissions[1] }] },
    });
    expect(readdirSync(into)).toEqual([]);
    expect(listBatches(workspace)).toEqual([]);
  });
  it('writes a batch that a stranger can verify, and releases what is in it', async () => {
    const { workspace } = await aWorkspace();
    const submissions = [await aResult(workspace, 'Ada'), await aResult(workspace, 'Bo', poor)];
    await confirm(workspace, submissions);
    const exported = must(
      await exportResults(workspace, exportTo(await aTempFolder(), submissions), aCall()),
    );
    expect(exported.batch).toMatchObject({ label: 'July', version: 1, results: 2, passed: 1, by: 'Root' });
    for (const path of [exported.folder, exported.zip]) {
      expect(await verifyPath(path, { signal: new AbortController().signal })).toMatchObject({
        ok: true,
        kind: 'batch',
      });
    }
    expect(listResults(workspace, null).map((row) => row.state)).toEqual(['released', 'released']);
  });
  it('the same label again is version 2, and names what it follows', async () => {
    const { workspace } = await aWorkspace();
    const submissions = [await aResult(workspace, 'Ada')];
    await confirm(workspace, submissions);
    const into = await aTempFolder();
    const first = must(await exportResults(workspace, exportTo(into, submissions), aCall()));
    const second = must(await exportResults(workspace, exportTo(into, submissions), aCall()));
    expect([basename(first.folder), basename(second.folder)]).toEqual(['july-v1', 'july-v2']);
    const fact = workspace.store.records.fact(second.batch.batch);
    expect(fact?.body).toMatchObject({ version: 2, supersedes: first.batch.batch });
    expect(existsSync(first.folder)).toBe(true);
  });
  it('an unrecorded folder of that name, as a kill leaves it, is not overwritten and blocks nothing', async () => {
    const { workspace } = await aWorkspace();
    const submissions = [await aResult(workspace, 'Ada')];
    await confirm(workspace, submissions);
    const into = await aTempFolder();
    mkdirSync(join(into, 'july-v1'));
    writeFileSync(join(into, 'july-v1', 'note'), 'mine');
    const exported = must(await exportResults(workspace, exportTo(into, submissions), aCall()));
    expect(basename(exported.folder)).toBe('july-v2');
    expect(exported.batch.version).toBe(2);
    expect(readdirSync(join(into, 'july-v1'))).toEqual(['note']);
    expect((await verifyPath(exported.folder, { signal: new AbortController().signal })).ok).toBe(true);
  });
  it('another label that spells the same folder blocks nothing', async () => {
    const { workspace } = await aWorkspace();
    const submissions = [await aResult(workspace, 'Ada')];
    await confirm(workspace, submissions);
    const into = await aTempFolder();
    must(await exportResults(workspace, exportTo(into, submissions), aCall()));
    const other = must(
      await exportResults(workspace, exportTo(into, submissions, { label: 'july!' }), aCall()),
    );
    expect(basename(other.folder)).toBe('july-v2');
  });
  it('cancelled leaves neither files nor a record', async () => {
    const { workspace } = await aWorkspace();
    const submissions = [await aResult(workspace, 'Ada')];
    await confirm(workspace, submissions);
    const into = await aTempFolder();
    const abort = new AbortController();
    const call = aCall({ signal: abort.signal, progress: () => abort.abort() });
    expect(codeOf(await exportResults(workspace, exportTo(into, submissions), call))).toBe(
      'export.cancelled',
    );
    expect(readdirSync(into)).toEqual([]);
    expect(listBatches(workspace)).toEqual([]);
  });
  it('the same command again exports nothing twice', async () => {
    const { workspace } = await aWorkspace();
    const submissions = [await aResult(workspace, 'Ada')];
    await confirm(workspace, submissions);
    const into = await aTempFolder();
    const wanted = exportTo(into, submissions);
    must(await exportResults(workspace, wanted, aCall()));
    expect(codeOf(await exportResults(workspace, wanted, aCall()))).toBe('results.exported_already');
    expect(readdirSync(into).sort()).toEqual(['july-v1', 'july-v1.zip']);
  });
  it('is the provider’s', async () => {
    const { workspace, as } = await aWorkspace({ people: { Ann: ['assessor'], Mo: ['moderator'] } });
    const made = await aSubmission(workspace);
    await anAssessment(as('Ann'), made, good);
    await confirm(as('Mo'), [made]);
    expect(codeOf(await exportResults(workspace, exportTo(await aTempFolder(), [made]), aCall()))).toBe(
      'results.not_allowed',
    );
  });
});

describe('confirming', () => {
  it('names what cannot be confirmed, and goes on with the rest', async () => {
    const { workspace, as } = await aWorkspace({
      people: { Ann: ['assessor'], Bob: ['assessor'], Mo: ['moderator'] },
    });
    const submissions: SubmissionId[] = [];
    for (const learner of ['Ada', 'Bo', 'Cy']) submissions.push(await aSubmission(as('Root'), { learner }));
    const [one, apart, untouched] = submissions as [SubmissionId, SubmissionId, SubmissionId];
    await anAssessment(as('Ann'), one, good);
    await anAssessment(workspace, apart, good);
    await anAssessment(as('Bob'), apart, poor);
    const done = await confirm(as('Mo'), [one, apart, untouched, one]);
    expect(done).toEqual({
      confirmed: 1,
      refused: [
        { submission: apart, reason: 'The two marks have not been reconciled yet.' },
        { submission: untouched, reason: 'It has not been assessed yet.' },
      ],
    });
    expect((await confirm(workspace, [one])).refused[0]?.reason).toBe('It is confirmed already.');
  });
});

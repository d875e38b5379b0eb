import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkLedger } from '../../src/app/check-ledger.ts';
import { confirmOutcomes, listBatches } from '../../src/app/release.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import { verifyPath } from '../../src/results/verify-path.ts';
import { aDraft, allMet } from '../builders/a-judgment.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aUnit } from '../builders/a-unit.ts';
import { aBundle, aCall, anAssessment, aSubmission, aWorkspace, must } from '../builders/a-workspace.ts';
import { killedWhile } from './kill.ts';

const unit = aUnit();
const KILLS = 30;
/** Spread over the time that something takes, other fractions each round. */
const moment = (kill: number, spanMs: number) => ((kill * 0.618034) % 1) * spanMs;

const filesBelow = (folder: string) =>
  !existsSync(folder)
    ? []
    : readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name)
        .sort();

it(`an import that is killed is whole or nothing, ${KILLS} times`, async () => {
  const { workspace, folder, reopen } = await aWorkspace();
  must(await workspace.state([{ type: 'unit.published', body: { unit } }]));
  const bundlesIn = await aTempFolder();
  const bundles: string[] = [];
  for (let number = 0; number < 150; number += 1)
    bundles.push(
      await aBundle(bundlesIn, { learner: `Learner ${number}`, unit, files: 30, bytesEach: 20_000 }),
    );
  const acknowledged = new Set<string>();
  let caughtInTheAct = 0;
  let done = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    await (kill === 0 ? workspace : await reopen()).close();
    const lines = await killedWhile('import', folder, bundles.slice(done), moment(kill, 160));
    expect(lines).not.toContain('finished');
    for (const line of lines) {
      const [status, submission = ''] = line.split(' ');
      expect(['imported', 'already_there']).toContain(status);
      acknowledged.add(submission);
      if (status === 'imported') done += 1;
    }
    const staging = join(folder, 'vault', '.staging');
    if (
      existsSync(join(folder, 'import-journal.json')) ||
      (existsSync(staging) && readdirSync(staging).length > 0)
    )
      caughtInTheAct += 1;

    const opened = await reopen();
    const submissions = opened.store.queue.list(
      opened.me(),
      {},
      { by: 'received', descending: false },
      0,
      1000,
    ).rows;
    // Exact: what was acknowledged, and at most the one whose acknowledgement the kill swallowed.
    expect(submissions.length - acknowledged.size).toBeGreaterThanOrEqual(0);
    expect(submissions.length - acknowledged.size).toBeLessThanOrEqual(1);
    for (const submission of acknowledged)
      expect(submissions.map((row) => row.submission)).toContain(submission);
    const named = submissions.flatMap(({ submission }) =>
      (opened.store.views.submission(submission)?.received.body.artifacts ?? []).map(
        (artifact) => artifact.hash,
      ),
    );
    expect(filesBelow(join(folder, 'vault'))).toEqual(named.toSorted());
    expect(existsSync(join(folder, 'import-journal.json'))).toBe(false);
    for (const { submission } of submissions) acknowledged.add(submission);
    done = submissions.length;
  }
  expect(caughtInTheAct).toBeGreaterThan(KILLS / 4);
  expect(must(await checkLedger(await reopen(), aCall())).ok).toBe(true);
});

it(`no acknowledged draft or assessment is lost in a kill, ${KILLS} times`, async () => {
  const { workspace, folder, reopen } = await aWorkspace();
  const waiting: SubmissionId[] = [];
  for (let number = 0; number < 60; number += 1)
    waiting.push(await aSubmission(workspace, { unit, learner: `Learner ${number}` }));
  const template = JSON.stringify(aDraft(allMet(unit)));
  const submitted = new Set<string>();
  let saves = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    await (kill === 0 ? workspace : await reopen()).close();
    const open = waiting.filter((submission) => !submitted.has(submission));
    // Six steps are five saves and a submission: the kills fall before, between and after them.
    const lines = await killedWhile('assess', folder, [template, ...open], moment(kill, 25), kill % 8);
    const lastSaved = new Map<string, number>();
    for (const line of lines) {
      const [what, submission = '', revision] = line.split(' ');
      if (what === 'saved') lastSaved.set(submission, Number(revision));
      if (what === 'submitted') submitted.add(submission);
      saves += what === 'saved' ? 1 : 0;
    }
    const opened = await reopen();
    for (const submission of waiting) {
      const view = opened.store.views.submission(submission);
      const draft = opened.store.drafts.get(submission, opened.me());
      if (submitted.has(submission)) expect(view?.state).toBe('provisional');
      // Never both, never neither: submitting takes the draft away in the same step.
      if (view?.state === 'provisional') {
        expect(draft).toBeNull();
        expect(view.assessments).toHaveLength(1);
        submitted.add(submission);
      }
      const saved = lastSaved.get(submission);
      if (saved === undefined || submitted.has(submission)) continue;
      expect(draft?.revision).toBeGreaterThanOrEqual(saved);
      expect(draft?.revision).toBeLessThanOrEqual(saved + 1);
      expect(draft?.draft.feedback.startsWith(`${draft.revision} `)).toBe(true);
    }
  }
  expect(saves).toBeGreaterThan(KILLS);
  expect(submitted.size).toBeGreaterThan(0);
  expect(must(await checkLedger(await reopen(), aCall())).ok).toBe(true);
});

it('an export that is killed leaves a batch that verifies or none, and works when it is repeated', async () => {
  const { workspace, folder, reopen } = await aWorkspace();
  const submissions: SubmissionId[] = [];
  for (let number = 0; number < 12; number += 1) {
    const submission = await aSubmission(workspace, { unit, learner: `Learner ${number}` });
    await anAssessment(workspace, submission, allMet(unit));
    submissions.push(submission);
  }
  must(await confirmOutcomes(workspace, randomUUID(), submissions));
  const into = await aTempFolder();
  const { signal } = new AbortController();
  let unfinished = 0;
  for (let kill = 0; kill < 10; kill += 1) {
    await (kill === 0 ? workspace : await reopen()).close();
    const lines = await killedWhile('export', folder, [into, ...submissions], moment(kill, 400));
    if (!lines.includes('exported')) unfinished += 1;
    const opened = await reopen();
    const batches = listBatches(opened);
    if (lines.includes('exported')) expect(batches.length).toBeGreaterThan(0);
    const visible = readdirSync(into).filter((name) => !name.startsWith('.'));
    for (const batch of batches) expect(visible).toContain(`july-v${batch.version}`);
    for (const name of visible.filter((one) => !one.endsWith('.zip')))
      expect(await verifyPath(join(into, name), { signal })).toMatchObject({ ok: true });
  }
  expect(unfinished).toBeGreaterThan(0);
  await (await reopen()).close();
  expect(await killedWhile('export', folder, [into, ...submissions], 60_000)).toEqual([
    'exported',
    'finished',
  ]);
  expect(readdirSync(into).filter((name) => name.startsWith('.'))).toEqual([]);
  rmSync(into, { recursive: true });
});

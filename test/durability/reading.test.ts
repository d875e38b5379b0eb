import { expect, it } from 'vitest';
import { searchEvidence } from '../../src/app/search.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import { aUnit } from '../builders/a-unit.ts';
import { aSubmission, aWorkspace, must } from '../builders/a-workspace.ts';
import { killedWhile } from './kill.ts';

const unit = aUnit();
const KILLS = 8;

it(`reading evidence that is killed goes on where it was, ${KILLS} times, and finds everything once`, async () => {
  const { workspace, folder, reopen } = await aWorkspace();
  const submissions: SubmissionId[] = [];
  for (let number = 0; number < 12; number += 1)
    submissions.push(await aSubmission(workspace, { unit, learner: `Learner ${number}` }));
  const all = submissions.length * 2;
  let before = 0;
  let unfinished = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    await (kill === 0 ? workspace : await reopen()).close();
    // After one or two artifacts more, at another moment of the next one each time.
    const lines = await killedWhile('read', folder, [], kill % 4, 1 + (kill % 3));
    const opened = await reopen();
    const { done, total, unreadable } = opened.store.evidence.progress();
    const said = Math.max(0, ...lines.map((line) => Number(line.split(' ')[1] ?? 0)).filter(Number.isFinite));
    // What was said to be read stays read.
    expect(done).toBeGreaterThanOrEqual(Math.max(before, said));
    expect(unreadable).toBe(0);
    expect(total === 0 || total === all).toBe(true);
    if (done < all) unfinished += 1;
    before = done;
  }
  expect(unfinished).toBeGreaterThan(0);
  await (await reopen()).close();
  expect(await killedWhile('read', folder, [], 60_000)).toContain('finished');
  const whole = await reopen();
  expect(whole.store.evidence.progress()).toEqual({ total: all, done: all, unreadable: 0 });
  for (const [number, submission] of submissions.entries()) {
    const { artifacts } = must(searchEvidence(whole, submission, `"Learner ${number} saw hazard 1"`));
    // Nothing is there twice: the note is one stretch of lines, as when it was read in one go.
    expect(artifacts.map(({ hits }) => hits.length)).toEqual([1, 0]);
  }
});

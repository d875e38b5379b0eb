import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkLedger } from '../../src/app/check-ledger.ts';
import { mergeRecords } from '../../src/app/merge-records.ts';
import { describeWorkspace } from '../../src/app/people.ts';
import { recordProof, timeline } from '../../src/app/timeline.ts';
import { decideToResolve, listToResolve } from '../../src/app/to-resolve.ts';
import type { Workspace } from '../../src/app/workspace.ts';
import { LearnerId, RecordId, SubmissionId, UnitId } from '../../src/domain/ids.ts';
import { unitVersionIdOf } from '../../src/ledger/content-ids.ts';
import type { RawRecord } from '../../src/ledger/file-record.ts';
import { AChain, keyNamed } from '../builders/a-chain.ts';
import { allMet } from '../builders/a-judgment.ts';
import { aUnit } from '../builders/a-unit.ts';
import { aCall, anAssessment, aSubmission, aWorkspace, codeOf, must } from '../builders/a-workspace.ts';

const LEARNER = LearnerId.parse('0'.repeat(32));
const NOW = Date.parse('2026-06-02T09:00:00.000Z');

/** Ann, whose machine is elsewhere: her records come by themselves. */
class Elsewhere {
  readonly #chain = new AChain();
  readonly #workspace: string;

  constructor(workspace: Workspace) {
    this.#workspace = workspace.id;
  }
  declare(at = NOW): RawRecord {
    const body = { person: keyNamed('ann'), learner: LEARNER, reason: `${this.#chain.raw.length}` };
    return this.#chain.sign('ann', 'conflict.declared', body, { at, workspace: this.#workspace });
  }
  rewind(): void {
    this.#chain.rewind('ann', 1);
  }
}

async function appoint(workspace: Workspace): Promise<void> {
  const body = { person: keyNamed('ann'), name: 'Ann', roles: ['assessor' as const], units: 'all' as const };
  const from = '2026-01-01T00:00:00.000Z';
  must(await workspace.state([{ type: 'person.appointed', body: { ...body, from, until: null } }]));
}
const merge = async (workspace: Workspace, ...records: RawRecord[]) =>
  must(await mergeRecords(workspace, { records }, aCall()));
/** What waits, by kind; the count in the frame says the same. */
async function waiting(workspace: Workspace): Promise<string[]> {
  const list = listToResolve(workspace);
  const { counts } = await describeWorkspace(workspace);
  expect(counts.toResolve).toBe(list.length);
  return list.map((one) => one.kind);
}
const decide = (workspace: Workspace, choice: string, reason = 'Ann was asked.') => {
  const [entry] = listToResolve(workspace);
  return decideToResolve(workspace, { command: randomUUID(), id: entry?.id ?? '', choice, reason });
};

describe('what is to be resolved', () => {
  it('is nothing in a workspace where all is well', async () => {
    const { workspace } = await aWorkspace({ people: { Mo: ['moderator'] } });
    await anAssessment(workspace, await aSubmission(workspace), allMet(aUnit()));
    expect(await waiting(workspace)).toEqual([]);
  });

  it('a fork waits until the root says which part stands', async () => {
    const { workspace } = await aWorkspace();
    await appoint(workspace);
    const ann = new Elsewhere(workspace);
    const first = ann.declare();
    const left = ann.declare();
    ann.rewind();
    const right = ann.declare();
    await merge(workspace, first, right, left);
    expect(await waiting(workspace)).toEqual(['fork']);
    const [fork] = listToResolve(workspace);
    expect(fork).toMatchObject({ title: 'The chain of Ann forks at record 2', notMine: null });
    expect(fork?.records).toHaveLength(2);
    expect(fork?.choices).toHaveLength(3);
    expect(codeOf(await decide(workspace, fork?.choices[0]?.id ?? '', ' '))).toBe('resolve.reason_missing');
    expect(codeOf(await decide(workspace, 'neither'))).toBe('resolve.choice_unknown');
    must(await decide(workspace, fork?.choices[0]?.id ?? ''));
    expect(await waiting(workspace)).toEqual([]);
    expect(codeOf(await decide(workspace, 'both'))).toBe('resolve.unknown');
  });

  it('a fork is not settled by somebody whom it does not concern', async () => {
    const { workspace, as } = await aWorkspace({ people: { Mo: ['moderator'] } });
    await appoint(workspace);
    const ann = new Elsewhere(workspace);
    const left = ann.declare();
    ann.rewind();
    await merge(workspace, left, ann.declare());
    as('Mo');
    expect(listToResolve(workspace)[0]?.notMine).toContain('founded the workspace');
    expect(codeOf(await decide(workspace, 'both'))).toBe('resolve.not_allowed');
  });

  it('a gap waits for what is missing, and the check of the ledger names it; a part of a workspace has none', async () => {
    const { workspace } = await aWorkspace();
    await appoint(workspace);
    const ann = new Elsewhere(workspace);
    const [first, second, third] = [ann.declare(), ann.declare(), ann.declare()];
    await merge(workspace, first, third);
    expect(await waiting(workspace)).toEqual(['gap']);
    expect(listToResolve(workspace)[0]?.title).toBe('Record 2 of Ann is missing');
    const failing = async () =>
      must(await checkLedger(workspace, aCall())).checks.filter((check) => !check.ok);
    expect(await failing()).toMatchObject([{ name: 'chains', message: 'Record 2 of Ann is missing.' }]);
    workspace.store.local.set('scope', 'part');
    expect([await waiting(workspace), await failing()]).toEqual([[], []]);
    workspace.store.local.set('scope', 'whole');
    await merge(workspace, second);
    expect([await waiting(workspace), await failing()]).toEqual([[], []]);
  });

  it('records of somebody unappointed wait for their appointment', async () => {
    const { workspace } = await aWorkspace();
    await merge(workspace, new Elsewhere(workspace).declare());
    expect(await waiting(workspace)).toEqual(['not_counted']);
    await appoint(workspace);
    expect(await waiting(workspace)).toEqual([]);
  });

  it('what is left as it is leaves the list of this machine', async () => {
    const { workspace, reopen } = await aWorkspace();
    await merge(workspace, new Elsewhere(workspace).declare());
    must(await decide(workspace, 'seen', ''));
    expect(await waiting(workspace)).toEqual([]);
    expect(await waiting(await reopen())).toEqual([]);
  });

  it('a record dated long after it arrived, or long before the one it follows, waits to be looked at', async () => {
    const { workspace } = await aWorkspace();
    await appoint(workspace);
    const ann = new Elsewhere(workspace);
    const days = (number: number) => NOW + number * 86_400_000;
    await merge(workspace, ann.declare(days(0)), ann.declare(days(100)), ann.declare(days(1)));
    expect(await waiting(workspace)).toEqual(['clock', 'clock']);
    const titles = listToResolve(workspace).map((one) => one.title);
    expect(titles.sort()).toEqual([
      'A record of Ann is dated 2026-06-03, long before the one it follows',
      'A record of Ann is dated 2026-09-10, and arrived on 2026-06-01',
    ]);
    must(await decide(workspace, 'seen'));
    must(await decide(workspace, 'seen'));
    expect(await waiting(workspace)).toEqual([]);
  });

  it('what is stated after a merge comes after what was merged, unless its clock was wrong', async () => {
    const { workspace } = await aWorkspace();
    const ann = new Elsewhere(workspace);
    await merge(workspace, ann.declare(NOW), ann.declare(NOW + 365 * 86_400_000));
    expect(workspace.now()).toBeGreaterThan(NOW);
    expect(workspace.now()).toBeLessThan(NOW + 86_400_000);
  });

  it('two submissions of one learner as the same attempt wait to be looked at', async () => {
    const { workspace } = await aWorkspace();
    const submission = await aSubmission(workspace);
    const fact = workspace.store.views.submission(submission)?.received;
    if (!fact) throw new Error('it was received');
    const other = submission.replace(/^./, (digit) => (digit === 'f' ? '0' : 'f'));
    const body = { ...fact.body, submission: SubmissionId.parse(other) };
    must(await workspace.state([{ type: 'submission.received', body }]));
    expect(await waiting(workspace)).toEqual(['attempts']);
    expect(listToResolve(workspace)[0]?.title).toContain('as attempt 1');
    must(await decide(workspace, 'seen'));
    expect(await waiting(workspace)).toEqual([]);
  });

  it('assessments made with another version of their unit wait to be confirmed', async () => {
    const { workspace } = await aWorkspace();
    const unit = aUnit();
    await anAssessment(workspace, await aSubmission(workspace, { unit }), allMet(unit));
    const newer = { ...unit, versionLabel: 'next' };
    expect(unitVersionIdOf(newer)).not.toBe(unitVersionIdOf(unit));
    must(await workspace.state([{ type: 'unit.published', body: { unit: newer } }]));
    expect(await waiting(workspace)).toEqual(['stale']);
    must(await decide(workspace, 'unchanged', ''));
    expect(await waiting(workspace)).toEqual([]);
  });

  it('records of a newer version wait for an update, and the check of the ledger says so', async () => {
    const { workspace } = await aWorkspace();
    const chain = new AChain();
    await merge(workspace, chain.signNewer('ann', { v: 2, workspace: workspace.id }));
    expect(await waiting(workspace)).toEqual(['newer']);
    const { checks } = must(await checkLedger(workspace, aCall()));
    expect(checks.find((check) => check.name === 'newer versions')).toMatchObject({ ok: true });
    const { total, entries } = timeline(workspace, {}, 0, 10);
    expect(total).toBe(entries.length);
    expect(entries[0]).toMatchObject({ type: 'pathway.completed', counted: false });
    expect(entries[0]?.what).toContain('made by a newer version');
    expect(timeline(workspace, {}, 1, 10).entries).toEqual(entries.slice(1));
    expect(codeOf(recordProof(workspace, RecordId.parse(entries[0]?.record)))).toBe('record.newer');
  });

  it('is decided once, however often the command comes', async () => {
    const { workspace } = await aWorkspace();
    const unit = aUnit();
    await anAssessment(workspace, await aSubmission(workspace, { unit }), allMet(unit));
    must(await workspace.state([{ type: 'unit.published', body: { unit: { ...unit, versionLabel: 'x' } } }]));
    const [entry] = listToResolve(workspace);
    expect(entry?.id).toBe(`stale:${UnitId.parse(unit.id)}`);
    const decision = { command: randomUUID(), id: entry?.id ?? '', choice: 'unchanged', reason: '' };
    must(await decideToResolve(workspace, decision));
    const before = workspace.store.records.count();
    must(await decideToResolve(workspace, decision));
    expect(workspace.store.records.count()).toBe(before);
  });
});

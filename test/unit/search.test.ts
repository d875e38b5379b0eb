import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { saveDraft } from '../../src/app/assess.ts';
import { indexEvidence } from '../../src/app/index-evidence.ts';
import { maySeeOthers } from '../../src/app/load-submission.ts';
import { confirmOutcomes } from '../../src/app/release.ts';
import { commentSight, queueHits, searchEvidence } from '../../src/app/search.ts';
import type { Workspace } from '../../src/app/workspace.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import { textExtractor } from '../../src/evidence/text/text-extractor.ts';
import { aDraft, aJudgment, allMet, level } from '../builders/a-judgment.ts';
import { aUnit } from '../builders/a-unit.ts';
import { anAssessment, aSubmission, aWorkspace, must } from '../builders/a-workspace.ts';

const unit = aUnit();
const PEOPLE = { Ann: ['assessor'], Bob: ['assessor'], Cy: ['assessor'], Mo: ['moderator'] } as const;

async function readAll(workspace: Workspace): Promise<void> {
  const extractor = textExtractor();
  const { signal } = new AbortController();
  await indexEvidence(workspace, extractor, { signal, pause: () => Promise.resolve() });
  await extractor.rest();
}
const find = (workspace: Workspace, text: string) => {
  const { queue } = workspace.store;
  const sight = commentSight(workspace);
  const sort = { by: 'received', descending: false } as const;
  const page = queue.list(workspace.me(), { text }, sort, 0, 100, sight);
  const facets = queue.facets(workspace.me(), { text }, sight);
  // However it is asked, the answer is the same: nothing leaks through a count.
  expect(facets.states.reduce((sum, { count }) => sum + count, 0)).toBe(page.total);
  expect(queue.totals(workspace.me(), [{ text }], sight)).toEqual([page.total]);
  const asked = { filter: { text }, sort, sight };
  const grouped = queue.grouped(workspace.me(), asked, { by: 'state', collapsed: [] }, 0, 100);
  expect(grouped.submissions).toBe(page.total);
  return page.rows.map(({ submission, found }) => ({ submission, found }));
};
/** Assesses with these words as the rationale of the first criterion. */
async function mark(workspace: Workspace, submission: SubmissionId, words: string, first = allMet(unit)) {
  const draft = aDraft(first);
  const [judgment, ...others] = draft.judgments;
  if (!judgment?.decision) throw new Error('a unit has criteria');
  const judged = aJudgment(judgment.criterion, judgment.decision, words);
  must(saveDraft(workspace, submission, { ...draft, judgments: [judged, ...others] }, 0));
}

describe('an index of words', () => {
  it.each(['evidence_words_data', 'comment_words_data'])(
    'that the disk damaged (%s) is made again',
    async (table) => {
      const { as, folder, workspace, reopen } = await aWorkspace({ people: PEOPLE });
      const submission = await aSubmission(workspace, { unit });
      await mark(as('Ann'), submission, 'Splendid scaffolding');
      await readAll(workspace);
      await workspace.close();
      const db = new Database(join(folder, 'workspace.sqlite'));
      // SQLite keeps its own bookkeeping of the index in the first rows.
      expect(
        db.unsafeMode().prepare(`UPDATE ${table} SET block = x'deadbeef00' WHERE id > 10`).run().changes,
      ).toBeGreaterThan(0);
      db.close();
      const again = await reopen();
      must(saveDraft(again, submission, aDraft(allMet(unit), { feedback: 'Sturdy ladders' }), 1));
      expect(find(again, 'sturdy')).toEqual([{ submission, found: ['comments'] }]);
      expect(find(again, 'scaffolding')).toEqual([]);
      expect(find(again, 'hazard')).toEqual([{ submission, found: ['evidence'] }]);
    },
  );
});

describe('evidence', () => {
  it('is found from the queue once it was read, with the place and the words around', async () => {
    const { workspace } = await aWorkspace();
    const submission = await aSubmission(workspace, { unit, learner: 'B. Okafor' });
    expect(find(workspace, 'saw hazard')).toEqual([]);
    await readAll(workspace);
    expect(find(workspace, '"saw hazard"')).toEqual([{ submission, found: ['evidence'] }]);
    expect(find(workspace, 'okafor hazard')).toMatchObject([{ submission, found: ['evidence'] }]);
    expect(find(workspace, 'okafor ladder')).toEqual([]);
    const [hit] = queueHits(workspace, [submission], 'haz');
    expect(hit?.evidence?.place).toEqual({ kind: 'lines', from: 1, to: 1 });
    expect(hit?.evidence?.snippet.some(({ text, isFound }) => isFound && text === 'hazard')).toBe(true);
  });

  it('found by name comes before evidence that mentions the name', async () => {
    const { workspace } = await aWorkspace();
    const ladder = await aSubmission(workspace, { unit, learner: 'Hazard Jones' });
    const other = await aSubmission(workspace, { unit, learner: 'Zed' });
    await readAll(workspace);
    expect(find(workspace, 'hazard').map(({ submission }) => submission)).toEqual([ladder, other]);
    expect(find(workspace, 'hazard')[0]?.found).toContain('names');
  });

  it('of one submission is searched artifact by artifact, and says what is not read yet', async () => {
    const { workspace } = await aWorkspace();
    const submission = await aSubmission(workspace, { unit });
    await aSubmission(workspace, { unit, learner: 'Somebody Else' });
    expect(must(searchEvidence(workspace, submission, 'hazard')).artifacts.map(({ state }) => state)).toEqual(
      ['waiting', 'waiting'],
    );
    await readAll(workspace);
    const { artifacts } = must(searchEvidence(workspace, submission, 'hazard 2'));
    expect(artifacts.map(({ title, state, hits }) => [title, state, hits.length > 0])).toEqual([
      ['Note 1', 'read', false],
      ['Note 2', 'read', true],
    ]);
  });

  it('whose words are erased is found no more, and nothing of them stays in the database', async () => {
    const { workspace, reopen, folder } = await aWorkspace();
    const submission = await aSubmission(workspace, { unit });
    await readAll(workspace);
    const hashes = must(searchEvidence(workspace, submission, 'x')).artifacts.map(({ artifact }) => artifact);
    workspace.store.evidence.erase(hashes);
    expect(find(workspace, 'hazard')).toEqual([]);
    expect(find(await reopen(), 'hazard')).toEqual([]);
    await workspace.close().catch(() => {});
    await (await reopen()).close();
    expect((await readFile(join(folder, 'workspace.sqlite'))).includes('hazard')).toBe(false);
  });

  it('that cannot be read is marked so once, and is not tried again', async () => {
    const { workspace } = await aWorkspace();
    await aSubmission(workspace, { unit });
    const { signal } = new AbortController();
    let tried = 0;
    const broken = {
      extract: async () => {
        tried += 1;
        return { ok: false, why: 'broken' } as const;
      },
      rest: async () => {},
    };
    for (let time = 0; time < 2; time += 1)
      await indexEvidence(workspace, broken, { signal, pause: () => Promise.resolve() });
    expect(tried).toBe(2);
    expect(workspace.store.evidence.progress()).toEqual({ total: 2, done: 2, unreadable: 2 });
  });

  it('that is read when the workspace is closed goes on where it was', async () => {
    const { workspace, reopen } = await aWorkspace();
    await aSubmission(workspace, { unit });
    const abort = new AbortController();
    const extractor = textExtractor();
    await indexEvidence(workspace, extractor, {
      signal: abort.signal,
      pause: async () => {
        if (workspace.store.evidence.progress().done === 1) abort.abort();
      },
    });
    await extractor.rest();
    expect(workspace.store.evidence.progress()).toMatchObject({ total: 2, done: 1 });
    const again = await reopen();
    await readAll(again);
    expect(again.store.evidence.progress()).toEqual({ total: 2, done: 2, unreadable: 0 });
    expect(find(again, '"hazard 2"')).toHaveLength(1);
  });
});

describe('a learner marked anonymously', () => {
  it('is found neither by name nor by the name in the evidence, while the words of the work stay searchable in it', async () => {
    const { workspace, as } = await aWorkspace({ people: PEOPLE });
    const submission = await aSubmission(workspace, { unit, learner: 'B. Okafor' });
    await readAll(workspace);
    must(await workspace.state([{ type: 'anonymity.set', body: { unit: unit.id, anonymous: true } }]));
    for (const name of ['Ann', 'Mo', 'Root']) {
      expect(find(as(name), 'okafor')).toEqual([]);
      expect(queueHits(workspace, [submission], 'okafor')).toMatchObject([{ evidence: null, comment: null }]);
    }
    const { artifacts } = must(searchEvidence(as('Ann'), submission, 'hazard'));
    expect(artifacts.flatMap(({ hits }) => hits).length).toBeGreaterThan(0);
    expect(JSON.stringify(artifacts.map(({ title }) => title))).not.toContain('Okafor');
  });
});

describe('comments', () => {
  it('in a draft are found by their writer, as last saved, and by nobody else', async () => {
    const { as } = await aWorkspace({ people: PEOPLE });
    const submission = await aSubmission(as('Root'), { unit });
    await mark(as('Ann'), submission, 'Splendid scaffolding');
    expect(find(as('Ann'), 'scaffolding')).toEqual([{ submission, found: ['comments'] }]);
    expect(queueHits(as('Ann'), [submission], 'scaffolding')[0]?.comment).toMatchObject({ isMine: true });
    for (const name of ['Bob', 'Mo', 'Root']) {
      expect(find(as(name), 'scaffolding')).toEqual([]);
      expect(queueHits(as(name), [submission], 'scaffolding')[0]?.comment).toBeNull();
    }
    must(saveDraft(as('Ann'), submission, aDraft(allMet(unit), { feedback: 'Rewritten' }), 1));
    expect(find(as('Ann'), 'scaffolding')).toEqual([]);
    expect(find(as('Ann'), 'rewr')).toHaveLength(1);
  });

  it('of others are found exactly where their assessments may be seen', async () => {
    const { workspace, as, keyOf } = await aWorkspace({ people: PEOPLE });
    const once = await aSubmission(as('Root'), { unit, learner: 'Once' });
    const twice = await aSubmission(as('Root'), { unit, learner: 'Twice' });
    const settled = await aSubmission(as('Root'), { unit, learner: 'Settled' });
    const all = [once, twice, settled];
    for (const submission of all) {
      must(saveDraft(as('Ann'), submission, aDraft(allMet(unit), { feedback: 'Annotated' }), 0));
      await submit(as('Ann'), submission);
    }
    await anAssessment(as('Bob'), twice, { ...allMet(unit), c1: level('l1') });
    must(await confirmOutcomes(as('Mo'), randomUUID(), [settled]));
    let seen = 0;
    for (const name of ['Root', 'Ann', 'Bob', 'Cy', 'Mo']) {
      const here = as(name);
      const expected = all.filter((submission) => {
        const view = workspace.store.views.submission(submission);
        return view && (name === 'Ann' || maySeeOthers(here, view, keyOf(name)));
      });
      expect(find(here, 'annotated').map(({ submission }) => submission)).toEqual(expected);
      const hits = queueHits(here, all, 'annotated').filter(({ comment }) => comment !== null);
      expect(hits.map(({ submission }) => submission)).toEqual(expected);
      seen += expected.length;
    }
    // Somebody sees all, somebody nothing, somebody some.
    expect(find(as('Cy'), 'annotated')).toEqual([]);
    expect(find(as('Bob'), 'annotated')).toHaveLength(1);
    expect(find(as('Mo'), 'annotated')).toHaveLength(3);
    expect(seen).toBeGreaterThan(4);
  });

  it('that were written while nobody searched are caught up with when the workspace is opened', async () => {
    const { as, reopen } = await aWorkspace({ people: PEOPLE });
    const submission = await aSubmission(as('Root'), { unit });
    await mark(as('Ann'), submission, 'Splendid scaffolding');
    const again = await reopen();
    await readAll(again);
    expect(find(again, 'scaffolding')).toHaveLength(1);
  });
});

async function submit(workspace: Workspace, submission: SubmissionId) {
  const { submitAssessment } = await import('../../src/app/assess.ts');
  must(await submitAssessment(workspace, randomUUID(), submission, 1));
}

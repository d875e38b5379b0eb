import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { allocate } from '../../src/app/allocate.ts';
import { saveDraft, submitAssessment } from '../../src/app/assess.ts';
import { listComments } from '../../src/app/comments.ts';
import { compareAttempts } from '../../src/app/compare-attempts.ts';
import { compareSubmission, disagreements, tryTolerance } from '../../src/app/moderate.ts';
import { openSubmission } from '../../src/app/open-submission.ts';
import { confirmOutcomes, listResults } from '../../src/app/release.ts';
import { commentSight, queueHits } from '../../src/app/search.ts';
import { recordProof, timeline } from '../../src/app/timeline.ts';
import { CriterionId, type PersonKey } from '../../src/domain/ids.ts';
import { DEFAULT_TOLERANCE } from '../../src/domain/tolerance.ts';
import { aDraft, allMet, level } from '../builders/a-judgment.ts';
import { aUnit } from '../builders/a-unit.ts';
import { anAssessment, aSubmission, aWorkspace, codeOf, must } from '../builders/a-workspace.ts';

const unit = aUnit();
const good = allMet(unit);
const PEOPLE = { Ann: ['assessor'], Bob: ['assessor'], Cy: ['assessor'], Mo: ['moderator'] } as const;

describe('somebody who is still to seal', () => {
  /** Max, who also moderates, and Bob are to seal; Bob’s copy opened too early, and what it wrote has come here. */
  async function openedTooEarly() {
    const scene = await aWorkspace({ people: { ...PEOPLE, Max: ['assessor', 'moderator'] } });
    const { workspace, as, keyOf } = scene;
    const submission = await aSubmission(workspace);
    for (const [name, place] of [
      ['Max', 'first'],
      ['Bob', 'second'],
    ] as const) {
      const wanted = { submissions: [submission], person: keyOf(name), as: place, sealed: true, due: null };
      must(await allocate(as('Root'), randomUUID(), wanted));
    }
    must(saveDraft(as('Bob'), submission, aDraft(good, { feedback: 'Xylophone.', pleaseCheck: true }), 0));
    must(await submitAssessment(workspace, randomUUID(), submission, 1));
    const [seal] = workspace.store.sealed.seals();
    const sealed = seal && workspace.store.sealed.get(seal.seal);
    if (!sealed) throw new Error('Bob has sealed');
    const body = { ...sealed.body, seal: { record: sealed.seal, salt: sealed.salt, seen: [] } };
    const stated = must(await workspace.state([{ type: 'assessment.submitted', body }]));
    const [record] = stated.ids;
    if (!record) throw new Error('Bob has opened');
    return { ...scene, workspace, submission, record };
  }

  it('reads nothing of an assessment that another opened too early, whatever else they are', async () => {
    const { workspace, as, submission, record } = await openedTooEarly();
    as('Max');
    const { store } = workspace;
    const [me, sight] = [workspace.me(), commentSight(workspace)];
    const sort = { by: 'received', descending: false } as const;
    expect(store.views.notCounted(record)).toBe('It was opened before Max had sealed.');
    expect(codeOf(recordProof(workspace, record))).toBe('record.not_yet');
    expect(codeOf(compareSubmission(workspace, submission))).toBe('moderation.one_mark');
    const answers = [
      must(openSubmission(workspace, submission)),
      listResults(workspace, null),
      disagreements(workspace, { unit: null, include: 'all', offset: 0, limit: 100 }).rows,
      must(tryTolerance(workspace, unit.id, DEFAULT_TOLERANCE)),
      queueHits(workspace, [submission], 'xylophone'),
      store.queue.list(me, { text: 'xylophone' }, sort, 0, 10, sight).rows,
      store.queue.list(me, { flags: ['please_check'] }, sort, 0, 10, sight).rows,
      must(compareAttempts(workspace, submission)),
      must(listComments(workspace, unit.id, CriterionId.parse('c1'))),
      timeline(workspace, { submission }, 0, 100),
    ];
    for (const answer of answers) expect(JSON.stringify(answer)).not.toContain('Xylophone');
    const { rows } = store.queue.list(me, { text: 'xylophone' }, sort, 0, 10, sight);
    expect(rows).toEqual([]);
    expect(must(openSubmission(workspace, submission)).allocations).toMatchObject([{ isMine: true }]);
  });

  it('and has sealed reads it once it counts', async () => {
    const { workspace, as, submission, record } = await openedTooEarly();
    must(saveDraft(as('Max'), submission, aDraft(good), 0));
    must(await submitAssessment(workspace, randomUUID(), submission, 1));
    // Bob’s own machine opens again, with the seal it had not waited for.
    expect(workspace.store.views.notCounted(record)).not.toBeNull();
    const detail = must(openSubmission(as('Max'), submission));
    expect(detail).toMatchObject({ state: 'auto_agreed', others: [{ feedback: 'Xylophone.' }] });
    expect(queueHits(workspace, [submission], 'xylophone')[0]?.comment).not.toBeNull();
  });
});

describe('an assessor who peeks', () => {
  it('does not learn others’ outcomes by trying a tolerance', async () => {
    const { workspace, as } = await aWorkspace({ people: PEOPLE });
    const submission = await aSubmission(workspace);
    await anAssessment(as('Ann'), submission, good);
    await anAssessment(as('Bob'), submission, { ...good, c1: level('l1') });
    const anyGap = { ...DEFAULT_TOLERANCE, maxLevelGap: 9, maxCriticalLevelGap: 9 };
    expect(codeOf(tryTolerance(as('Cy'), unit.id, anyGap))).toBe('moderation.not_allowed');
    expect(codeOf(tryTolerance(as('Mo'), unit.id, anyGap))).toBe('ok');
  });

  it('does not learn from any list that the first marker asked to have it checked', async () => {
    const { workspace, as } = await aWorkspace({ people: PEOPLE });
    const submission = await aSubmission(workspace);
    must(saveDraft(as('Ann'), submission, aDraft(good, { pleaseCheck: true }), 0));
    must(await submitAssessment(workspace, randomUUID(), submission, 1));
    const flagsFor = (name: string) => {
      const { store } = as(name);
      const [me, sight] = [workspace.me(), commentSight(workspace)];
      const flags = ['please_check'] as const;
      const sort = { by: 'received', descending: false } as const;
      const filter = { flags: [...flags] };
      const found = [
        store.queue.list(me, filter, sort, 0, 10, sight).total,
        store.queue.grouped(me, { filter, sort, sight }, { by: 'unit', collapsed: [] }, 0, 10).submissions,
        store.queue.totals(me, [filter], sight)[0],
        store.queue.facets(me, filter, sight).units[0]?.count ?? 0,
      ];
      const [row] = store.queue.list(me, {}, sort, 0, 10, sight).rows;
      return [row?.flags.includes('please_check') ? 1 : 0, ...found];
    };
    expect(flagsFor('Ann')).toEqual([1, 1, 1, 1, 1]);
    expect(flagsFor('Bob')).toEqual([0, 0, 0, 0, 0]);
    // It is said to those who check marks, even where they might mark as well.
    for (const name of ['Mo', 'Root']) expect(flagsFor(name)).toEqual([1, 1, 1, 1, 1]);
    await anAssessment(as('Bob'), submission, good);
    expect(flagsFor('Bob')).toEqual([1, 1, 1, 1, 1]);
    expect(flagsFor('Cy')).toEqual([0, 0, 0, 0, 0]);
  });

  it('does not read others’ reasons in the proof of an outcome', async () => {
    const { workspace, as } = await aWorkspace({ people: PEOPLE });
    const submission = await aSubmission(workspace);
    await anAssessment(as('Ann'), submission, good);
    must(await confirmOutcomes(as('Mo'), randomUUID(), [submission]));
    const record = workspace.store.records
      .after(0, 100)
      .findLast((one) => one.bytes.includes('outcome.confirmed'));
    if (!record) throw new Error('nothing was confirmed');
    expect(codeOf(recordProof(as('Cy'), record.id))).toBe('record.not_yet');
    expect(codeOf(recordProof(as('Ann'), record.id))).toBe('ok');
    expect(codeOf(recordProof(as('Mo'), record.id))).toBe('ok');
  });

  it('and moderates another unit does not see first marks of the unit they assess', async () => {
    const { workspace, as, keyOf } = await aWorkspace({ people: PEOPLE });
    const submission = await aSubmission(workspace);
    await anAssessment(as('Ann'), submission, good);
    as('Root');
    const other = { ...aUnit({ id: 'unit:other' }), code: 'OTHER' };
    must(await workspace.state([{ type: 'unit.published', body: { unit: other } }]));
    const key: PersonKey = keyOf('Bob');
    must(
      await workspace.state([
        {
          type: 'person.appointed',
          body: {
            person: key,
            name: 'Bob',
            roles: ['moderator'],
            units: [other.id],
            from: new Date(workspace.now()).toISOString(),
            until: null,
          },
        },
      ]),
    );
    expect(listResults(as('Bob'), null)).toEqual([]);
    expect(listResults(workspace, unit.id)).toEqual([]);
    expect(listResults(as('Mo'), null)).toHaveLength(1);
  });
});

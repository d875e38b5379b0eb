import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { addPerson } from '../../src/app/appoint.ts';
import { saveDraft, submitAssessment } from '../../src/app/assess.ts';
import { listPeople } from '../../src/app/describe-people.ts';
import { compareSubmission, disagreements } from '../../src/app/moderate.ts';
import { openSubmission } from '../../src/app/open-submission.ts';
import { actAs, describeWorkspace } from '../../src/app/people.ts';
import { confirmOutcomes, listResults } from '../../src/app/release.ts';
import { recordProof, timeline } from '../../src/app/timeline.ts';
import { RecordId } from '../../src/domain/ids.ts';
import { aDraft, allMet, level } from '../builders/a-judgment.ts';
import { aUnit } from '../builders/a-unit.ts';
import { anAssessment, aSubmission, aWorkspace, codeOf, must } from '../builders/a-workspace.ts';

const unit = aUnit();
const good = allMet(unit);
const poor = { ...good, c1: level('l1') };
const PEOPLE = { Ann: ['assessor'], Bob: ['assessor'], Mo: ['moderator'] } as const;

describe('who sees others’ marks', () => {
  it('a second marker never sees the first’s before submitting, by any door', async () => {
    const { workspace, as } = await aWorkspace({ people: PEOPLE });
    const submission = await aSubmission(workspace);
    const mark = await anAssessment(as('Ann'), submission, poor);
    as('Bob');
    const detail = must(openSubmission(workspace, submission));
    expect(detail).toMatchObject({ others: [], mine: null, mayAssess: { allowed: true } });
    expect(JSON.stringify(detail)).not.toContain('Seen in the plan');
    expect(codeOf(compareSubmission(workspace, submission))).not.toBe('ok');
    expect(disagreements(workspace, { unit: null, include: 'all', offset: 0, limit: 100 }).rows).toEqual([]);
    expect(listResults(workspace, null)).toEqual([]);
    expect(codeOf(recordProof(workspace, RecordId.parse(mark)))).toBe('record.not_yet');
    await anAssessment(workspace, submission, good);
    expect(must(openSubmission(workspace, submission)).others).toHaveLength(1);
    expect(codeOf(recordProof(workspace, RecordId.parse(mark)))).toBe('ok');
    expect(disagreements(workspace, { unit: null, include: 'all', offset: 0, limit: 100 }).rows).toHaveLength(
      1,
    );
  });
  it('a moderator sees them at once, and the assessor their own', async () => {
    const { workspace, as } = await aWorkspace({ people: PEOPLE });
    const submission = await aSubmission(workspace);
    const mark = await anAssessment(as('Ann'), submission, poor);
    expect(must(openSubmission(workspace, submission)).mine?.id).toBe(mark);
    expect(listResults(workspace, null)).toHaveLength(1);
    as('Mo');
    expect(must(openSubmission(workspace, submission)).others).toHaveLength(1);
    expect(listResults(workspace, null)).toHaveLength(1);
    expect(codeOf(recordProof(workspace, RecordId.parse(mark)))).toBe('ok');
  });
  it('a third assessor sees no comparison of two others', async () => {
    const { workspace, as } = await aWorkspace({ people: { ...PEOPLE, Cy: ['assessor'] } });
    const submission = await aSubmission(workspace);
    await anAssessment(as('Ann'), submission, poor);
    await anAssessment(as('Bob'), submission, good);
    as('Cy');
    expect(codeOf(compareSubmission(workspace, submission))).toBe('moderation.not_allowed');
    expect(disagreements(workspace, { unit: null, include: 'all', offset: 0, limit: 100 }).rows).toEqual([]);
    expect(must(openSubmission(workspace, submission)).mayAssess.reason).toBe(
      'Two assessors have marked this submission already.',
    );
  });
});

describe('people', () => {
  it('a lone person is provider, assessor and moderator at once, without guards', async () => {
    const { workspace } = await aWorkspace();
    const submission = await aSubmission(workspace);
    await anAssessment(workspace, submission, good);
    const confirmed = must(await confirmOutcomes(workspace, randomUUID(), [submission]));
    expect(confirmed).toEqual({ confirmed: 1, refused: [] });
    expect(await describeWorkspace(workspace)).toMatchObject({ guarded: false, counts: { toExport: 1 } });
  });
  it('appointing the first other person turns the guards on', async () => {
    const { workspace } = await aWorkspace({ people: { Ann: ['assessor'] } });
    const submission = await aSubmission(workspace);
    await anAssessment(workspace, submission, good);
    const tried = must(await confirmOutcomes(workspace, randomUUID(), [submission]));
    expect(tried.refused[0]?.reason).toBe(
      'You are the only assessor of this submission. Somebody else must confirm it.',
    );
    expect((await describeWorkspace(workspace)).guarded).toBe(true);
  });
  it('only a provider appoints', async () => {
    const { workspace, as } = await aWorkspace({ people: PEOPLE });
    as('Ann');
    const added = await addPerson(workspace, randomUUID(), {
      name: 'Eve',
      roles: ['moderator'],
      units: 'all',
    });
    expect(codeOf(added)).toBe('people.not_allowed');
  });
  it('a command asked twice, even at once, appoints one person', async () => {
    const { workspace } = await aWorkspace();
    const command = randomUUID();
    const ask = () => addPerson(workspace, command, { name: 'Ann', roles: ['assessor'], units: 'all' });
    const [one, two] = await Promise.all([ask(), ask()]);
    const three = await ask();
    expect([must(two).key, must(three).key]).toEqual([must(one).key, must(one).key]);
    expect(listPeople(workspace).map((person) => person.name)).toEqual(['Root', 'Ann']);
  });
  it('nobody acts in the name of somebody whose key is not here', async () => {
    const { workspace, keyOf } = await aWorkspace({ people: PEOPLE });
    expect(codeOf(await actAs(workspace, keyOf('Ann')))).toBe('ok');
    const stranger = (await aWorkspace()).workspace.me();
    expect(codeOf(await actAs(workspace, stranger))).toBe('key.missing');
  });
  it('an appointment by Ann is kept in the log as not counted, with the reason', async () => {
    const { workspace, as, keyOf } = await aWorkspace({ people: PEOPLE });
    as('Ann');
    const now = new Date(workspace.now()).toISOString();
    const body = {
      person: keyOf('Bob'),
      name: 'Bob',
      roles: ['provider' as const],
      units: 'all' as const,
      from: now,
      until: null,
    };
    must(await workspace.state([{ type: 'person.appointed', body }]));
    const [latest] = timeline(workspace, {}, 0, 1).entries;
    expect(latest).toMatchObject({
      type: 'person.appointed',
      counted: false,
      reason: 'Only a provider appoints people.',
    });
    expect(workspace.store.authority().rolesOf(keyOf('Bob'), now)).toEqual(['assessor']);
  });
  it('nobody else can claim to have founded the workspace', async () => {
    const { workspace, as, keyOf } = await aWorkspace({ people: PEOPLE });
    as('Ann');
    const body = { name: 'Mine', provider: 'Me', nonce: 'n', isDemo: false };
    must(await workspace.state([{ type: 'workspace.created', body }], { at: 0 }));
    expect(workspace.store.authority().root).toBe(keyOf('Root'));
    expect(timeline(workspace, {}, 0, 1).entries[0]?.counted).toBe(false);
  });
  it('what is checked and what is signed carry one time, even when the clock stands still or goes back', async () => {
    let at = Date.parse('2026-06-01T09:00:00.000Z');
    const { workspace, as } = await aWorkspace({
      people: PEOPLE,
      environment: { now: () => at, newId: randomUUID },
    });
    at -= 3_600_000;
    const submission = await aSubmission(workspace);
    await anAssessment(as('Ann'), submission, good);
    expect(must(await confirmOutcomes(as('Mo'), randomUUID(), [submission])).confirmed).toBe(1);
    const entries = timeline(workspace, {}, 0, 100).entries;
    expect(entries.every((entry) => entry.counted)).toBe(true);
    expect(entries.map((entry) => entry.at)).toEqual(
      entries
        .map((entry) => entry.at)
        .toSorted()
        .reverse(),
    );
  });
});

describe('a command asked twice', () => {
  it('submits one assessment, and both callers learn of it', async () => {
    const { workspace } = await aWorkspace();
    const submission = await aSubmission(workspace);
    const { revision } = must(saveDraft(workspace, submission, aDraft(good), 0));
    const command = randomUUID();
    const ask = () => submitAssessment(workspace, command, submission, revision);
    const [one, two] = await Promise.all([ask(), ask()]);
    expect(must(two).id).toBe(must(one).id);
    expect(must(await ask()).id).toBe(must(one).id);
    expect(timeline(workspace, { type: 'assessment.submitted' }, 0, 10).total).toBe(1);
  });
});

import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { appointPerson, revokeAppointment } from '../../src/app/appoint.ts';
import { declareConflict, withdrawConflict } from '../../src/app/conflicts.ts';
import { listPeople, personShape } from '../../src/app/describe-people.ts';
import { compareSubmission } from '../../src/app/moderate.ts';
import { openSubmission } from '../../src/app/open-submission.ts';
import { actAs, describeWorkspace } from '../../src/app/people.ts';
import { confirmOutcomes } from '../../src/app/release.ts';
import { setAnonymity } from '../../src/app/set-anonymity.ts';
import { timeline } from '../../src/app/timeline.ts';
import type { Workspace } from '../../src/app/workspace.ts';
import type { PersonKey, SubmissionId } from '../../src/domain/ids.ts';
import { RecordId } from '../../src/domain/ids.ts';
import { generateKeyPair } from '../../src/ledger/ed25519.ts';
import { allMet, level } from '../builders/a-judgment.ts';
import { aUnit } from '../builders/a-unit.ts';
import { anAssessment, aSubmission, aWorkspace, codeOf, must } from '../builders/a-workspace.ts';

const unit = aUnit();
const good = allMet(unit);
const poor = { ...good, c1: level('l1') };
const PEOPLE = { Ann: ['assessor'], Bob: ['assessor'], Mo: ['moderator'] } as const;
const whole = { units: 'all' } as const;

const appointmentsOf = (workspace: Workspace, key: PersonKey) => personShape(workspace, key).appointments;
const endAll = async (workspace: Workspace, key: PersonKey) => {
  for (const { record } of appointmentsOf(workspace, key))
    must(await revokeAppointment(workspace, randomUUID(), record, 'left us'));
};
const conflict = (workspace: Workspace, person: PersonKey, submission: SubmissionId) =>
  declareConflict(workspace, randomUUID(), { person, submission, reason: 'my neighbour' });

/** A key of somebody on this machine, as though another device had joined. */
async function aSecondKey(workspace: Workspace, person: PersonKey, kind: 'device' | 'replacement') {
  const kept = must(await workspace.keyring.seal('tablet', generateKeyPair()));
  const from = new Date(workspace.now()).toISOString();
  const body = { person, key: kept.key, kind, from, reason: 'new' };
  must(await workspace.state([{ type: 'key.added', body }], { keys: [kept] }));
  return kept.key;
}

describe('appointing somebody again', () => {
  it('adds to what they are, for as long and as far as it says', async () => {
    const { workspace, keyOf } = await aWorkspace({ people: PEOPLE });
    const until = new Date(workspace.now() + 86_400_000).toISOString();
    const wanted = { roles: ['moderator'], units: [unit.id], until } as const;
    const ann = must(await appointPerson(workspace, randomUUID(), keyOf('Ann'), wanted));
    expect(ann).toMatchObject({ name: 'Ann', roles: ['assessor', 'moderator'], units: 'all', until: null });
    await endAll(workspace, keyOf('Bob'));
    must(await appointPerson(workspace, randomUUID(), keyOf('Bob'), wanted));
    expect(personShape(workspace, keyOf('Bob'))).toMatchObject({
      roles: ['moderator'],
      units: [unit.id],
      until,
      appointments: [
        { isCurrent: false, revoked: { reason: 'left us' } },
        { isCurrent: true, revoked: null },
      ],
    });
  });
  it('as a trainee says so', async () => {
    const { workspace, keyOf } = await aWorkspace({ people: { Ann: ['eqa'] } });
    const wanted = { roles: ['assessor'], ...whole, trainee: true } as const;
    expect(must(await appointPerson(workspace, randomUUID(), keyOf('Ann'), wanted)).trainee).toBe(true);
    must(await appointPerson(workspace, randomUUID(), keyOf('Ann'), { ...wanted, trainee: false }));
    expect(personShape(workspace, keyOf('Ann')).trainee).toBe(false);
  });
  it('is refused to nobody we know, into the past, and by those who are no provider of all that', async () => {
    const { workspace, as, keyOf } = await aWorkspace({ people: { ...PEOPLE, Pat: ['eqa'] } });
    const stranger = (await aWorkspace()).workspace.me();
    const ask = (key: PersonKey, change: object = {}) =>
      appointPerson(workspace, randomUUID(), key, { roles: ['moderator'], ...whole, ...change });
    expect(codeOf(await ask(stranger))).toBe('people.unknown');
    expect(codeOf(await ask(keyOf('Ann'), { until: '2026-01-01T00:00:00.000Z' }))).toBe('people.until_past');
    must(await ask(keyOf('Pat'), { roles: ['provider'], units: [unit.id] }));
    as('Mo');
    expect(codeOf(await ask(keyOf('Ann')))).toBe('people.not_allowed');
    as('Pat');
    expect(codeOf(await ask(keyOf('Ann')))).toBe('people.not_allowed');
    expect(codeOf(await ask(keyOf('Ann'), { units: [unit.id] }))).toBe('ok');
  });
  it('asked twice with one command, appoints once', async () => {
    const { workspace, keyOf } = await aWorkspace({ people: PEOPLE });
    const command = randomUUID();
    for (let time = 0; time < 2; time += 1)
      must(await appointPerson(workspace, command, keyOf('Ann'), { roles: ['moderator'], ...whole }));
    expect(appointmentsOf(workspace, keyOf('Ann'))).toHaveLength(2);
  });
});

describe('ending an appointment', () => {
  it('keeps what was done and lets nothing more be done, with a sentence', async () => {
    const { workspace, as, keyOf } = await aWorkspace({ people: PEOPLE });
    const submission = await aSubmission(workspace);
    await anAssessment(as('Ann'), submission, good);
    await endAll(as('Root'), keyOf('Ann'));
    expect(must(openSubmission(as('Bob'), submission)).state).toBe('provisional');
    const other = await aSubmission(as('Root'), { learner: 'Somebody else' });
    expect(must(openSubmission(as('Ann'), other)).mayAssess.reason).toMatch(
      /^Ann’s appointment does not cover/,
    );
    expect((await describeWorkspace(workspace)).me).toMatchObject({ roles: [], isAppointed: true });
  });
  it('is refused to others than providers, for the founder, and where there is none', async () => {
    const { workspace, as, keyOf } = await aWorkspace({ people: PEOPLE });
    const end = async (key: PersonKey) =>
      codeOf(
        await revokeAppointment(
          workspace,
          randomUUID(),
          appointmentsOf(workspace, key)[0]?.record ?? RecordId.parse('0'.repeat(64)),
          '',
        ),
      );
    expect(await end(keyOf('Root'))).toBe('people.founder');
    expect(codeOf(await revokeAppointment(workspace, randomUUID(), RecordId.parse('0'.repeat(64)), ''))).toBe(
      'people.appointment_unknown',
    );
    as('Ann');
    expect(await end(keyOf('Mo'))).toBe('people.not_allowed');
  });
  it('in a copy that skips the command’s check is kept and does not count', async () => {
    const { workspace, as, keyOf } = await aWorkspace({ people: PEOPLE });
    const [{ record } = { record: RecordId.parse('0'.repeat(64)) }] = appointmentsOf(workspace, keyOf('Mo'));
    const stranger = (await aWorkspace()).workspace.me();
    as('Ann');
    const from = new Date(workspace.now()).toISOString();
    must(
      await workspace.state([
        { type: 'appointment.revoked', body: { appointment: record, from, reason: '' } },
        { type: 'key.added', body: { person: keyOf('Mo'), key: stranger, kind: 'device', from, reason: '' } },
      ]),
    );
    expect(timeline(workspace, {}, 0, 2).entries.map(({ counted, reason }) => [counted, reason])).toEqual([
      [false, 'Only a provider adds a key.'],
      [false, 'Only a provider ends an appointment.'],
    ]);
    expect(personShape(workspace, keyOf('Mo')).roles).toEqual(['moderator']);
  });
});

describe('a conflict of interest', () => {
  it('keeps somebody from assessing, moderating and confirming, and says why', async () => {
    const { workspace, as, keyOf } = await aWorkspace({ people: PEOPLE });
    const submission = await aSubmission(workspace);
    must(await conflict(as('Ann'), keyOf('Ann'), submission));
    expect(must(openSubmission(workspace, submission)).mayAssess.reason).toMatch(
      /^Ann has a conflict of interest with this learner/,
    );
    await anAssessment(as('Bob'), submission, good);
    await anAssessment(as('Root'), submission, poor);
    must(await conflict(as('Mo'), keyOf('Mo'), submission));
    expect(must(compareSubmission(workspace, submission)).mayModerate.allowed).toBe(false);
    const other = await aSubmission(as('Root'), { learner: 'Somebody else' });
    must(await conflict(workspace, keyOf('Mo'), other));
    await anAssessment(as('Bob'), other, good);
    const { refused } = must(await confirmOutcomes(as('Mo'), randomUUID(), [other]));
    expect(refused[0]?.reason).toMatch(/^Mo has a conflict of interest with this learner/);
  });
  it('is seen with its reason by those who see to it, and by others without', async () => {
    const { workspace, as, keyOf } = await aWorkspace({ people: PEOPLE });
    const submission = await aSubmission(workspace);
    must(await conflict(as('Ann'), keyOf('Ann'), submission));
    const seenBy = (name: string) => personShape(as(name), keyOf('Ann')).conflicts.map((one) => one.reason);
    expect(['Ann', 'Mo', 'Root', 'Bob'].map(seenBy)).toEqual([
      ['my neighbour'],
      ['my neighbour'],
      ['my neighbour'],
      [''],
    ]);
    expect(personShape(workspace, keyOf('Ann')).conflicts[0]?.learnerName).toBe('B. Okafor');
  });
  it('does not tell whose anonymous work it is about', async () => {
    const { workspace, as, keyOf } = await aWorkspace({ people: PEOPLE });
    const submission = await aSubmission(workspace);
    must(await setAnonymity(workspace, randomUUID(), unit.id, true));
    const shown = must(await conflict(as('Ann'), keyOf('Ann'), submission)).conflicts;
    expect(JSON.stringify(shown)).not.toContain('Okafor');
    expect(shown[0]?.learner).toBeNull();
  });
  it('is declared of others by moderators and providers only, and withdrawn by nobody for themself', async () => {
    const { workspace, as, keyOf } = await aWorkspace({ people: PEOPLE });
    const submission = await aSubmission(workspace);
    expect(codeOf(await conflict(as('Bob'), keyOf('Ann'), submission))).toBe('people.not_allowed');
    must(await conflict(as('Mo'), keyOf('Mo'), submission));
    const record = personShape(workspace, keyOf('Mo')).conflicts[0]?.record ?? RecordId.parse('0'.repeat(64));
    const withdraw = async (name: string) =>
      codeOf(await withdrawConflict(as(name), randomUUID(), record, 'mistaken'));
    expect([await withdraw('Mo'), await withdraw('Ann'), await withdraw('Root')]).toEqual([
      'people.not_allowed',
      'people.not_allowed',
      'ok',
    ]);
    expect(personShape(workspace, keyOf('Mo')).conflicts).toEqual([]);
  });
  it('declared twice is one', async () => {
    const { workspace, keyOf } = await aWorkspace({ people: PEOPLE });
    const submission = await aSubmission(workspace);
    must(await conflict(workspace, keyOf('Ann'), submission));
    expect(must(await conflict(workspace, keyOf('Ann'), submission)).conflicts).toHaveLength(1);
  });
});

describe('a second key of one person', () => {
  it('makes nobody else of them: what either submitted is theirs, in every list', async () => {
    const { workspace, as, keyOf } = await aWorkspace({ people: PEOPLE });
    const submission = await aSubmission(workspace);
    const tablet = await aSecondKey(workspace, keyOf('Ann'), 'device');
    await anAssessment(as('Ann'), submission, good);
    workspace.store.local.set('me', tablet);
    const detail = must(openSubmission(workspace, submission));
    expect(detail.mine).toMatchObject({ isMine: true, assessor: { key: keyOf('Ann') } });
    expect(detail.mayAssess.reason).toBe('You have submitted your assessment.');
    expect(detail.mayRecall.allowed).toBe(true);
    const { rows } = workspace.store.queue.list(tablet, {}, { by: 'received', descending: false }, 0, 10);
    expect(rows[0]?.mine).toBe('submitted');
    expect(listPeople(workspace).filter((one) => one.isMe)).toMatchObject([
      { key: keyOf('Ann'), keys: [{ kind: 'first' }, { key: tablet, kind: 'device', isLocal: true }] },
    ]);
    expect(codeOf(await confirmOutcomes(workspace, randomUUID(), [submission]))).toBe('ok');
    expect(must(openSubmission(workspace, submission)).state).toBe('provisional');
  });
  it('acting as somebody uses a key that still speaks for them', async () => {
    const { workspace, keyOf } = await aWorkspace({ people: PEOPLE });
    const fresh = await aSecondKey(workspace, keyOf('Ann'), 'replacement');
    must(await actAs(workspace, keyOf('Ann')));
    expect(workspace.me()).toBe(fresh);
    expect((await describeWorkspace(workspace)).me).toMatchObject({ name: 'Ann', canSign: true });
    workspace.store.local.set('me', keyOf('Ann'));
    expect((await describeWorkspace(workspace)).me.canSign).toBe(false);
    const submission = await aSubmission(workspace).catch(() => null);
    expect(submission).toBeNull();
  });
});

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allocate, withdrawAllocation } from '../../src/app/allocate.ts';
import { recallAssessment, saveDraft, submitAssessment } from '../../src/app/assess.ts';
import { confirmUnchanged } from '../../src/app/confirm-unchanged.ts';
import { countersign } from '../../src/app/countersign.ts';
import { openSealed } from '../../src/app/open-seals.ts';
import { openSubmission } from '../../src/app/open-submission.ts';
import { packPackage } from '../../src/app/pack.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import type { Decision } from '../../src/domain/judgment.ts';
import { commitmentOf } from '../../src/ledger/commitment.ts';
import { aDraft, allMet, level } from '../builders/a-judgment.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aUnit } from '../builders/a-unit.ts';
import {
  aCall,
  anAssessment,
  aSubmission,
  aWorkspace,
  codeOf,
  must,
  type TestWorkspace,
} from '../builders/a-workspace.ts';

const unit = aUnit();
const good = allMet(unit);
const poor = { ...good, c1: level('l1') };
const PEOPLE = {
  Ann: ['assessor'],
  Bob: ['assessor'],
  Cy: ['assessor'],
  Mo: ['moderator'],
  Max: ['assessor', 'moderator'],
} as const;

async function give(scene: TestWorkspace, submission: SubmissionId, to: string, sealed = true) {
  const person = scene.keyOf(to);
  const as = to === 'Ann' ? ('first' as const) : ('second' as const);
  const wanted = { submissions: [submission], person, as, sealed, due: null };
  const done = must(await allocate(scene.as('Root'), randomUUID(), wanted));
  return done.refused[0]?.reason ?? null;
}

async function submit(
  scene: TestWorkspace,
  name: string,
  submission: SubmissionId,
  decisions: Record<string, Decision>,
) {
  const workspace = scene.as(name);
  must(saveDraft(workspace, submission, aDraft(decisions, { feedback: `Said by ${name}.` }), 0));
  return must(await submitAssessment(workspace, randomUUID(), submission, 1));
}

/** Ann and Bob are to seal a submission. */
async function toBeSealed() {
  const scene = await aWorkspace({ people: PEOPLE });
  const submission = await aSubmission(scene.workspace);
  for (const name of ['Ann', 'Bob']) expect(await give(scene, submission, name)).toBeNull();
  return { scene, submission, detailFor: (name: string) => must(openSubmission(scene.as(name), submission)) };
}

describe('submitting what is to be sealed', () => {
  it('writes a seal, and keeps what was sealed for its author alone', async () => {
    const { scene, submission, detailFor } = await toBeSealed();
    const sealed = await submit(scene, 'Ann', submission, good);
    expect(sealed).toMatchObject({ isMine: true, feedback: 'Said by Ann.', counts: { counted: false } });
    const { store } = scene.workspace;
    expect(store.records.factsAbout(`s:${submission}`).map((fact) => fact.type)).toContain(
      'assessment.sealed',
    );
    expect(store.records.factsAbout(`s:${submission}`).map((fact) => fact.type)).not.toContain(
      'assessment.submitted',
    );
    expect(store.drafts.get(submission, scene.keyOf('Ann'))).toBeNull();
    expect(detailFor('Ann')).toMatchObject({
      draft: null,
      mine: null,
      others: [],
      sealed: { waitingFor: 1, assessment: { feedback: 'Said by Ann.' } },
      mayAssess: { allowed: false, reason: 'You have sealed your assessment.' },
      mayRecall: { allowed: false },
    });
    for (const name of ['Bob', 'Mo', 'Root', 'Cy'])
      expect(JSON.stringify(detailFor(name))).not.toContain('Said by Ann.');
  });

  it('leaves neither marks nor salt in any record before it is opened', async () => {
    const { scene, submission } = await toBeSealed();
    await submit(scene, 'Ann', submission, good);
    const { store } = scene.workspace;
    const [kept] = store.sealed.seals();
    const salt = kept ? store.sealed.get(kept.seal)?.salt : undefined;
    expect(salt).toMatch(/^[0-9a-f]{64}$/);
    const ledger = store.records
      .after(0, 1000)
      .map((row) => row.bytes.toString('utf8'))
      .join('\n');
    expect(ledger).not.toContain(salt);
    expect(ledger).not.toContain('Said by Ann.');
  });

  it('cannot be guessed from any package made before it is opened, by whoever knows the marks and tries all there is', async () => {
    const { scene, submission } = await toBeSealed();
    await submit(scene, 'Ann', submission, good);
    const workspace = scene.as('Ann');
    const [kept] = workspace.store.sealed.seals();
    const sealed = kept ? workspace.store.sealed.get(kept.seal) : null;
    if (!kept || !sealed) throw new Error('it is sealed');
    const promised = workspace.store.records
      .factsAbout(`s:${submission}`)
      .flatMap((fact) => (fact.type === 'assessment.sealed' ? [fact.body.commitment] : []));
    const opens = (salt: string) =>
      promised.includes(commitmentOf({ salt, author: scene.keyOf('Ann'), body: sealed.body }));
    expect(opens(sealed.salt)).toBe(true);
    const folder = await aTempFolder();
    for (const kind of ['seal', 'judgments', 'moderation', 'workspace'] as const) {
      const into = join(folder, `${kind}.assay`);
      const encrypt = false;
      must(await packPackage(workspace, { kind, to: null, encrypt, into }, aCall()));
      const bytes = await readFile(into);
      const text = bytes.toString('latin1');
      expect(text, kind).toContain(promised[0]);
      for (const form of ['hex', 'base64', 'base64url', 'latin1'] as const)
        expect(text.includes(Buffer.from(sealed.salt, 'hex').toString(form)), `${kind} ${form}`).toBe(false);
      expect(text, kind).not.toContain('Said by Ann.');
      // Every run of 64 hex digits, wherever it begins.
      for (const [run] of text.matchAll(/[0-9a-f]{64,}/g))
        for (let from = 0; from + 64 <= run.length; from += 1)
          expect(opens(run.slice(from, from + 64)), kind).toBe(false);
    }
  });

  it('opens by itself once the last of them has sealed, whoever that is', async () => {
    const { scene, submission, detailFor } = await toBeSealed();
    await submit(scene, 'Ann', submission, good);
    const last = await submit(scene, 'Bob', submission, good);
    expect(last).toMatchObject({ isMine: true, counts: { counted: true } });
    expect(detailFor('Ann')).toMatchObject({
      state: 'auto_agreed',
      sealed: null,
      others: [{ feedback: 'Said by Bob.' }],
    });
    expect(detailFor('Ann').allocations.map((one) => one.stands)).toEqual(['opened', 'opened']);
    expect(scene.workspace.store.sealed.seals()).toEqual([]);
  });

  it('says what it waits for, and opens nothing before', async () => {
    const { scene, submission } = await toBeSealed();
    await give(scene, submission, 'Cy');
    await submit(scene, 'Ann', submission, good);
    expect(await openSealed(scene.workspace)).toEqual({
      opened: 0,
      waiting: [{ submission, reason: '2 seals are still missing: Bob’s, Cy’s.' }],
    });
    await submit(scene, 'Bob', submission, good);
    expect((await openSealed(scene.workspace)).waiting.map((one) => one.reason)).toEqual([
      '1 seal is still missing: Cy’s.',
      '1 seal is still missing: Cy’s.',
    ]);
  });

  it('is repeated without harm: one command, one seal', async () => {
    const { scene, submission } = await toBeSealed();
    const ann = scene.as('Ann');
    must(saveDraft(ann, submission, aDraft(good), 0));
    const command = randomUUID();
    const once = must(await submitAssessment(ann, command, submission, 1));
    expect(must(await submitAssessment(ann, command, submission, 1))).toEqual(once);
    expect(codeOf(await submitAssessment(ann, randomUUID(), submission, 1))).toBe('assessment.not_allowed');
  });

  it('is not taken back', async () => {
    const { scene, submission } = await toBeSealed();
    await submit(scene, 'Ann', submission, good);
    expect(codeOf(await recallAssessment(scene.as('Ann'), randomUUID(), submission))).toBe(
      'assessment.not_recallable',
    );
  });

  it('is still there when the workspace is opened again, and opens then', async () => {
    const { scene, submission } = await toBeSealed();
    await submit(scene, 'Ann', submission, good);
    await scene.reopen();
    await submit(scene, 'Bob', submission, good);
    expect(scene.workspace.store.views.submission(submission)?.state).toBe('auto_agreed');
  });

  it('whose content was damaged past mending says so, and opens nothing else in its place', async () => {
    const { scene, submission } = await toBeSealed();
    await submit(scene, 'Ann', submission, good);
    const [kept] = scene.workspace.store.sealed.seals();
    if (!kept) throw new Error('it is kept');
    const before = scene.workspace.store.sealed.get(kept.seal);
    if (!before) throw new Error('it can be read');
    // Somebody with the file in hand puts in another assessment, well made.
    scene.workspace.store.sealed.drop(kept.seal);
    scene.workspace.store.sealed.put({ ...before, body: { ...before.body, feedback: 'Changed.' } });
    await submit(scene, 'Bob', submission, good);
    expect((await openSealed(scene.workspace)).waiting).toMatchObject([
      { reason: expect.stringContaining('damaged') },
    ]);
  });
});

describe('allocating', () => {
  it('is for those who provide or moderate, and to those who assess the unit', async () => {
    const scene = await aWorkspace({ people: PEOPLE });
    const submission = await aSubmission(scene.workspace);
    const wanted = { submissions: [submission], as: 'first' as const, sealed: true, due: null };
    const toMo = must(
      await allocate(scene.as('Root'), randomUUID(), { ...wanted, person: scene.keyOf('Mo') }),
    );
    expect(toMo).toMatchObject({ allocated: 0, refused: [{ reason: 'Mo is not appointed as assessor.' }] });
    const byAnn = must(
      await allocate(scene.as('Ann'), randomUUID(), { ...wanted, person: scene.keyOf('Ann') }),
    );
    expect(byAnn.refused[0]?.reason).toBe('Ann is not appointed as provider or moderator.');
  });

  it('asks for no seal of what was assessed already, nor twice of one person', async () => {
    const scene = await aWorkspace({ people: PEOPLE });
    const submission = await aSubmission(scene.workspace);
    await anAssessment(scene.as('Ann'), submission, good);
    expect(await give(scene, submission, 'Bob')).toContain('nothing to seal any more');
    expect(await give(scene, submission, 'Ann', false)).toBe('Ann has assessed it already.');
    expect(await give(scene, submission, 'Bob', false)).toBeNull();
  });

  it('keeps everybody else from marking what is to be sealed', async () => {
    const { scene, submission, detailFor } = await toBeSealed();
    expect(detailFor('Cy')).toMatchObject({
      mayAssess: {
        allowed: false,
        reason: 'This submission is allocated to others, who seal what they decide.',
      },
    });
    expect(codeOf(saveDraft(scene.as('Cy'), submission, aDraft(good), 0))).toBe('assessment.not_allowed');
  });

  it('shows somebody who may still mark only their own', async () => {
    const { detailFor } = await toBeSealed();
    expect(detailFor('Ann').allocations).toMatchObject([{ isMine: true, stands: 'to_do', sealed: true }]);
    expect(detailFor('Mo').allocations).toHaveLength(2);
  });

  it('is withdrawn by somebody else, who says why', async () => {
    const { scene, submission, detailFor } = await toBeSealed();
    expect(await give(scene, submission, 'Max')).toBeNull();
    const recordOf = (name: string) => {
      const one = detailFor('Mo').allocations.find((each) => each.person.name === name);
      if (!one) throw new Error('it is allocated');
      return one.record;
    };
    const [ann, max] = [recordOf('Ann'), recordOf('Max')];
    const withdraw = (by: string, record: typeof ann, reason: string) =>
      withdrawAllocation(scene.as(by), randomUUID(), { allocation: record, reason, evenBegun: false });
    expect(codeOf(await withdraw('Max', max, 'No time.'))).toBe('allocation.not_allowed');
    expect(codeOf(await withdraw('Bob', ann, 'No time.'))).toBe('allocation.not_allowed');
    expect(codeOf(await withdraw('Mo', ann, ' '))).toBe('allocation.reason_missing');
    must(await withdraw('Mo', ann, 'Ill.'));
    must(await withdraw('Mo', max, 'Enough.'));
    expect(codeOf(await withdraw('Mo', ann, 'Ill.'))).toBe('allocation.unknown');
    await submit(scene, 'Bob', submission, good);
    expect(detailFor('Bob')).toMatchObject({ state: 'provisional', mine: { counts: { counted: true } } });
  });
});

describe('a trainee', () => {
  async function trained() {
    const scene = await aWorkspace({ people: PEOPLE });
    const submission = await aSubmission(scene.workspace);
    scene.as('Root');
    const at = new Date(scene.workspace.now()).toISOString();
    const [ann] = scene.workspace.store.authority().appointmentsOf(scene.keyOf('Ann'));
    if (!ann) throw new Error('Ann is appointed');
    must(
      await scene.workspace.state([
        { type: 'appointment.revoked', body: { appointment: ann.id, from: at, reason: 'In training.' } },
        { type: 'person.appointed', body: { ...ann.body, from: at, trainee: true } },
      ]),
    );
    await submit(scene, 'Ann', submission, poor);
    return {
      scene,
      submission,
      detailFor: (name: string) => must(openSubmission(scene.as(name), submission)),
    };
  }

  it('waits for somebody who moderates to countersign, and can take it back until then', async () => {
    const { scene, submission, detailFor } = await trained();
    const { mine } = detailFor('Ann');
    expect(mine).toMatchObject({ counts: { counted: false } });
    expect(detailFor('Ann')).toMatchObject({ mayAssess: { allowed: false }, mayRecall: { allowed: true } });
    expect(detailFor('Bob')).toMatchObject({ toCountersign: [], others: [] });
    expect(detailFor('Mo').toCountersign).toEqual([mine?.id]);
    const assessment = detailFor('Mo').toCountersign[0];
    if (!assessment) throw new Error('it waits');
    const said = { submission, assessment, accepted: true, note: '' };
    expect(codeOf(await countersign(scene.as('Bob'), randomUUID(), said))).toBe('assessment.not_allowed');
    must(await countersign(scene.as('Mo'), randomUUID(), said));
    expect(detailFor('Ann')).toMatchObject({ state: 'provisional', mine: { counts: { counted: true } } });
  });

  it('goes on from what was returned', async () => {
    const { scene, submission, detailFor } = await trained();
    const [assessment] = detailFor('Mo').toCountersign;
    if (!assessment) throw new Error('it waits');
    const returned = { submission, assessment, accepted: false, note: 'Look at page 3' };
    expect(codeOf(await countersign(scene.as('Mo'), randomUUID(), { ...returned, note: '' }))).toBe(
      'assessment.note_missing',
    );
    must(await countersign(scene.as('Mo'), randomUUID(), returned));
    expect(detailFor('Ann')).toMatchObject({
      mine: null,
      draft: { revision: 0, draft: { feedback: 'Said by Ann.' } },
      mayAssess: { allowed: true },
    });
  });
});

it('assessments made with an older version of the unit are confirmed together, or named with the reason', async () => {
  const scene = await aWorkspace({ people: PEOPLE });
  const submission = await aSubmission(scene.workspace);
  await anAssessment(scene.as('Ann'), submission, good);
  const next = aUnit({ versionLabel: '2027.1' });
  scene.as('Root');
  must(await scene.workspace.state([{ type: 'unit.published', body: { unit: next } }]));
  expect(must(openSubmission(scene.as('Mo'), submission)).isStale).toBe(true);
  expect(must(await confirmUnchanged(scene.as('Bob'), randomUUID(), [submission]))).toMatchObject({
    confirmed: 0,
    refused: [{ reason: 'Its assessments are somebody else’s.' }],
  });
  expect(must(await confirmUnchanged(scene.as('Mo'), randomUUID(), [submission]))).toMatchObject({
    confirmed: 1,
  });
  expect(must(openSubmission(scene.as('Mo'), submission)).isStale).toBe(false);
});

import { randomUUID } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allocate, withdrawAllocation } from '../../src/app/allocate.ts';
import { addPerson } from '../../src/app/appoint.ts';
import { saveDraft, submitAssessment } from '../../src/app/assess.ts';
import { checkLedger } from '../../src/app/check-ledger.ts';
import { toCountersign } from '../../src/app/countersign.ts';
import { openSubmission } from '../../src/app/open-submission.ts';
import { describeWorkspace } from '../../src/app/people.ts';
import { decideToResolve, listToResolve } from '../../src/app/to-resolve.ts';
import type { Workspace } from '../../src/app/workspace.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import { unitVersionIdOf } from '../../src/ledger/content-ids.ts';
import { aDraft, allMet, judgments } from '../builders/a-judgment.ts';
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
const PAST = '2026-06-01T09:00:00.000Z';
const LATER = '2099-06-30T23:59:59.999Z';
const PEOPLE = {
  Ann: ['assessor'],
  Bob: ['assessor'],
  Max: ['assessor', 'moderator'],
  Mo: ['moderator'],
} as const;

/** What waits for whoever is at the desk; the count in the frame says the same. */
async function waiting(workspace: Workspace) {
  const list = listToResolve(workspace);
  expect((await describeWorkspace(workspace)).counts.toResolve).toBe(list.length);
  return list;
}
const decide = (workspace: Workspace, choice: string, reason = '') =>
  decideToResolve(workspace, {
    command: randomUUID(),
    id: listToResolve(workspace)[0]?.id ?? '',
    choice,
    reason,
  });

describe('a trainee’s assessment that waits for a countersignature', () => {
  async function byTrainee() {
    const scene = await aWorkspace({ people: PEOPLE });
    const wanted = { name: 'Tia', roles: ['assessor'], units: 'all', trainee: true } as const;
    const tia = must(await addPerson(scene.workspace, randomUUID(), wanted)).key;
    const asTia = () => {
      scene.workspace.store.local.set('me', tia);
      return scene.workspace;
    };
    const submission = await aSubmission(scene.workspace, { unit });
    const assessment = await anAssessment(asTia(), submission, good);
    return { scene, submission, assessment, asTia };
  }

  it('is told to whoever may give it, and to nobody who may still mark the submission', async () => {
    const { scene, submission, asTia } = await byTrainee();
    const view = scene.workspace.store.views.submission(submission);
    if (!view) throw new Error('it was received');
    for (const name of ['Root', 'Ann', 'Bob', 'Max', 'Mo']) {
      const workspace = scene.as(name);
      const may = toCountersign(workspace, view).length > 0;
      expect(
        (await waiting(workspace)).map(({ kind }) => kind),
        name,
      ).toEqual(may ? ['countersign'] : []);
      expect(may, name).toBe(name === 'Mo');
    }
    expect(await waiting(asTia())).toEqual([]);
    // Once two have marked it, Max may mark it no more.
    await anAssessment(scene.as('Ann'), submission, good);
    await anAssessment(scene.as('Bob'), submission, good);
    expect((await waiting(scene.as('Max'))).map(({ kind }) => kind)).toEqual(['countersign']);
    expect(await waiting(scene.as('Ann'))).toEqual([]);
  });

  it('is given, and counts', async () => {
    const { scene, submission, assessment } = await byTrainee();
    expect((await waiting(scene.as('Mo')))[0]).toMatchObject({
      title: expect.stringContaining('What Tia decided'),
      submission,
      records: [{ record: assessment }],
      choices: [{ id: 'countersign' }, { id: 'return', reason: 'needed' }],
    });
    expect(codeOf(await decide(scene.workspace, 'later'))).toBe('resolve.choice_unknown');
    must(await decide(scene.workspace, 'countersign'));
    expect(await waiting(scene.workspace)).toEqual([]);
    expect(scene.workspace.store.views.submission(submission)?.assessments).toHaveLength(1);
  });

  it('or refused with a reason, which its author goes on from', async () => {
    const { scene, submission, asTia } = await byTrainee();
    scene.as('Mo');
    expect(codeOf(await decide(scene.workspace, 'return'))).toBe('resolve.reason_missing');
    must(await decide(scene.workspace, 'return', 'Look at c1 again.'));
    expect(await waiting(scene.workspace)).toEqual([]);
    expect(must(openSubmission(asTia(), submission)).draft?.draft.judgments).toHaveLength(3);
  });

  it('may be given by an assessor who stands behind another one, and so marks the submission no more', async () => {
    const { scene, submission, assessment } = await byTrainee();
    const body = { submission, assessment, accepted: true, note: '' };
    must(await scene.as('Max').state([{ type: 'assessment.countersigned', body }]));
    const wanted = { name: 'Tom', roles: ['assessor'], units: 'all', trainee: true } as const;
    const tom = must(await addPerson(scene.as('Root'), randomUUID(), wanted)).key;
    scene.workspace.store.local.set('me', tom);
    await anAssessment(scene.workspace, submission, good);
    expect((await waiting(scene.as('Max'))).map(({ kind }) => kind)).toEqual(['countersign']);
    must(await decide(scene.workspace, 'countersign'));
  });
});

describe('a seal', () => {
  async function give(scene: TestWorkspace, submission: SubmissionId, to: string, due: string | null = null) {
    const as = to === 'Ann' ? ('first' as const) : ('second' as const);
    const wanted = { submissions: [submission], person: scene.keyOf(to), as, sealed: true, due };
    expect(must(await allocate(scene.as('Root'), randomUUID(), wanted)).allocated).toBe(1);
  }
  async function seal(workspace: Workspace, submission: SubmissionId) {
    must(saveDraft(workspace, submission, aDraft(good), 0));
    return must(await submitAssessment(workspace, randomUUID(), submission, 1));
  }
  /** Ann and Bob are to seal; Ann has. */
  async function halfSealed(due: string | null) {
    const scene = await aWorkspace({ people: PEOPLE });
    const submission = await aSubmission(scene.workspace, { unit });
    for (const name of ['Ann', 'Bob']) await give(scene, submission, name, due);
    await seal(scene.as('Ann'), submission);
    return { scene, submission };
  }

  it('that others wait for waits for whoever allocated it once its day is past, and not before', async () => {
    expect(await waiting((await halfSealed(LATER)).scene.as('Root'))).toEqual([]);
    expect(await waiting((await halfSealed(null)).scene.as('Root'))).toEqual([]);
    const { scene, submission } = await halfSealed(PAST);
    const [late] = await waiting(scene.as('Root'));
    expect(late).toMatchObject({ kind: 'seal', submission, person: { name: 'Bob' }, at: PAST });
    expect(late?.title).toMatch(/^Bob should have sealed the submission of .* by 2026-06-01$/);
    // Bob must not learn that somebody else has sealed, nor Ann who she waits for.
    for (const name of ['Ann', 'Bob']) expect(await waiting(scene.as(name)), name).toEqual([]);
  });

  it('is waited for no more once the allocation is withdrawn, and what was sealed opens when it is asked for', async () => {
    const { scene, submission } = await halfSealed(PAST);
    scene.as('Root');
    expect(codeOf(await decide(scene.workspace, 'withdraw'))).toBe('resolve.reason_missing');
    must(await decide(scene.workspace, 'withdraw', 'Bob is ill.'));
    const [open] = await waiting(scene.as('Ann'));
    expect(open).toMatchObject({ kind: 'seal', choices: [{ id: 'open', reason: 'none', leaves: 'record' }] });
    expect(open?.title).toMatch(/^You sealed .*every seal is in, and it is not opened$/);
    // Root sees that Ann's waits, and Max, who may moderate it; Bob sees nothing of it.
    expect((await waiting(scene.as('Root')))[0]?.title).toMatch(/^Ann sealed/);
    expect(await waiting(scene.as('Max'))).toHaveLength(1);
    expect(await waiting(scene.as('Bob'))).toEqual([]);
    scene.as('Ann');
    must(await decide(scene.workspace, 'open'));
    expect(await waiting(scene.workspace)).toEqual([]);
    expect(scene.workspace.store.views.submission(submission)?.assessments).toHaveLength(1);
  });

  it('cannot be opened where its content is not, and in a part of a workspace nobody knows to be alone', async () => {
    const { scene, submission } = await halfSealed(null);
    const root = scene.as('Root');
    const bobs = must(openSubmission(root, submission)).allocations.find(
      ({ person }) => person.name === 'Bob',
    );
    if (!bobs) throw new Error('it is allocated to Bob');
    must(
      await withdrawAllocation(root, randomUUID(), {
        allocation: bobs.record,
        reason: 'Ill.',
        evenBegun: false,
      }),
    );
    const [kept] = root.store.sealed.seals();
    if (!kept) throw new Error('Ann has sealed');
    scene.as('Ann').store.local.set('scope', 'part');
    expect(await waiting(scene.workspace)).toEqual([]);
    scene.workspace.store.local.set('scope', 'whole');
    root.store.sealed.drop(kept.seal);
    expect((await waiting(scene.workspace))[0]?.choices).toEqual([]);
    expect(codeOf(await decide(scene.workspace, 'open'))).toBe('resolve.choice_unknown');
  });

  it('that what was submitted does not fit waits for whoever allocated it, with the reason', async () => {
    const scene = await aWorkspace({ people: PEOPLE });
    const submission = await aSubmission(scene.workspace, { unit });
    for (const name of ['Ann', 'Bob']) await give(scene, submission, name);
    const body = {
      ...{ submission, unitVersion: unitVersionIdOf(unit), evidence: [], judgments: judgments(good) },
      ...{ anchors: [], feedback: '', actions: [], pleaseCheck: false },
    };
    const past = await scene.as('Bob').state([{ type: 'assessment.submitted', body }]);
    const [record] = must(past).ids;
    const [broken] = await waiting(scene.as('Mo'));
    expect(broken).toMatchObject({ kind: 'seal', submission, records: [{ record }] });
    expect(broken?.about).toMatch(/^It was to be sealed first, and was not\./);
    expect((await waiting(scene.as('Bob')))[0]).toMatchObject({ choices: [] });
    // Ann is still to decide: she learns nothing of Bob.
    expect(await waiting(scene.as('Ann'))).toEqual([]);
    must(await decide(scene.as('Mo'), 'withdraw', 'He did not seal.'));
    expect(await waiting(scene.workspace)).toEqual([]);
  });

  it('that waits in several submissions is one thing to resolve', async () => {
    const { scene, submission } = await halfSealed(PAST);
    const another = await aSubmission(scene.as('Root'), { unit, learner: 'Another' });
    for (const name of ['Ann', 'Bob']) await give(scene, another, name, PAST);
    await seal(scene.as('Ann'), another);
    const [late, ...more] = await waiting(scene.as('Root'));
    expect(more).toEqual([]);
    expect(late).toMatchObject({ submission: null, title: expect.stringContaining('2 submissions') });
    must(await decide(scene.workspace, 'withdraw', 'Bob is ill.'));
    for (const one of [submission, another])
      expect(scene.workspace.store.views.submission(one)?.allocations, one).toHaveLength(1);
  });
});

describe('damage', () => {
  it('that a check found is told until a check finds none', async () => {
    const scene = await aWorkspace();
    const { workspace } = scene;
    const submission = await aSubmission(workspace, { unit });
    const [artifact] = workspace.store.views.submission(submission)?.received.body.artifacts ?? [];
    if (!artifact) throw new Error('there is evidence');
    const path = workspace.vault.pathOf(artifact.hash);
    const whole = await workspace.vault.sizeBytes(artifact.hash);
    expect(await waiting(workspace)).toEqual([]);
    const bytes = readFileSync(path);
    chmodSync(path, 0o600);
    writeFileSync(path, Buffer.alloc(whole ?? 0, 'x'));
    must(await checkLedger(workspace, aCall()));
    const [damage] = await waiting(workspace);
    expect(damage).toMatchObject({ kind: 'damage', choices: [], title: expect.stringContaining('changed') });
    const reopened = await scene.reopen();
    expect((await waiting(reopened)).map(({ kind }) => kind)).toEqual(['damage']);
    writeFileSync(path, bytes);
    must(await checkLedger(reopened, aCall()));
    expect(await waiting(reopened)).toEqual([]);
    expect(await waiting(await scene.reopen())).toEqual([]);
  });
});

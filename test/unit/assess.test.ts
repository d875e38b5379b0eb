import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { discardDraft, recallAssessment, saveDraft, submitAssessment } from '../../src/app/assess.ts';
import { importBundles } from '../../src/app/import-bundles.ts';
import { compareSubmission } from '../../src/app/moderate.ts';
import { openSubmission } from '../../src/app/open-submission.ts';
import { describeWorkspace } from '../../src/app/people.ts';
import { confirmOutcomes, listResults } from '../../src/app/release.ts';
import { createWorkspace, openWorkspace, type Workspace } from '../../src/app/workspace.ts';
import { ArtifactHash, type PersonKey } from '../../src/domain/ids.ts';
import type { Draft } from '../../src/domain/judgment.ts';
import { aDraft, aJudgment, allMet, anchorId, level, met, points } from '../builders/a-judgment.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aUnit } from '../builders/a-unit.ts';
import {
  aBundle,
  aCall,
  aClock,
  anAssessment,
  aSubmission,
  aWorkspace,
  codeOf,
  must,
  SEALING,
} from '../builders/a-workspace.ts';

const good = allMet(aUnit());
async function aWorkbench() {
  const made = await aWorkspace({ people: { Ann: ['assessor'], Bob: ['assessor'], Mo: ['moderator'] } });
  const submission = await aSubmission(made.workspace);
  return { ...made, submission, workspace: made.as('Ann') };
}

/** Somebody is at the desk whose key is still sealed: the first signature waits for it. */
function withSealedKey(workspace: Workspace, person: PersonKey): Workspace {
  workspace.store.local.set('me', person);
  workspace.keyring.forget();
  return workspace;
}

describe('a draft', () => {
  it('comes back as it was saved, after the workspace was closed and opened', async () => {
    const { workspace, submission, reopen } = await aWorkbench();
    const { artifacts } = must(openSubmission(workspace, submission));
    const artifact = artifacts[0]?.hash ?? ArtifactHash.parse('0'.repeat(64));
    const draft: Draft = {
      ...aDraft({ c1: level('l2'), c3: points(7.5) }, { feedback: 'Grüße 👋', pleaseCheck: true }),
      anchors: [{ id: anchorId('a1'), artifact, target: { kind: 'lines', from: 1, to: 2, quote: 'saw' } }],
    };
    must(saveDraft(workspace, submission, draft, 0));
    const opened = must(openSubmission(await reopen(), submission));
    expect(opened.draft).toMatchObject({ draft, revision: 1 });
    expect(opened.missing.map((one) => one.criterion)).toEqual(['c2']);
  });
  it('is one’s own: nobody else sees it', async () => {
    const { workspace, submission, as } = await aWorkbench();
    must(saveDraft(workspace, submission, aDraft(good), 0));
    expect(must(openSubmission(as('Bob'), submission)).draft?.revision).toBe(0);
  });
  it('never overwrites a newer one from another window', async () => {
    const { workspace, submission } = await aWorkbench();
    must(saveDraft(workspace, submission, aDraft(good), 0));
    const stale = saveDraft(workspace, submission, aDraft({}), 0);
    expect(stale).toMatchObject({ ok: false, error: { code: 'draft.newer_elsewhere', at: '1' } });
    expect(must(openSubmission(workspace, submission)).draft?.draft).toEqual(aDraft(good));
  });
  it('takes no anchor into evidence of another submission', async () => {
    const { workspace, submission } = await aWorkbench();
    const anchors = [
      {
        id: anchorId('a1'),
        artifact: ArtifactHash.parse('0'.repeat(64)),
        target: { kind: 'whole' as const },
      },
    ];
    expect(codeOf(saveDraft(workspace, submission, aDraft(good, { anchors }), 0))).toBe(
      'draft.anchor_elsewhere',
    );
  });
  it('is gone when it was discarded', async () => {
    const { workspace, submission } = await aWorkbench();
    must(saveDraft(workspace, submission, aDraft(good), 0));
    must(discardDraft(workspace, submission));
    expect(must(openSubmission(workspace, submission)).draft).toMatchObject({ revision: 0, savedAt: null });
  });
  it('is refused to a moderator, and to the assessor who has submitted', async () => {
    const { workspace, submission, as } = await aWorkbench();
    expect(codeOf(saveDraft(as('Mo'), submission, aDraft(good), 0))).toBe('assessment.not_allowed');
    await anAssessment(as('Ann'), submission, good);
    expect(codeOf(saveDraft(workspace, submission, aDraft(good), 0))).toBe('assessment.not_allowed');
  });
});

describe('submitting', () => {
  it('turns the draft into a record and removes it, in one step', async () => {
    const { workspace, submission } = await aWorkbench();
    const before = workspace.store.records.count();
    await anAssessment(workspace, submission, good);
    expect(workspace.store.records.count()).toBe(before + 1);
    expect(workspace.store.drafts.get(submission, workspace.me())).toBeNull();
    expect(must(openSubmission(workspace, submission))).toMatchObject({ state: 'provisional', draft: null });
  });
  it('what is incomplete is refused with every cause, and the draft stays', async () => {
    const { workspace, submission } = await aWorkbench();
    const draft: Draft = { ...aDraft({ c3: points(3) }), judgments: [aJudgment('c1', level('l1'), '')] };
    must(saveDraft(workspace, submission, draft, 0));
    const submitted = await submitAssessment(workspace, randomUUID(), submission, 1);
    expect(submitted).toMatchObject({
      ok: false,
      error: {
        code: 'assessment.incomplete',
        causes: [
          { code: 'assessment.rationale_missing', at: 'c1' },
          { code: 'assessment.not_judged', at: 'c2' },
          { code: 'assessment.not_judged', at: 'c3' },
        ],
      },
    });
    expect(must(openSubmission(workspace, submission)).draft?.draft).toEqual(draft);
  });
  it('a draft that was changed elsewhere is refused', async () => {
    const { workspace, submission } = await aWorkbench();
    must(saveDraft(workspace, submission, aDraft(good), 0));
    must(saveDraft(workspace, submission, aDraft(good), 1));
    expect(codeOf(await submitAssessment(workspace, randomUUID(), submission, 1))).toBe(
      'draft.newer_elsewhere',
    );
  });
  it('never takes words with it that were saved while its key was still being unsealed', async () => {
    const { submission, reopen, keyOf } = await aWorkbench();
    const workspace = withSealedKey(await reopen(), keyOf('Ann'));
    must(saveDraft(workspace, submission, aDraft(good), 0));
    const submitting = submitAssessment(workspace, randomUUID(), submission, 1);
    const later = aDraft(good, { feedback: 'one more thought' });
    must(saveDraft(workspace, submission, later, 1));
    expect(codeOf(await submitting)).toBe('draft.newer_elsewhere');
    expect(must(openSubmission(workspace, submission))).toMatchObject({
      state: 'awaiting',
      draft: { draft: later, revision: 2 },
    });
  });
  it('pressed in two windows at once is one record', async () => {
    const { submission, reopen, keyOf } = await aWorkbench();
    const workspace = withSealedKey(await reopen(), keyOf('Ann'));
    must(saveDraft(workspace, submission, aDraft(good), 0));
    const both = await Promise.all([
      submitAssessment(workspace, randomUUID(), submission, 1),
      submitAssessment(workspace, randomUUID(), submission, 1),
    ]);
    expect(both.map(codeOf).sort()).toEqual(['draft.newer_elsewhere', 'ok']);
    expect(workspace.store.records.factsAbout(`s:${submission}`)).toHaveLength(2);
  });
  it('a quote cut in the middle of an emoji does not stand in the way', async () => {
    const { workspace, submission } = await aWorkbench();
    const draft = aDraft({ ...good }, { feedback: 'Well done 👋'.slice(0, -1) });
    must(saveDraft(workspace, submission, draft, 0));
    const assessment = must(await submitAssessment(workspace, randomUUID(), submission, 1));
    expect(assessment.feedback).toBe('Well done \ufffd');
  });
  it('anchors and the criteria they belong to are recorded with the evidence that was there to see', async () => {
    const { workspace, submission } = await aWorkbench();
    const { artifacts } = must(openSubmission(workspace, submission));
    const artifact = artifacts[0]?.hash ?? ArtifactHash.parse('0'.repeat(64));
    const anchors = [{ id: anchorId('a1'), artifact, target: { kind: 'whole' as const } }];
    const judgments = aDraft(good).judgments.map((one) => ({ ...one, anchors: [anchorId('a1')] }));
    must(saveDraft(workspace, submission, { ...aDraft({}), judgments, anchors }, 0));
    const { id } = must(await submitAssessment(workspace, randomUUID(), submission, 1));
    expect(workspace.store.records.fact(id)?.body).toMatchObject({
      anchors,
      evidence: artifacts.map((one) => one.hash),
    });
  });
});

describe('taking an assessment back', () => {
  it('brings it back as a draft, which can be submitted again', async () => {
    const { workspace, submission } = await aWorkbench();
    await anAssessment(workspace, submission, good);
    must(await recallAssessment(workspace, randomUUID(), submission));
    expect(must(openSubmission(workspace, submission))).toMatchObject({
      state: 'awaiting',
      draft: { draft: aDraft(good), revision: 1 },
    });
    must(await submitAssessment(workspace, randomUUID(), submission, 1));
    expect(must(openSubmission(workspace, submission)).state).toBe('provisional');
  });
  it('is refused once the other has submitted', async () => {
    const { workspace, submission, as } = await aWorkbench();
    await anAssessment(workspace, submission, good);
    await anAssessment(as('Bob'), submission, { ...good, c2: met });
    expect(codeOf(await recallAssessment(workspace, randomUUID(), submission))).toBe(
      'assessment.not_recallable',
    );
  });
});

describe('a workspace whose key is sealed by another machine’s keychain', () => {
  it('can be read whole, and says key.missing to whoever would record', async () => {
    const folder = join(await aTempFolder(), 'w');
    const keychain = {
      seal: async (secret: Uint8Array) => Buffer.from(secret).reverse(),
      unseal: async (sealed: Uint8Array) => Buffer.from(sealed).reverse(),
    };
    const wanted = { directory: folder, name: 'W', provider: 'P', person: 'R', isDemo: false };
    const there = must(
      await createWorkspace({ ...wanted, sealing: { keychain, passphrase: null } }, aClock()),
    );
    const submission = await aSubmission(there);
    must(saveDraft(there, submission, aDraft(good), 0));
    await there.close();

    const elsewhere = { seal: keychain.seal, unseal: () => Promise.reject(new Error('not here')) };
    const here = must(await openWorkspace(folder, { keychain: elsewhere, passphrase: null }, aClock()));
    expect((await describeWorkspace(here)).me.canSign).toBe(false);
    expect(must(openSubmission(here, submission)).draft?.draft).toEqual(aDraft(good));
    expect(listResults(here, null)).toEqual([]);
    expect(must(saveDraft(here, submission, aDraft(good), 1)).revision).toBe(2);
    expect(codeOf(await submitAssessment(here, randomUUID(), submission, 2))).toBe('key.missing');
    expect(codeOf(await confirmOutcomes(here, randomUUID(), [submission]))).toBe('ok');
    const bundle = await aBundle(await aTempFolder(), { learner: 'New' });
    const [outcome] = must(await importBundles(here, [bundle], {}, aCall()));
    expect(outcome).toMatchObject({ status: 'refused', problems: [{ code: 'key.missing' }] });
    expect(codeOf(compareSubmission(here, submission))).toBe('moderation.one_mark');
    await here.close();
  });
  it('a wrong passphrase is met on opening, and none is asked for', async () => {
    const { workspace, folder } = await aWorkspace();
    await workspace.close();
    const open = (passphrase: string | null) => openWorkspace(folder, { ...SEALING, passphrase }, aClock());
    expect(codeOf(await open('wrong wrong'))).toBe('key.passphrase_wrong');
    expect(codeOf(await open(null))).toBe('key.passphrase_needed');
    const opened = must(await open(SEALING.passphrase));
    await opened.close();
  });
  it('a demo that is sealed with another passphrase than the demo’s asks for it', async () => {
    const directory = join(await aTempFolder(), 'demo');
    const about = { name: 'D', provider: 'P', person: 'Root', isDemo: true };
    const made = must(await createWorkspace({ directory, ...about, sealing: SEALING }, aClock()));
    await made.close();
    const open = (passphrase: string | null) =>
      openWorkspace(directory, { ...SEALING, passphrase }, aClock());
    expect(codeOf(await open(null))).toBe('key.passphrase_needed');
    expect(codeOf(await open('wrong wrong'))).toBe('key.passphrase_wrong');
    const opened = must(await open(SEALING.passphrase));
    await opened.close();
  });
});

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { saveAgreementDraft } from '../../../src/app/agreement-drafts.ts';
import { addPerson } from '../../../src/app/appoint.ts';
import { saveDraft, submitAssessment } from '../../../src/app/assess.ts';
import { makeBackup } from '../../../src/app/backups.ts';
import { saveComment } from '../../../src/app/comments.ts';
import { importBundles } from '../../../src/app/import-bundles.ts';
import { joinWorkspace } from '../../../src/app/join.ts';
import type { KeySealing } from '../../../src/app/keyring.ts';
import { eraseLearner } from '../../../src/app/learners.ts';
import { agreeOutcome, compareSubmission } from '../../../src/app/moderate.ts';
import { packPackage } from '../../../src/app/pack.ts';
import { confirmOutcomes, exportResults } from '../../../src/app/release.ts';
import { restoreBackup } from '../../../src/app/restore.ts';
import { restorePackage } from '../../../src/app/restore-package.ts';
import { takeInPackages } from '../../../src/app/take-in.ts';
import { createWorkspace, openWorkspace, type Workspace } from '../../../src/app/workspace.ts';
import type { SubmissionId } from '../../../src/domain/ids.ts';
import type { Draft } from '../../../src/domain/judgment.ts';
import type { Result } from '../../../src/domain/result.ts';
import type { Order } from './orders.ts';
import { countFromNow, pointsSoFar, say } from './write-points.ts';

/** Does one thing to a workspace, and says on stdout what was acknowledged, after it was. Killed on the way or not. */
const order: Order = JSON.parse(process.argv[2] ?? '');
const environment = { now: () => Date.now(), newId: () => randomUUID() };
const call = { signal: new AbortController().signal, progress: () => {} };
const sealing: KeySealing = { keychain: null, passphrase: order.passphrase, scryptCost: 1024 };

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

async function save(workspace: Workspace, submission: SubmissionId, template: Draft, times: number) {
  let revision = workspace.store.drafts.get(submission, workspace.me())?.revision ?? 0;
  for (let saved = 0; saved < times; saved += 1) {
    const draft = { ...template, feedback: `${revision + 1} ${'.'.repeat(3000)}` };
    ({ revision } = must(saveDraft(workspace, submission, draft, revision)));
    say(`saved ${submission} ${revision}`);
  }
  return revision;
}

async function work(workspace: Workspace): Promise<void> {
  switch (order.work) {
    case 'open':
      return;
    case 'import':
      for (const path of order.bundles) {
        const [outcome] = must(await importBundles(workspace, [path], {}, call));
        say(`${outcome?.status} ${outcome?.submissions[0]}`);
      }
      return;
    case 'assess':
      for (const submission of order.submissions) {
        const revision = await save(workspace, submission, order.draft, 4);
        must(await submitAssessment(workspace, randomUUID(), submission, revision));
        say(`submitted ${submission}`);
      }
      return;
    case 'comment':
      for (let kept = 1; kept <= 8; kept += 1) {
        const { unit, criterion } = order;
        must(saveComment(workspace, { unit, criterion, decision: null, text: `Comment ${kept}` }));
        say(`kept ${kept}`);
      }
      return;
    case 'agree':
      for (const submission of order.submissions) {
        const { a, b } = must(compareSubmission(workspace, submission));
        if (!b) throw new Error('there is nothing to agree on');
        const between = { a: a.id, b: b.id };
        for (let revision = 0; revision < 2; revision += 1)
          must(saveAgreementDraft(workspace, submission, { between, choices: [], note: 'So far' }, revision));
        say(`drafted ${submission}`);
        const judgments = a.judgments.map(({ criterion, decision, rationale }) => {
          if (!decision) throw new Error('it was not decided');
          return { criterion, decision, from: a.id, rationale };
        });
        must(await agreeOutcome(workspace, randomUUID(), submission, judgments, 'Looked at together.'));
        say(`agreed ${submission}`);
        must(await confirmOutcomes(workspace, randomUUID(), [submission]));
        say(`confirmed ${submission}`);
      }
      return;
    case 'export': {
      const { into, submissions } = order;
      for (const label of ['June', 'July']) {
        must(await exportResults(workspace, { command: randomUUID(), label, into, submissions }, call));
        say(`exported ${label.toLowerCase()}-v1`);
      }
      return;
    }
    case 'backup':
      for (let made = 0; made < 3; made += 1) say(`made ${must(await makeBackup(workspace, call)).id}`);
      return;
    case 'pack':
      must(
        await packPackage(workspace, { kind: 'backup', to: null, encrypt: false, into: order.into }, call),
      );
      say('packed');
      return;
    case 'merge':
      for (const path of order.packages) {
        const [taken] = must(await takeInPackages(workspace, [path], call));
        say(`merged ${taken?.status} ${taken?.addedRecords}`);
      }
      return;
    case 'erase':
      for (const submission of order.submissions) {
        must(await eraseLearner(workspace, randomUUID(), submission, 'asked by letter', call));
        say(`erased ${submission}`);
      }
      return;
    case 'appoint':
      for (const name of ['Mia', 'Noa', 'Ola']) {
        must(await addPerson(workspace, randomUUID(), { name, roles: ['assessor'], units: 'all' }));
        say(`appointed ${name}`);
      }
  }
}

if (order.work === 'restore') {
  countFromNow(order.folder);
  must(await restoreBackup(order.folder, order.backup, Date.now(), call));
  say('restored');
} else if (order.work === 'lay_out') {
  countFromNow(order.folder);
  must(await restorePackage(order.from, () => join(order.folder, 'again'), Date.now(), call));
  say('laid out');
} else if (order.work === 'join') {
  countFromNow(order.folder);
  const { invitation, into, folder } = order;
  const wanted = { invitation, into, directoryFor: () => join(folder, 'again'), name: 'Ann', sealing };
  const joined = must(await joinWorkspace(wanted, environment, call));
  say('joined');
  await joined.workspace.close();
} else if (order.work === 'found') {
  countFromNow(order.folder);
  const wanted = {
    directory: order.folder,
    name: 'W',
    provider: 'P',
    person: 'Root',
    isDemo: false,
    sealing,
  };
  const workspace = must(await createWorkspace(wanted, environment));
  say('founded');
  await workspace.close();
} else {
  // Opening repairs what an earlier kill left: that is part of the work for `open` alone.
  if (order.work === 'open') countFromNow(order.folder);
  const workspace = must(await openWorkspace(order.folder, sealing, environment));
  countFromNow(order.folder);
  await work(workspace);
  await workspace.close();
}
say(`points ${pointsSoFar()}`);

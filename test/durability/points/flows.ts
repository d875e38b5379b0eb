import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { admitSomebody } from '../../../src/app/admit.ts';
import { saveDraft } from '../../../src/app/assess.ts';
import { backupFiles, makeBackup } from '../../../src/app/backups.ts';
import { listPeople } from '../../../src/app/describe-people.ts';
import { joinWorkspace } from '../../../src/app/join.ts';
import { packPackage } from '../../../src/app/pack.ts';
import { confirmOutcomes, listBatches } from '../../../src/app/release.ts';
import { restorePackage } from '../../../src/app/restore-package.ts';
import { takeInPackages } from '../../../src/app/take-in.ts';
import { openWorkspace, type Workspace } from '../../../src/app/workspace.ts';
import { CriterionId, LearnerId, type SubmissionId } from '../../../src/domain/ids.ts';
import { joinWords } from '../../../src/ledger/key-words.ts';
import { verifyPath } from '../../../src/results/verify-path.ts';
import { checkCopy } from '../../../src/store/check-copy.ts';
import { anInvitation } from '../../builders/a-joining.ts';
import { aDraft, allMet, level } from '../../builders/a-judgment.ts';
import { aPictureOf } from '../../builders/a-picture-of.ts';
import { aTempFolder } from '../../builders/a-temp-folder.ts';
import { aUnit } from '../../builders/a-unit.ts';
import {
  aBundle,
  aCall,
  aClock,
  anAssessment,
  aSubmission,
  aWorkspace,
  must,
  PASSPHRASE,
} from '../../builders/a-workspace.ts';
import { aCopyOf } from '../../builders/another-desk.ts';
import type { Work } from './orders.ts';

const unit = aUnit();
const good = allMet(unit);
const criterion = CriterionId.parse('c1');
const { signal } = new AbortController();

/** Something that is done to a copy of a workspace, and what holds of it wherever that was cut short. */
export interface Flow {
  /** The workspace before, closed; null where the work founds it. */
  readonly folder: string | null;
  readonly work: Work;
  /** How many kills are enough where each takes long. */
  readonly kills?: number;
  /** `opened` is the workspace as it opens afterwards, `said` what was acknowledged. */
  check(opened: Workspace, said: Said, folder: string): void | Promise<void>;
}

/** What a process acknowledged: the words behind each first word. */
export type Said = (what: string) => readonly string[];

/** What the lines that a process wrote acknowledge. */
export const saidIn =
  (lines: readonly string[]): Said =>
  (what) =>
    lines.flatMap((line) => (line.startsWith(`${what} `) ? [line.slice(what.length + 1)] : []));

/** What of several things done one after another is there: all that were acknowledged, and at most the next one. */
function isNextAtMost(there: readonly string[], acknowledged: readonly string[]): void {
  expect(there).toEqual(expect.arrayContaining([...acknowledged]));
  expect(there.length - acknowledged.length).toBeLessThanOrEqual(1);
}

const submissionsIn = (workspace: Workspace) =>
  workspace.store.queue.list(workspace.me(), {}, { by: 'received', descending: false }, 0, 1000).rows;

const filesBelow = (folder: string) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name)
        .sort()
    : [];

export const flows = {
  async 'founding a workspace'() {
    return {
      folder: null,
      work: { work: 'found' },
      check: (opened) => expect(listPeople(opened).map(({ name }) => name)).toEqual(['Root']),
    };
  },

  async 'appointing people'() {
    const { workspace, folder } = await aWorkspace();
    await workspace.close();
    return {
      folder,
      work: { work: 'appoint' },
      check: (opened, said) =>
        isNextAtMost(
          listPeople(opened).flatMap(({ name }) => (name === 'Root' ? [] : [name])),
          said('appointed'),
        ),
    };
  },

  async 'taking bundles in'() {
    const { workspace, folder } = await aWorkspace();
    must(await workspace.state([{ type: 'unit.published', body: { unit } }]));
    await workspace.close();
    const into = await aTempFolder();
    const bundles: string[] = [];
    for (const learner of ['C. Ek', 'D. Roy', 'E. Fox', 'F. Ono'])
      bundles.push(await aBundle(into, { learner, unit, files: 3 }));
    return {
      folder,
      work: { work: 'import', bundles },
      check(opened, said, at) {
        const there = submissionsIn(opened).map(({ submission }) => submission);
        isNextAtMost(there, said('imported'));
        const named = there.flatMap((submission) =>
          (opened.store.views.submission(submission)?.received.body.artifacts ?? []).map(({ hash }) => hash),
        );
        expect(filesBelow(join(at, 'vault'))).toEqual(named.sort());
        expect(existsSync(join(at, 'import-journal.json'))).toBe(false);
      },
    };
  },

  async 'saving and submitting drafts'() {
    const { workspace, folder } = await aWorkspace();
    const submissions: SubmissionId[] = [];
    for (const learner of ['C. Ek', 'D. Roy', 'E. Fox', 'F. Ono'])
      submissions.push(await aSubmission(workspace, { unit, learner }));
    await workspace.close();
    return {
      folder,
      work: { work: 'assess', submissions, draft: aDraft(good) },
      check(opened, said) {
        const saved = new Map(said('saved').map((words) => words.split(' ') as [string, string]));
        const submitted: string[] = [];
        for (const submission of submissions) {
          const view = opened.store.views.submission(submission);
          const draft = opened.store.drafts.get(submission, opened.me());
          // Never both, never neither: submitting takes the draft away in the same step.
          if (view?.assessments.length === 1) {
            expect(draft).toBeNull();
            submitted.push(submission);
            continue;
          }
          const revision = Number(saved.get(submission) ?? 0);
          expect(draft?.revision ?? 0).toBeGreaterThanOrEqual(revision);
          expect(draft?.revision ?? 0).toBeLessThanOrEqual(revision + 1);
          if (draft) expect(draft.draft.feedback.startsWith(`${draft.revision} `)).toBe(true);
        }
        isNextAtMost(submitted, said('submitted'));
      },
    };
  },

  async 'keeping comments'() {
    const { workspace, folder } = await aWorkspace();
    await aSubmission(workspace, { unit });
    await workspace.close();
    const place = { unit: unit.id, criterion };
    return {
      folder,
      work: { work: 'comment', ...place },
      check(opened, said) {
        const kept = opened.store.comments.about({ person: opened.me(), ...place });
        isNextAtMost(
          kept.map(({ text }) => text),
          said('kept').map((number) => `Comment ${number}`),
        );
      },
    };
  },

  async 'agreeing and confirming'() {
    const made = await aWorkspace({ people: { Ann: ['assessor'], Bob: ['assessor'] } });
    const submissions: SubmissionId[] = [];
    for (const learner of ['C. Ek', 'D. Roy', 'E. Fox']) {
      const submission = await aSubmission(made.as('Root'), { unit, learner });
      await anAssessment(made.as('Ann'), submission, good);
      await anAssessment(made.as('Bob'), submission, { ...good, c1: level('l1') });
      submissions.push(submission);
    }
    await made.as('Root').close();
    return {
      folder: made.folder,
      work: { work: 'agree', submissions },
      check(opened, said) {
        const inState = (...states: string[]) =>
          submissions.filter((one) => states.includes(opened.store.views.submission(one)?.state ?? ''));
        isNextAtMost(inState('agreed', 'confirmed'), said('agreed'));
        isNextAtMost(inState('confirmed'), said('confirmed'));
        for (const submission of submissions) {
          const draft = opened.store.agreementDrafts.get(submission, opened.me());
          if (inState('agreed', 'confirmed').includes(submission)) expect(draft).toBeNull();
          else if (said('drafted').includes(submission)) expect(draft?.revision).toBe(2);
        }
      },
    };
  },

  async 'exporting results'() {
    const { workspace, folder } = await aWorkspace();
    const submissions: SubmissionId[] = [];
    for (const learner of ['C. Ek', 'D. Roy']) {
      const submission = await aSubmission(workspace, { unit, learner });
      await anAssessment(workspace, submission, good);
      submissions.push(submission);
    }
    must(await confirmOutcomes(workspace, randomUUID(), submissions));
    await workspace.close();
    return {
      folder,
      work: { work: 'export', submissions, into: '' },
      async check(opened, said, at) {
        const into = join(at, 'exported');
        const batches = listBatches(opened).map(({ label, version }) => `${label.toLowerCase()}-v${version}`);
        isNextAtMost(batches, said('exported'));
        const visible = filesAt(into).filter((name) => !name.startsWith('.'));
        expect(visible).toEqual(expect.arrayContaining(batches));
        for (const name of visible.filter((one) => !one.endsWith('.zip')))
          expect(await verifyPath(join(into, name), { signal })).toMatchObject({ ok: true });
      },
    };
  },

  async 'making backups'() {
    const { workspace, folder } = await aWorkspace();
    await aSubmission(workspace, { unit });
    const picture = aPictureOf(workspace);
    await workspace.close();
    return {
      folder,
      work: { work: 'backup' },
      async check(opened, said, at) {
        const backups = await backupFiles(at);
        isNextAtMost(
          backups.map(({ id }) => id),
          said('made'),
        );
        for (const { path } of backups) expect(await checkCopy(path, signal)).toBeNull();
        expect(aPictureOf(opened)).toBe(picture);
        must(await makeBackup(opened, aCall()));
        expect(filesAt(join(at, 'backups')).filter((name) => !name.endsWith('.sqlite'))).toEqual([]);
      },
    };
  },

  async 'merging packages'() {
    const made = await aWorkspace({ people: { Ann: ['assessor'] } });
    const ann = await aCopyOf(made, 'Ann');
    const into = await aTempFolder();
    const packages: string[] = [];
    for (const learner of ['C. Ek', 'D. Roy', 'E. Fox']) {
      const submission = await aSubmission(made.workspace, { unit, learner });
      await anAssessment(made.workspace, submission, good);
      packages.push(join(into, `${packages.length}.assay`));
      const wanted = { kind: 'workspace', to: null, encrypt: false, into: packages.at(-1) ?? '' } as const;
      must(await packPackage(made.workspace, wanted, aCall()));
    }
    const digest = made.workspace.store.views.digest();
    await ann.close();
    return {
      folder: ann.directory,
      work: { work: 'merge', packages },
      async check(opened, said, at) {
        // Each is here whole or not at all.
        const there = submissionsIn(opened);
        const acknowledged = said('merged').length;
        expect(there.length).toBeGreaterThanOrEqual(acknowledged);
        expect(there.length).toBeLessThanOrEqual(acknowledged + 1);
        for (const { submission } of there)
          expect(opened.store.views.submission(submission)?.assessments).toHaveLength(1);
        expect(filesBelow(join(at, 'vault'))).toHaveLength(there.length * 2);
        expect(existsSync(join(at, 'import-journal.json'))).toBe(false);
        // And what was interrupted is had by doing it again.
        must(await takeInPackages(opened, packages.toReversed(), aCall()));
        expect(opened.store.views.digest()).toBe(digest);
      },
    };
  },

  async 'writing a backup package'() {
    const { workspace, folder } = await aWorkspace();
    await aSubmission(workspace, { unit });
    const picture = aPictureOf(workspace);
    await workspace.close();
    return {
      folder,
      work: { work: 'pack', into: '' },
      async check(opened, said, at) {
        expect(aPictureOf(opened)).toBe(picture);
        const [file, ...others] = filesAt(join(at, 'exported')).filter((name) => name.endsWith('.assay'));
        expect(others).toEqual([]);
        if (!file) return expect(said('packed')).toEqual([]);
        const again = join(at, 'again');
        must(await restorePackage(join(at, 'exported', file), () => again, Date.now(), aCall()));
        expect(filesBelow(join(again, 'vault'))).toEqual(filesBelow(join(at, 'vault')));
      },
    };
  },

  async 'laying out a backup package'() {
    const { workspace } = await aWorkspace();
    await aSubmission(workspace, { unit });
    const from = join(await aTempFolder(), 'all.assay');
    must(await packPackage(workspace, { kind: 'backup', to: null, encrypt: false, into: from }, aCall()));
    const picture = aPictureOf(workspace);
    await workspace.close();
    return {
      folder: workspace.directory,
      work: { work: 'lay_out', from },
      async check(_, said, at) {
        const again = join(at, 'again');
        // Whole, or not there; what was half made is in nobody's way.
        if (existsSync(again)) rmSync(again, { recursive: true });
        else expect(said('laid')).toEqual([]);
        must(await restorePackage(from, () => again, Date.now(), aCall()));
        const sealing = { keychain: null, passphrase: PASSPHRASE };
        const laid = must(await openWorkspace(again, sealing, aClock()));
        expect(aPictureOf(laid)).toBe(picture);
        await laid.close();
      },
    };
  },

  async 'joining a workspace'() {
    const { workspace, folder } = await aWorkspace();
    const invitation = await anInvitation(workspace);
    await workspace.close();
    return {
      folder,
      work: { work: 'join', invitation, into: '' },
      kills: 20,
      async check(opened, said, at) {
        const again = join(at, 'again');
        const into = join(at, 'exported');
        const sealing = { keychain: null, passphrase: PASSPHRASE, scryptCost: 1024 };
        // Whole, with the reply that belongs to it, or not there; then it is had by joining again.
        const joined = existsSync(again)
          ? must(await openWorkspace(again, sealing, aClock()))
          : await (async () => {
              expect(said('joined')).toEqual([]);
              for (const name of filesAt(into)) rmSync(join(into, name));
              const wanted = { invitation, into, directoryFor: () => again, name: 'Ann', sealing };
              return must(await joinWorkspace(wanted, aClock(), aCall())).workspace;
            })();
        const [reply, ...others] = filesAt(into);
        expect(others).toEqual([]);
        const words = joinWords(joined.id, joined.me());
        must(await admitSomebody(opened, randomUUID(), join(into, reply ?? ''), words, aCall()));
        await joined.close();
        expect(filesAt(at).filter((name) => name.startsWith('again'))).toEqual(['again']);
      },
    };
  },

  async 'erasing a learner'() {
    const { workspace, folder } = await aWorkspace();
    const learner = 'Quagmire Zebulon';
    const submission = await aSubmission(workspace, { unit, learner });
    await aSubmission(workspace, { unit, learner: 'C. Ek' });
    must(saveDraft(workspace, submission, aDraft(good, { feedback: `Well done, ${learner}!` }), 0));
    must(await makeBackup(workspace, aCall()));
    const id = workspace.store.views.submission(submission)?.received.body.learner ?? '';
    await workspace.close();
    return {
      folder,
      work: { work: 'erase', submissions: [submission] },
      kills: 20,
      async check(opened, said, at) {
        const isErased = opened.store.erasures.isErased(LearnerId.parse(id));
        if (said('erased').length > 0) expect(isErased).toBe(true);
        const holding = readdirSync(at, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .filter((path) => /quagmire|zebulon/i.test(readFileSync(path).toString('latin1')));
        // Nowhere any more, or everywhere as before; and there is a backup all the while.
        if (isErased) expect(holding).toEqual([]);
        else expect(opened.store.drafts.get(submission, opened.me())).not.toBeNull();
        const backups = await backupFiles(at);
        expect(backups.length).toBeGreaterThan(0);
        for (const { path } of backups) expect(await checkCopy(path, signal)).toBeNull();
        expect(filesAt(join(at, 'backups')).filter((name) => !name.endsWith('.sqlite'))).toEqual([]);
      },
    };
  },

  async 'restoring a backup'() {
    const { workspace, folder } = await aWorkspace();
    const submission = await aSubmission(workspace, { unit });
    const { id } = must(await makeBackup(workspace, aCall()));
    await anAssessment(workspace, submission, good);
    const picture = aPictureOf(workspace);
    await workspace.close();
    return {
      folder,
      work: { work: 'restore', backup: id },
      check(opened, _, at) {
        expect(aPictureOf(opened)).toBe(picture);
        expect(
          filesAt(at).filter((name) => !/^(backups|vault|workspace\.sqlite(-wal|-shm)?)$/.test(name)),
        ).toEqual([]);
      },
    };
  },
} satisfies Record<string, () => Promise<Flow>>;

const filesAt = (folder: string) => (existsSync(folder) ? readdirSync(folder) : []);

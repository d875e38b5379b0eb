import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CallContext } from '../../src/api/handlers.ts';
import { addPerson } from '../../src/app/appoint.ts';
import { saveDraft, submitAssessment } from '../../src/app/assess.ts';
import { importBundles } from '../../src/app/import-bundles.ts';
import type { KeySealing } from '../../src/app/keyring.ts';
import { createWorkspace, type Environment, openWorkspace, type Workspace } from '../../src/app/workspace.ts';
import { writeNativeBundle } from '../../src/bundle/write-bundle.ts';
import type { AssessmentId, PersonKey, SubmissionId } from '../../src/domain/ids.ts';
import type { Decision } from '../../src/domain/judgment.ts';
import type { Result } from '../../src/domain/result.ts';
import type { Role } from '../../src/domain/roles.ts';
import type { Unit } from '../../src/domain/rubric.ts';
import { aDraft } from './a-judgment.ts';
import { aTempFolder } from './a-temp-folder.ts';
import { aUnit } from './a-unit.ts';

export const PASSPHRASE = 'correct horse';
/** Cheap to stretch, so that tests are quick. */
export const SEALING: KeySealing = { keychain: null, passphrase: PASSPHRASE, scryptCost: 1024 };

/** What succeeded, or the failure as an exception: for the steps that a test is not about. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

/** The code of a refusal, or `ok`. */
export const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);

/** A minute passes at each look at the clock. */
export function aClock(from = Date.parse('2026-06-01T09:00:00.000Z')): Environment {
  let at = from;
  let ids = 0;
  return {
    now: () => {
      at += 60_000;
      return at;
    },
    newId: () => `id-${++ids}`,
  };
}

export const aCall = (change: Partial<CallContext> = {}): CallContext => ({
  signal: new AbortController().signal,
  progress: () => {},
  ...change,
});

export interface TestWorkspace {
  readonly workspace: Workspace;
  readonly folder: string;
  /** From now on this person is at the desk; `Root` founded the workspace. */
  as(name: string): Workspace;
  keyOf(name: string): PersonKey;
  /** Closes it and opens it again from its folder. */
  reopen(): Promise<Workspace>;
}

/** A workspace in a folder of its own: real database, vault and keys. Root founds it; others are appointed in order. */
export async function aWorkspace(
  wanted: {
    people?: Readonly<Record<string, readonly Role[]>>;
    folder?: string;
    environment?: Environment;
  } = {},
): Promise<TestWorkspace> {
  const folder = wanted.folder ?? join(await aTempFolder(), 'workspace');
  const environment = wanted.environment ?? aClock();
  let workspace = must(
    await createWorkspace(
      { directory: folder, name: 'W', provider: 'P Ltd', person: 'Root', isDemo: false, sealing: SEALING },
      environment,
    ),
  );
  onTestFinished(() => workspace.close().catch(() => {}));
  const keys = new Map([['Root', workspace.me()]]);
  for (const [name, roles] of Object.entries(wanted.people ?? {})) {
    keys.set(name, must(await addPerson(workspace, randomUUID(), { name, roles, units: 'all' })).key);
  }
  const keyOf = (name: string) => {
    const key = keys.get(name);
    if (!key) throw new Error(`there is no ${name}`);
    return key;
  };
  return {
    get workspace() {
      return workspace;
    },
    folder,
    keyOf,
    as(name) {
      workspace.store.local.set('me', keyOf(name));
      return workspace;
    },
    async reopen() {
      // A test that looked at the files has closed it already.
      await workspace.close().catch(() => {});
      workspace = must(await openWorkspace(folder, SEALING, environment));
      return workspace;
    },
  };
}

/** Writes a bundle of a learner for a unit, which it carries. */
export async function aBundle(
  folder: string,
  {
    learner = 'B. Okafor',
    unit = aUnit(),
    files = 2,
    bytesEach = 2000,
  }: {
    learner?: string;
    unit?: Unit;
    files?: number;
    bytesEach?: number;
  } = {},
): Promise<string> {
  const out = join(folder, `${learner.replace(/\W+/g, '-')}.zip`);
  const about = { uri: unit.id, code: unit.code, name: unit.title };
  await writeNativeBundle({
    out,
    identifier: `pf-${learner}`,
    title: `Portfolio of ${learner}`,
    description: '',
    learner: { name: learner, identifier: `id of ${learner}` },
    unit: about,
    caseJson: { assay: 'unit', v: 1, unit },
    files: Array.from({ length: files }, (_, index) => ({
      path: `evidence/note ${index + 1}.txt`,
      source: Buffer.from(`${learner} saw hazard ${index + 1}.\n`.repeat(Math.ceil(bytesEach / 30))),
      title: `Note ${index + 1}`,
      about: [about],
      createdAt: null,
    })),
    at: new Date('2026-05-20T09:30:00.000Z'),
  });
  return out;
}

/** A submission that was taken in from a bundle, by whoever is at the desk. */
export async function aSubmission(
  workspace: Workspace,
  wanted: { criteria?: number; unit?: Unit; learner?: string } = {},
): Promise<SubmissionId> {
  const unit = wanted.unit ?? aUnit(wanted.criteria === undefined ? {} : { criteria: wanted.criteria });
  const bundle = await aBundle(await aTempFolder(), {
    unit,
    ...(wanted.learner ? { learner: wanted.learner } : {}),
  });
  const [outcome] = must(await importBundles(workspace, [bundle], {}, aCall()));
  const [submission] = outcome?.submissions ?? [];
  if (!submission) throw new Error(JSON.stringify(outcome));
  return submission;
}

/** Saves and submits these decisions as whoever is at the desk. */
export async function anAssessment(
  workspace: Workspace,
  submission: SubmissionId,
  decisions: Readonly<Record<string, Decision>>,
): Promise<AssessmentId> {
  const saved = must(saveDraft(workspace, submission, aDraft(decisions), 0));
  return must(await submitAssessment(workspace, randomUUID(), submission, saved.revision)).id;
}

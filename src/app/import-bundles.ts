import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import type { CallContext } from '../api/handlers.ts';
import type { ImportOutcome, Problem } from '../api/shapes.ts';
import { readBundle } from '../bundle/read-bundle.ts';
import type { BundleArtifact, ReadBundle } from '../bundle/read-types.ts';
import { AUTHOR_ROLES } from '../domain/author-roles.ts';
import type { ArtifactHash, UnitId } from '../domain/ids.ts';
import { plainNames } from '../domain/plain-names.ts';
import { ok, type Result } from '../domain/result.ts';
import type { Unit } from '../domain/rubric.ts';
import type { SubmissionDetails } from '../domain/submission-details.ts';
import { wellFormed } from '../domain/well-formed.ts';
import { hashOf, learnerIdOf, submissionIdOf, unitVersionIdOf } from '../ledger/content-ids.ts';
import { diskFailure } from './disk-failure.ts';
import { isAboutUnit, isSameUnit, resolveClaims } from './find-unit.ts';
import { beginImport, endImport } from './import-journal.ts';
import { problem, refusedImport } from './import-outcome.ts';
import { importUnits, mayPublish } from './import-units.ts';
import { nowIn } from './load-submission.ts';
import type { StatedFact } from './state-facts.ts';
import { warningOfLearner } from './warn-of-learner.ts';
import type { Workspace } from './workspace.ts';

export interface ImportOptions {
  /** Used where a bundle does not say which unit it is for. */
  readonly unit?: UnitId | undefined;
  /** The learner's name, where a bundle does not say whose it is. */
  readonly learner?: string | undefined;
  /** When it was received; now when absent. */
  readonly at?: number;
}

/**
 * Takes bundles in, one after the other; each is taken in whole or not at all.
 * A bundle that is there already changes nothing. Cancelling keeps those that were finished.
 */
export async function importBundles(
  workspace: Workspace,
  paths: readonly string[],
  options: ImportOptions,
  call: CallContext,
): Promise<Result<ImportOutcome[]>> {
  const outcomes: ImportOutcome[] = [];
  for (const [index, path] of paths.entries()) {
    call.signal.throwIfAborted();
    const report = (share: number) =>
      call.progress({ phase: `Importing ${basename(path)}`, done: index + share, total: paths.length });
    report(0);
    const one: CallContext = {
      signal: call.signal,
      progress: ({ done, total }) => report(total === 0 ? 0 : Math.min(1, done / total)),
    };
    outcomes.push(await workspace.oneImportAtATime(() => importOne(workspace, path, options, one)));
  }
  call.progress({ phase: 'Imported', done: paths.length, total: paths.length });
  return ok(outcomes);
}

async function importOne(
  workspace: Workspace,
  path: string,
  options: ImportOptions,
  call: CallContext,
): Promise<ImportOutcome> {
  const now = nowIn(workspace);
  const standing = workspace.store
    .authority()
    .holds(workspace.me(), AUTHOR_ROLES['submission.received'], null, now);
  if (!standing.allowed) {
    return refusedImport(path, [problem('import.not_allowed', standing.reason ?? '')]);
  }
  // Found out before anything is written: without the key nothing could be recorded.
  const signer = await workspace.keyring.signer(workspace.me());
  if (!signer.ok) {
    const { code, message } = signer.error;
    return refusedImport(path, [problem(code, message)]);
  }
  if (path.toLowerCase().endsWith('.json')) return importUnits(workspace, path, call);
  if (workspace.store.local.get('pseudonymKey') === null) {
    return refusedImport(path, [
      problem(
        'import.no_pseudonym_key',
        'This copy of the workspace cannot give learners the pseudonyms they have elsewhere, so it takes no bundles in. Ask the provider to import this one and to send it to you.',
      ),
    ]);
  }
  try {
    return await takeIn(workspace, path, options, call);
  } catch (error) {
    if (call.signal.aborted) throw error;
    const failure = diskFailure(error);
    return refusedImport(path, [problem(failure.code, failure.message)]);
  }
}

async function takeIn(
  workspace: Workspace,
  path: string,
  options: ImportOptions,
  call: CallContext,
): Promise<ImportOutcome> {
  const staging = await workspace.vault.stage();
  const fresh: ArtifactHash[] = [];
  try {
    const read = await readBundle(path, staging, { signal: call.signal, progress: call.progress });
    if (!read.ok) return refusedImport(path, read.inspection.problems);
    const bundle = wellFormed(read.bundle);
    const prepared = prepare(workspace, path, bundle, options);
    if (!prepared.ok) return refusedImport(path, [...bundle.warnings, prepared.problem]);
    const { submission } = prepared;
    if (prepared.isKnown) {
      return { path, status: 'already_there', submissions: [submission], problems: [...bundle.warnings] };
    }
    const hashes = [...new Set(bundle.artifacts.map((artifact) => artifact.hash))];
    fresh.push(...hashes.filter((hash) => !workspace.vault.has(hash)));
    await beginImport(workspace.directory, fresh);
    await staging.commit(hashes);
    const stated = await workspace.state(prepared.facts, {
      privateJson: [prepared.details],
      ...(options.at === undefined ? {} : { at: options.at }),
    });
    if (!stated.ok) {
      const { code, message } = stated.error;
      return refusedImport(path, [problem(code, message)]);
    }
    fresh.length = 0;
    return {
      path,
      status: 'imported',
      submissions: [submission],
      problems: [...bundle.warnings, ...prepared.warnings],
    };
  } finally {
    await staging.discard();
    // What entered the vault without a record that names it goes out again; a kill before this is met on opening.
    for (const hash of fresh) await rm(workspace.vault.pathOf(hash), { force: true });
    await endImport(workspace.directory);
  }
}

function chooseUnit(workspace: Workspace, bundle: ReadBundle, options: ImportOptions): Unit | Problem {
  const known = [...bundle.carriedUnits, ...workspace.store.units.list().map((row) => row.unit)];
  const meant = known.filter((unit) => bundle.units.some((about) => isAboutUnit(unit, about)));
  const [first] = meant;
  if (first && meant.every((unit) => unit.id === first.id)) return first;
  const [carried, another] = bundle.carriedUnits;
  if (carried && !another) return carried;
  const chosen = options.unit ? workspace.store.units.current(options.unit) : null;
  if (chosen) return chosen.unit;
  const claimed = bundle.units
    .map((about) => about.code ?? about.name ?? about.uris[0])
    .filter((name) => name !== undefined);
  return problem(
    'import.unit_needed',
    claimed.length > 0
      ? `This bundle is for “${claimed.join(', ')}”, which is not a unit here. Choose the unit it is for, or take that unit in first.`
      : 'This bundle does not say which unit it is for. Choose the unit.',
  );
}

type Prepared =
  | { ok: false; problem: Problem }
  | {
      ok: true;
      isKnown: boolean;
      submission: ImportOutcome['submissions'][number];
      facts: readonly StatedFact[];
      details: { hash: string; json: string };
      warnings: readonly Problem[];
    };

function prepare(workspace: Workspace, path: string, bundle: ReadBundle, options: ImportOptions): Prepared {
  const { store } = workspace;
  const unit = chooseUnit(workspace, bundle, options);
  if ('severity' in unit) return { ok: false, problem: unit };
  if (bundle.artifacts.length === 0)
    return {
      ok: false,
      problem: problem('import.no_evidence', 'There is no evidence in this bundle: nothing to assess.'),
    };
  const pseudonymKey = Buffer.from(store.local.get('pseudonymKey') ?? '', 'hex');
  const name = bundle.learner.name ?? options.learner ?? null;
  const identity = bundle.learner.identifier ?? name ?? bundle.identifier ?? basename(path);
  const learner = learnerIdOf(pseudonymKey, identity);
  if (store.erasures.isErased(learner)) {
    return {
      ok: false,
      problem: problem(
        'import.learner_erased',
        'What was kept about the learner of this bundle was erased on request, so nothing of theirs is taken in again. If they come back, have them handed in under another identifier.',
      ),
    };
  }
  const byHash = new Map<ArtifactHash, BundleArtifact[]>();
  for (const artifact of bundle.artifacts) {
    const same = byHash.get(artifact.hash);
    if (same) same.push(artifact);
    else byHash.set(artifact.hash, [artifact]);
  }
  const hashes = [...byHash.keys()];
  const submission = submissionIdOf(unit.id, learner, hashes);
  const version = unitVersionIdOf(unit);
  const details: SubmissionDetails = plainNames({
    salt: randomBytes(16).toString('hex'),
    learner: {
      name: name ?? (bundle.learner.identifier ? null : basename(path)),
      identifier: bundle.learner.identifier,
      email: null,
    },
    title: bundle.title ?? basename(path),
    description: bundle.description ?? '',
    bundle: { name: basename(path), kind: bundle.kind, identifier: bundle.identifier },
    artifacts: bundle.artifacts.map(({ hash, path: at, title, createdAt }) => ({
      hash,
      path: at,
      title,
      createdAt,
    })),
  });
  const warnings: Problem[] = [];
  const artifacts = [...byHash].map(([hash, same]) => {
    const [one] = same;
    const resolved = resolveClaims(
      unit,
      same.flatMap((artifact) => artifact.claims),
    );
    for (const about of resolved.unknown) {
      warnings.push(
        problem(
          'import.claim_unknown',
          `A claim names “${about.code ?? about.name ?? about.uris[0] ?? ''}”, which is no criterion of this unit.`,
          // What the learner called a file may name the learner.
          store.units.isAnonymous(unit.id) ? null : (one?.path ?? null),
          'warning',
        ),
      );
    }
    return {
      hash,
      sizeBytes: one?.sizeBytes ?? 0,
      mediaType: one?.mediaType ?? 'application/octet-stream',
      claims: resolved.claims,
      claimsUnit: resolved.claimsUnit,
    };
  });
  const detailsHash = hashOf(details);
  const facts: StatedFact[] = [];
  const isNewVersion = !store.units.version(version);
  const published = store.units.list().find((row) => isSameUnit(row.unit, unit));
  if (isNewVersion && published) {
    // What a learner hands in must not change what it is judged by.
    return {
      ok: false,
      problem: problem(
        'import.unit_differs',
        `This bundle brings a “${unit.code}” of its own, which differs from the “${published.unit.code}” published here. Nothing was taken in. If the unit did change, take its own file in first.`,
      ),
    };
  }
  if (isNewVersion && !mayPublish(workspace, unit.id)) {
    return {
      ok: false,
      problem: problem(
        'import.unit_not_published',
        `The unit “${unit.title}” that this bundle carries is not published here. A provider must take it in first.`,
      ),
    };
  }
  if (isNewVersion) facts.push({ type: 'unit.published', body: { unit } });
  facts.push({
    type: 'submission.received',
    body: {
      submission,
      unit: unit.id,
      unitVersion: version,
      learner,
      attempt: store.queue.attemptsOf(learner, unit.id) + 1,
      artifacts,
      details: detailsHash,
    },
  });
  const isKnown = store.views.submission(submission) !== null;
  const doubt = warningOfLearner(store, learner, unit.id, { name, identifier: bundle.learner.identifier });
  if (doubt) warnings.push(doubt);
  return {
    ok: true,
    isKnown,
    submission,
    facts,
    details: { hash: detailsHash, json: JSON.stringify(details) },
    warnings,
  };
}

import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallContext } from '../api/handlers.ts';
import type { BatchSummary, ResultRow } from '../api/shapes.ts';
import { plannedActions } from '../domain/action-plan.ts';
import type { RecordId, SubmissionId, UnitId } from '../domain/ids.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { READERS } from '../domain/roles.ts';
import { isDecided } from '../domain/states.ts';
import { batchName } from '../results/batch-manifest.ts';
import { exportBatch } from '../results/export-batch.ts';
import type { ReleasedResult } from '../results/result-types.ts';
import type { BatchRow } from '../store/queue.ts';
import { confirmationOf, unprovenRecord } from './confirmation-of.ts';
import { identityOf, loadSubmission, nowIn } from './load-submission.ts';
import type { Workspace } from './workspace.ts';

/**
 * Every submission that has an outcome, with what keeps it from being exported. An assessor who may be the second
 * marker does not learn what a first mark came to.
 */
export function listResults(workspace: Workspace, unit: UnitId | null): ResultRow[] {
  const { store } = workspace;
  const me = workspace.me();
  const now = nowIn(workspace);
  const markerIn = (one: UnitId) =>
    store.authority().holds(me, READERS, one, now).allowed ? null : workspace.person();
  const units = unit === null ? store.units.list().map((row) => row.unit.id) : [unit];
  const rows = units.every((one) => markerIn(one) === null)
    ? store.queue.results(unit, null)
    : units.flatMap((one) => store.queue.results(one, markerIn(one)));
  // Whoever marks it anew for an appeal is not told what it came to.
  const hidden = store.appeals.remarkedBy(workspace.person());
  return rows
    .filter(({ submission }) => !hidden.has(submission))
    .map((row) => ({
      ...row,
      blocked: isDecided(row.state) ? null : 'It has not been confirmed yet.',
    }));
}

export interface Confirmed {
  readonly confirmed: number;
  readonly refused: { readonly submission: SubmissionId; readonly reason: string }[];
}

/** Confirms settled outcomes; those that cannot be are named with the reason, and the rest go on. */
export async function confirmOutcomes(
  workspace: Workspace,
  command: string,
  submissions: readonly SubmissionId[],
  options: { readonly at?: number } = {},
): Promise<Result<Confirmed>> {
  const { store } = workspace;
  if (store.doneBefore(command)) return ok({ confirmed: submissions.length, refused: [] });
  const not: { submission: SubmissionId; reason: string }[] = [];
  const facts = [...new Set(submissions)].flatMap((submission) => {
    const opened = loadSubmission(workspace, submission);
    const skip = (reason: string) => {
      not.push({ submission, reason });
      return [];
    };
    if (!opened.ok) return skip(opened.error.message);
    const unproven = unprovenRecord(workspace, submission);
    if (unproven) return skip(unproven);
    const { view } = opened.value;
    if (isDecided(view.state)) return skip('It is confirmed already.');
    const batch = store.batches.of(submission).find((one) => one.state !== 'open');
    if (batch) return skip(`It is in the batch “${batch.label}”, and is confirmed with it.`);
    const confirmation = confirmationOf(workspace, opened.value);
    return confirmation.ok ? [confirmation.value] : skip(confirmation.error.message);
  });
  if (facts.length === 0) return ok({ confirmed: 0, refused: not });
  const stated = await workspace.state(facts, { command, ...options });
  return stated.ok ? ok({ confirmed: facts.length, refused: not }) : stated;
}

/** One confirmed outcome as the results room needs it. */
function releasedResult(workspace: Workspace, id: SubmissionId): Result<ReleasedResult> {
  const opened = loadSubmission(workspace, id);
  if (!opened.ok) return opened;
  const { view, unit, details } = opened.value;
  const { outcome } = view;
  const isConfirmed = isDecided(view.state);
  if (!outcome?.record || !outcome.at || !isConfirmed) {
    return refused(
      'result.not_confirmed',
      `The outcome of “${identityOf(opened.value).name}” is not confirmed.`,
      { at: id },
    );
  }
  const unproven = unprovenRecord(workspace, id);
  if (unproven) return refused('result.unproven', unproven, { at: id });
  const authority = workspace.store.authority();
  // Marks that were made anew for an appeal count among them where the outcome takes their values.
  const marks = [...view.assessments, ...view.appeals.flatMap((one) => one.remarking?.assessments ?? [])];
  const sources = marks.filter((one) => outcome.sources.includes(one.id));
  const agreement = outcome.agreement ? workspace.store.records.fact(outcome.agreement) : null;
  return ok({
    submission: id,
    unit,
    unitVersion: view.received.body.unitVersion,
    attempt: view.received.body.attempt,
    learner: {
      name: identityOf(opened.value).name,
      identifier: details?.learner.identifier ?? null,
      email: details?.learner.email ?? null,
    },
    judgments: outcome.judgments,
    feedback: sources
      .map((one) => one.body.feedback.trim())
      .filter((text) => text !== '')
      .join('\n\n'),
    actions: plannedActions(
      unit,
      outcome.judgments,
      sources.map((one) => one.body.actions),
    ),
    verdict: outcome.verdict,
    total: outcome.total,
    how: outcome.how,
    moderatedBy: agreement ? authority.nameOf(agreement.author) : null,
    assessors: sources.map((one) => authority.nameOf(one.author)),
    outcomeRecord: outcome.record,
    confirmedAt: outcome.at,
    evidence: view.received.body.artifacts.map((artifact) => ({
      sha256: artifact.hash,
      title: details?.artifacts.find((one) => one.hash === artifact.hash)?.title ?? 'Artifact',
      mediaType: artifact.mediaType,
      sizeBytes: artifact.sizeBytes,
    })),
  });
}

const batchShape = (workspace: Workspace, row: BatchRow): BatchSummary => ({
  ...row,
  by: workspace.store.authority().nameOf(row.by),
});

export function listBatches(workspace: Workspace): BatchSummary[] {
  return workspace.store.queue.batches().map((row) => batchShape(workspace, row));
}

export interface Exported {
  readonly batch: BatchSummary;
  readonly folder: string;
  readonly zip: string;
}

/**
 * The version after those that were recorded. One whose folder lies there already is left out: a kill between the
 * files and the record leaves such a folder, somebody may have passed it on, and it is never overwritten.
 */
function nextVersion(into: string, label: string, earlier: readonly BatchRow[]): number {
  let version = Math.max(0, ...earlier.map((row) => row.version)) + 1;
  const isTaken = () => {
    const folder = join(into, batchName(label, version));
    return existsSync(folder) || existsSync(`${folder}.zip`);
  };
  while (isTaken()) version += 1;
  return version;
}

/**
 * Writes a signed batch into `into` and records it. All or nothing: without the files there is no record,
 * and a repeated export of a label is a new version of it.
 */
export async function exportResults(
  workspace: Workspace,
  wanted: {
    readonly command: string;
    readonly submissions: readonly SubmissionId[];
    readonly label: string;
    readonly into: string;
    /** The batch that this is all of, and its confirmation. */
    readonly of?: { readonly batch: RecordId; readonly confirmation: RecordId };
    readonly at?: number;
  },
  call: CallContext,
): Promise<Result<Exported>> {
  const { store } = workspace;
  if (store.doneBefore(wanted.command))
    return refused('results.exported_already', 'This batch has been exported already. Look under Batches.');
  const me = workspace.me();
  const role = store.authority().holds(me, ['provider'], null, nowIn(workspace));
  if (!role.allowed) return refused('results.not_allowed', role.reason ?? '');
  const signer = await workspace.keyring.signer(me);
  if (!signer.ok) return signer;
  const submissions = [...new Set(wanted.submissions)];
  const founding = store.records.factsAbout('people').find((fact) => fact.type === 'workspace.created');
  const earlier = store.queue.batches().filter((row) => row.label === wanted.label);
  const version = nextVersion(wanted.into, wanted.label, earlier);
  const causes = submissions.flatMap((id) => {
    const result = releasedResult(workspace, id);
    return result.ok ? [] : [result.error];
  });
  if (causes.length > 0) {
    return refused(
      'results.blocked',
      `${causes.length} of ${submissions.length} results cannot be exported yet. Confirm them first, or leave them out.`,
      { causes },
    );
  }
  const results: {
    submission: SubmissionId;
    outcome: ReleasedResult['outcomeRecord'];
    verdict: ReleasedResult['verdict'];
  }[] = [];
  function* released() {
    for (const id of submissions) {
      const result = releasedResult(workspace, id);
      if (!result.ok) throw new Error(result.error.message);
      results.push({ submission: id, outcome: result.value.outcomeRecord, verdict: result.value.verdict });
      yield result.value;
    }
  }
  const exported = await exportBatch({
    label: wanted.label,
    version,
    workspace: workspace.id,
    issuer: { name: founding?.body.provider ?? '', url: null, signer: signer.value },
    results: released(),
    count: submissions.length,
    into: wanted.into,
    at: new Date(wanted.at ?? workspace.now()).toISOString(),
    newId: workspace.environment.newId,
    signal: call.signal,
    progress: (done, total, phase) => call.progress({ phase, done, total }),
  });
  if (!exported.ok) return exported;
  const credentials = new Map(
    exported.value.credentials.map((one) => [one.submission, { id: one.id, sha256: one.sha256 }]),
  );
  const stated = await workspace.state(
    [
      {
        type: 'batch.exported',
        body: {
          ...(wanted.of ? { of: wanted.of } : {}),
          label: wanted.label,
          version,
          supersedes: earlier.toSorted((a, b) => b.version - a.version)[0]?.batch ?? null,
          manifest: exported.value.manifestSha256,
          results: results.map((result) => ({
            ...result,
            credential: credentials.get(result.submission) ?? null,
          })),
        },
      },
    ],
    { command: wanted.command, ...(wanted.at === undefined ? {} : { at: wanted.at }) },
  );
  if (!stated.ok) {
    // A signed batch that no record knows of must not go about.
    await rm(exported.value.folder, { recursive: true, force: true });
    await rm(exported.value.zip, { force: true });
    return stated;
  }
  const row = store.queue.batches().find((batch) => batch.batch === stated.value.ids[0]);
  if (!row) throw new Error('a stored batch can be read back');
  return ok({ batch: batchShape(workspace, row), folder: exported.value.folder, zip: exported.value.zip });
}

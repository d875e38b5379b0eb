import { z } from 'zod';
import {
  ArtifactHash,
  BatchId,
  PersonKey,
  RecordId,
  SubmissionId,
  UnitId,
  UnitVersionId,
} from '../domain/ids.ts';
import { Draft } from '../domain/judgment.ts';
import { Role } from '../domain/roles.ts';
import { Unit } from '../domain/rubric.ts';
import { ToleranceRule } from '../domain/tolerance.ts';
import * as shape from './shapes.ts';

/** A command's id: a retry with the same id does nothing twice. */
export const CommandId = z.uuid();

const none = z.object({});
const command = { command: CommandId };

/**
 * Every method that crosses a process: input, output, and whether it reports progress.
 * Long methods (`progress: true`) can be cancelled. Failures are values with a stable code (see domain/result).
 */
export const contract = {
  'workspace.recent': { input: none, output: z.array(shape.RecentWorkspace), progress: false },
  /** Creates and opens. Without a location the workspace lies in the application's own folder. */
  'workspace.create': {
    input: z.object({
      name: z.string().min(1).max(200),
      provider: z.string().min(1).max(200),
      person: z.string().min(1).max(200),
      location: shape.FileToken.optional(),
      /** Seals the private keys where the system has no keychain; then it must be given. */
      passphrase: z.string().min(8).max(1000).optional(),
    }),
    output: shape.WorkspaceInfo,
    progress: false,
  },
  /** Builds the demo workspace if it is not there yet, and opens it. */
  'workspace.demo': { input: none, output: shape.WorkspaceInfo, progress: true },
  'workspace.open': {
    input: z.object({
      recent: z.string().optional(),
      location: shape.FileToken.optional(),
      /** Asked for by the failure `key.passphrase_needed`. */
      passphrase: z.string().max(1000).optional(),
    }),
    output: shape.WorkspaceInfo,
    progress: false,
  },
  /** How private keys are sealed on this machine. */
  'workspace.sealing': { input: none, output: z.object({ keychain: z.boolean() }), progress: false },
  'workspace.close': { input: none, output: none, progress: false },
  /** `null` when no workspace is open. */
  'workspace.info': { input: none, output: shape.WorkspaceInfo.nullable(), progress: false },

  'bundles.inspect': {
    input: z.object({ files: z.array(shape.FileToken).min(1).max(1000) }),
    output: z.array(shape.Inspection),
    progress: true,
  },
  /** `unit` is used where a bundle does not say which unit it is for. */
  'bundles.import': {
    input: z.object({
      files: z.array(shape.FileToken).min(1).max(1000),
      unit: UnitId.optional(),
      learner: z.string().max(400).optional(),
    }),
    output: z.array(shape.ImportOutcome),
    progress: true,
  },

  'units.list': { input: none, output: z.array(shape.UnitSummary), progress: false },
  'units.get': {
    input: z.object({ unit: UnitId }),
    output: z.object({
      unit: Unit,
      version: UnitVersionId,
      tolerance: ToleranceRule,
      publishedAt: z.string(),
      by: z.string(),
    }),
    progress: false,
  },

  'queue.list': {
    input: z.object({
      filter: shape.QueueFilter,
      sort: shape.QueueSort,
      offset: z.int().min(0),
      limit: z.int().min(1).max(1000),
    }),
    output: z.object({ total: z.int(), rows: z.array(shape.QueueRow) }),
    progress: false,
  },
  'queue.facets': {
    input: z.object({ filter: shape.QueueFilter }),
    output: shape.QueueFacets,
    progress: false,
  },
  'submissions.get': {
    input: z.object({ submission: SubmissionId }),
    output: shape.SubmissionDetail,
    progress: false,
  },
  'artifacts.saveCopy': {
    input: z.object({ artifact: ArtifactHash, to: shape.FileToken }),
    output: none,
    progress: true,
  },

  /** `revision` is the one last seen; a save over a newer revision is refused with `draft.newer_elsewhere`. */
  'drafts.save': {
    input: z.object({ submission: SubmissionId, draft: Draft, revision: z.int().min(0) }),
    output: z.object({ revision: z.int(), savedAt: z.string(), missing: z.array(shape.MissingForSubmit) }),
    progress: false,
  },
  'drafts.discard': { input: z.object({ submission: SubmissionId }), output: none, progress: false },
  /** Signs the saved draft of that revision as one assessment. */
  'assessments.submit': {
    input: z.object({ ...command, submission: SubmissionId, revision: z.int().min(0) }),
    output: shape.Assessment,
    progress: false,
  },
  /** Takes a submitted assessment back into a draft, while nobody else has seen it. */
  'assessments.recall': {
    input: z.object({ ...command, submission: SubmissionId }),
    output: none,
    progress: false,
  },

  'moderation.board': {
    input: z.object({ unit: UnitId.optional(), include: z.enum(['open', 'settled', 'all']) }),
    output: z.array(shape.DisagreementRow),
    progress: false,
  },
  'moderation.compare': {
    input: z.object({ submission: SubmissionId }),
    output: shape.Comparison,
    progress: false,
  },
  'moderation.setTolerance': {
    input: z.object({ ...command, unit: UnitId, rule: ToleranceRule }),
    output: z.object({
      changes: z.array(
        z.object({ submission: SubmissionId, learner: z.string(), from: z.string(), to: z.string() }),
      ),
    }),
    progress: false,
  },
  /** Which outcomes a rule would change, without setting it. */
  'moderation.tryTolerance': {
    input: z.object({ unit: UnitId, rule: ToleranceRule }),
    output: z.object({
      changes: z.array(
        z.object({ submission: SubmissionId, learner: z.string(), from: z.string(), to: z.string() }),
      ),
    }),
    progress: false,
  },
  /** Records an agreed outcome: every criterion in scope, each taken from one assessment or newly agreed with a reason. */
  'moderation.agree': {
    input: z.object({
      ...command,
      submission: SubmissionId,
      judgments: z.array(shape.AgreedJudgment).min(1).max(500),
      note: z.string().max(20000),
    }),
    output: shape.Outcome,
    progress: false,
  },

  'results.list': {
    input: z.object({ unit: UnitId.optional() }),
    output: z.array(shape.ResultRow),
    progress: false,
  },
  'outcomes.confirm': {
    input: z.object({ ...command, submissions: z.array(SubmissionId).min(1).max(10000) }),
    output: z.object({
      confirmed: z.int(),
      refused: z.array(z.object({ submission: SubmissionId, reason: z.string() })),
    }),
    progress: false,
  },
  /** Writes a folder and a zip into the folder `to`. All or nothing. */
  'results.export': {
    input: z.object({
      ...command,
      submissions: z.array(SubmissionId).min(1).max(100000),
      label: z.string().min(1).max(200),
      to: shape.FileToken,
    }),
    output: z.object({ batch: shape.BatchSummary, folder: z.string(), zip: z.string() }),
    progress: true,
  },
  'results.batches': { input: none, output: z.array(shape.BatchSummary), progress: false },
  'results.batch': {
    input: z.object({ batch: BatchId }),
    output: z.object({ batch: shape.BatchSummary, submissions: z.array(SubmissionId) }),
    progress: false,
  },

  /** Works without a workspace. Touches no network. */
  'verify.files': {
    input: z.object({ files: z.array(shape.FileToken).min(1).max(1000) }),
    output: z.array(shape.Verification),
    progress: true,
  },

  'people.list': { input: none, output: z.array(shape.Person), progress: false },
  /** Makes a key for them on this machine and appoints them. */
  'people.add': {
    input: z.object({
      ...command,
      name: z.string().min(1).max(200),
      roles: z.array(Role).min(1),
      units: z.union([z.literal('all'), z.array(UnitId)]),
    }),
    output: shape.Person,
    progress: false,
  },
  /** From now on this machine acts as that person, whose key it holds. */
  'people.actAs': { input: z.object({ person: PersonKey }), output: shape.WorkspaceInfo, progress: false },

  'ledger.timeline': {
    input: z.object({
      submission: SubmissionId.optional(),
      type: z.string().max(100).optional(),
      offset: z.int().min(0),
      limit: z.int().min(1).max(500),
    }),
    output: z.object({ total: z.int(), entries: z.array(shape.TimelineEntry) }),
    progress: false,
  },
  'ledger.proof': { input: z.object({ record: RecordId }), output: shape.RecordProof, progress: false },
  'ledger.verify': {
    input: none,
    output: z.object({ ok: z.boolean(), records: z.int(), checks: z.array(shape.VerifyCheck) }),
    progress: true,
  },
  'ledger.rebuild': {
    input: none,
    output: z.object({ identical: z.boolean(), records: z.int(), before: z.string(), after: z.string() }),
    progress: true,
  },

  /** Small remembered choices: theme, pane sizes, key bindings. Not part of any workspace. */
  'settings.get': { input: none, output: z.record(z.string(), z.json()), progress: false },
  'settings.set': {
    input: z.object({ key: z.string().min(1).max(100), value: z.json() }),
    output: none,
    progress: false,
  },
} as const satisfies Record<string, MethodContract>;

export interface MethodContract {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly progress: boolean;
}

export type Contract = typeof contract;
export type Method = keyof Contract;
export type Input<M extends Method> = z.input<Contract[M]['input']>;
export type Parsed<M extends Method> = z.output<Contract[M]['input']>;
export type Output<M extends Method> = z.output<Contract[M]['output']>;

export const METHODS = Object.keys(contract) as readonly Method[];

import { z } from 'zod';
import { Anchor } from '../domain/anchor.ts';
import {
  ArtifactHash,
  AssessmentId,
  BatchId,
  CriterionId,
  LearnerId,
  PersonKey,
  RecordId,
  SubmissionId,
  Timestamp,
  UnitId,
  UnitVersionId,
} from '../domain/ids.ts';
import { Decision, Draft, Judgment, PlannedAction } from '../domain/judgment.ts';
import { Role } from '../domain/roles.ts';
import { Unit } from '../domain/rubric.ts';
import { AssessmentState, OutcomeState, Verdict } from '../domain/states.ts';
import { ToleranceRule } from '../domain/tolerance.ts';

/**
 * A file or folder the person chose or dropped. The host knows the path behind it; the renderer never does.
 * On the command line the cli grants its own arguments.
 */
export const FileToken = z
  .string()
  .regex(/^ft_[A-Za-z0-9_-]{16,64}$/)
  .brand<'FileToken'>();
export type FileToken = z.infer<typeof FileToken>;

export const Problem = z.object({
  code: z.string(),
  message: z.string(),
  /** Path inside the bundle, or null for the whole. */
  at: z.string().nullable(),
  severity: z.enum(['error', 'warning']),
});
export type Problem = z.infer<typeof Problem>;

export const BundleKind = z.enum(['native', 'bag', 'crate', 'plain', 'unit', 'unknown']);
export type BundleKind = z.infer<typeof BundleKind>;

/** What is in a bundle, and every problem, found without importing. */
export const Inspection = z.object({
  path: z.string(),
  ok: z.boolean(),
  kind: BundleKind,
  container: z.enum(['zip', 'folder', 'file']),
  problems: z.array(Problem),
  title: z.string().nullable(),
  identifier: z.string().nullable(),
  learner: z.object({ name: z.string().nullable(), identifier: z.string().nullable() }).nullable(),
  /** Codes or ids of the units the bundle says it is for. */
  units: z.array(z.string()),
  /** Units with rubrics that travel in the bundle. */
  carriesUnits: z.array(z.object({ id: UnitId, code: z.string(), title: z.string(), criteria: z.int() })),
  artifacts: z.array(
    z.object({
      path: z.string(),
      title: z.string().nullable(),
      sizeBytes: z.number(),
      mediaType: z.string(),
      sha256: ArtifactHash.nullable(),
      claims: z.array(z.string()),
    }),
  ),
  totalBytes: z.number(),
});
export type Inspection = z.infer<typeof Inspection>;

export const ImportOutcome = z.object({
  path: z.string(),
  status: z.enum(['imported', 'already_there', 'refused', 'units_only']),
  submissions: z.array(SubmissionId),
  problems: z.array(Problem),
});
export type ImportOutcome = z.infer<typeof ImportOutcome>;

export const WorkspaceInfo = z.object({
  id: z.string(),
  name: z.string(),
  provider: z.string(),
  /** Shown in the title bar; never used as a path by the renderer. */
  location: z.string(),
  isDemo: z.boolean(),
  /** `canSign` is false where this machine lacks the private key: everything can be read, nothing recorded. */
  me: z.object({ key: PersonKey, name: z.string(), roles: z.array(Role), canSign: z.boolean() }),
  /** Guards such as "nobody moderates their own work" apply once a second person is appointed. */
  guarded: z.boolean(),
  counts: z.object({
    toMark: z.int(),
    toReconcile: z.int(),
    toConfirm: z.int(),
    toExport: z.int(),
    toResolve: z.int(),
  }),
});
export type WorkspaceInfo = z.infer<typeof WorkspaceInfo>;

export const RecentWorkspace = z.object({
  id: z.string(),
  name: z.string(),
  location: z.string(),
  openedAt: z.string(),
  exists: z.boolean(),
});
export type RecentWorkspace = z.infer<typeof RecentWorkspace>;

export const Person = z.object({
  key: PersonKey,
  name: z.string(),
  roles: z.array(Role),
  units: z.union([z.literal('all'), z.array(UnitId)]),
  from: Timestamp,
  until: Timestamp.nullable(),
  /** This machine holds the person's private key, so one can act as them. */
  isLocal: z.boolean(),
  isMe: z.boolean(),
  /** Six words derived from the key, to compare aloud. */
  words: z.string(),
});
export type Person = z.infer<typeof Person>;

export const UnitSummary = z.object({
  id: UnitId,
  version: UnitVersionId,
  code: z.string(),
  title: z.string(),
  versionLabel: z.string(),
  criteria: z.int(),
  submissions: z.int(),
  tolerance: ToleranceRule,
});
export type UnitSummary = z.infer<typeof UnitSummary>;

export const QueueFilter = z.object({
  text: z.string().max(400).optional(),
  units: z.array(UnitId).optional(),
  states: z.array(OutcomeState).optional(),
  mine: z.array(AssessmentState).optional(),
  flags: z.array(z.enum(['please_check', 'stale', 'gaps'])).optional(),
});
export type QueueFilter = z.infer<typeof QueueFilter>;

export const QueueSort = z.object({
  by: z.enum(['received', 'learner', 'unit', 'state', 'progress', 'attempt']),
  descending: z.boolean(),
});
export type QueueSort = z.infer<typeof QueueSort>;

export const QueueRow = z.object({
  submission: SubmissionId,
  title: z.string(),
  learner: z.string(),
  unitCode: z.string(),
  unitTitle: z.string(),
  unit: UnitId,
  attempt: z.int(),
  state: OutcomeState,
  /** My own assessment of it. */
  mine: AssessmentState,
  /** Of my draft, or of my submitted assessment. */
  progress: z.object({ met: z.int(), notYet: z.int(), toDo: z.int() }),
  /** How many assessments count, of how many expected. */
  marks: z.object({ submitted: z.int(), expected: z.int() }),
  artifacts: z.int(),
  flags: z.array(z.enum(['please_check', 'stale', 'gaps'])),
  receivedAt: Timestamp,
});
export type QueueRow = z.infer<typeof QueueRow>;

export const QueueFacets = z.object({
  units: z.array(z.object({ unit: UnitId, code: z.string(), count: z.int() })),
  states: z.array(z.object({ state: OutcomeState, count: z.int() })),
  mine: z.array(z.object({ state: AssessmentState, count: z.int() })),
});
export type QueueFacets = z.infer<typeof QueueFacets>;

/** How an artifact is shown; decided from its bytes, not its name. */
export const ViewerKind = z.enum(['pdf', 'image', 'text', 'code', 'video', 'audio', 'other']);
export type ViewerKind = z.infer<typeof ViewerKind>;

export const Artifact = z.object({
  hash: ArtifactHash,
  path: z.string(),
  title: z.string(),
  sizeBytes: z.number(),
  mediaType: z.string(),
  viewer: ViewerKind,
  createdAt: z.string().nullable(),
  /** Criteria the learner claims it bears on. Empty when the claim is for the unit as a whole. */
  claims: z.array(CriterionId),
  /** The learner claims it for the unit as a whole. */
  claimsUnit: z.boolean(),
});
export type Artifact = z.infer<typeof Artifact>;

/** A submitted assessment, as those entitled to see it see it. */
export const Assessment = z.object({
  id: AssessmentId,
  submission: SubmissionId,
  unitVersion: UnitVersionId,
  assessor: z.object({ key: PersonKey, name: z.string() }),
  at: Timestamp,
  judgments: z.array(Judgment),
  anchors: z.array(Anchor),
  feedback: z.string(),
  actions: z.array(PlannedAction),
  pleaseCheck: z.boolean(),
  isMine: z.boolean(),
  /** Whether its author had the role when submitting; the reason when not. */
  counts: z.object({ counted: z.boolean(), reason: z.string().nullable() }),
});
export type Assessment = z.infer<typeof Assessment>;

export const MissingForSubmit = z.object({
  criterion: CriterionId.nullable(),
  code: z.enum(['not_judged', 'rationale_missing', 'decision_invalid', 'anchor_unknown']),
  message: z.string(),
});
export type MissingForSubmit = z.infer<typeof MissingForSubmit>;

export const SubmissionDetail = z.object({
  submission: SubmissionId,
  title: z.string(),
  description: z.string(),
  learner: z.object({ id: LearnerId, name: z.string(), identifier: z.string().nullable() }),
  attempt: z.int(),
  unit: Unit,
  unitVersion: UnitVersionId,
  state: OutcomeState,
  receivedAt: Timestamp,
  artifacts: z.array(Artifact),
  /** My draft, if I have one or may start one. */
  draft: z.object({ draft: Draft, revision: z.int(), savedAt: Timestamp.nullable() }).nullable(),
  missing: z.array(MissingForSubmit),
  mine: Assessment.nullable(),
  /** Assessments by others; empty while I am still to mark it myself. */
  others: z.array(Assessment),
  mayAssess: z.object({ allowed: z.boolean(), reason: z.string().nullable() }),
  mayRecall: z.object({ allowed: z.boolean(), reason: z.string().nullable() }),
  previous: SubmissionId.nullable(),
  next: SubmissionId.nullable(),
});
export type SubmissionDetail = z.infer<typeof SubmissionDetail>;

/** One criterion, two marks. Why they are in or out of tolerance is in words. */
export const CriterionComparison = z.object({
  criterion: CriterionId,
  a: Judgment.nullable(),
  b: Judgment.nullable(),
  within: z.boolean(),
  /** Levels, points or 1 for met against not yet met. */
  gap: z.number(),
  reason: z.string(),
  /** What the value rule gives when within tolerance. */
  settled: Decision.nullable(),
});
export type CriterionComparison = z.infer<typeof CriterionComparison>;

export const AgreedJudgment = z.object({
  criterion: CriterionId,
  decision: Decision,
  /** The assessment it was taken from unchanged, or null when newly agreed. */
  from: AssessmentId.nullable(),
  rationale: z.string().max(20000),
});
export type AgreedJudgment = z.infer<typeof AgreedJudgment>;

export const Outcome = z.object({
  state: OutcomeState,
  how: z.enum(['single', 'auto_agreed', 'agreed', 'adjudicated']),
  sources: z.array(AssessmentId),
  judgments: z.array(AgreedJudgment),
  verdict: Verdict,
  /** Why: which criteria or totals decide it, in words. */
  reasons: z.array(z.string()),
  total: z.object({ points: z.number(), max: z.number() }).nullable(),
  by: z.object({ key: PersonKey, name: z.string() }).nullable(),
  at: Timestamp.nullable(),
  record: RecordId.nullable(),
});
export type Outcome = z.infer<typeof Outcome>;

export const Comparison = z.object({
  submission: SubmissionId,
  unit: Unit,
  tolerance: ToleranceRule,
  a: Assessment,
  b: Assessment.nullable(),
  criteria: z.array(CriterionComparison),
  /** Rules about the whole: totals, the pass boundary. */
  overall: z.array(
    z.object({ rule: z.enum(['total', 'straddle']), within: z.boolean(), reason: z.string() }),
  ),
  within: z.boolean(),
  outcome: Outcome.nullable(),
  mayModerate: z.object({ allowed: z.boolean(), reason: z.string().nullable() }),
});
export type Comparison = z.infer<typeof Comparison>;

export const DisagreementRow = z.object({
  submission: SubmissionId,
  learner: z.string(),
  title: z.string(),
  unitCode: z.string(),
  state: OutcomeState,
  a: z.string(),
  b: z.string().nullable(),
  /** How much it matters: straddles first, critical criteria next, then the sum of gaps. */
  weight: z.number(),
  outOfTolerance: z.array(
    z.object({ criterion: CriterionId, title: z.string(), a: z.string(), b: z.string(), reason: z.string() }),
  ),
  reasons: z.array(z.string()),
});
export type DisagreementRow = z.infer<typeof DisagreementRow>;

export const ResultRow = z.object({
  submission: SubmissionId,
  learner: z.string(),
  unitCode: z.string(),
  unitTitle: z.string(),
  state: OutcomeState,
  verdict: Verdict,
  total: z.object({ points: z.number(), max: z.number() }).nullable(),
  how: z.enum(['single', 'auto_agreed', 'agreed', 'adjudicated']),
  confirmedAt: Timestamp.nullable(),
  batch: BatchId.nullable(),
  /** What keeps it from being exported, if anything. */
  blocked: z.string().nullable(),
});
export type ResultRow = z.infer<typeof ResultRow>;

export const BatchSummary = z.object({
  batch: BatchId,
  label: z.string(),
  version: z.int(),
  exportedAt: Timestamp,
  by: z.string(),
  results: z.int(),
  passed: z.int(),
  manifestSha256: z.string(),
});
export type BatchSummary = z.infer<typeof BatchSummary>;

export const VerifyCheck = z.object({
  name: z.string(),
  ok: z.boolean(),
  message: z.string(),
  status: z.enum(['holds', 'fails', 'not_checked']),
});
export type VerifyCheck = z.infer<typeof VerifyCheck>;

export const Verification = z.object({
  path: z.string(),
  ok: z.boolean(),
  kind: z.enum(['credential', 'batch', 'workspace', 'unknown']),
  /** The verdict in one sentence. */
  verdict: z.string(),
  checks: z.array(VerifyCheck),
  /** What the credential says, for people. Present only when the proof holds. */
  says: z
    .object({
      name: z.string(),
      issuer: z.string(),
      issuedAt: z.string().nullable(),
      results: z.array(z.object({ criterion: z.string(), result: z.string() })),
    })
    .nullable(),
});
export type Verification = z.infer<typeof Verification>;

export const TimelineEntry = z.object({
  record: RecordId,
  position: z.int(),
  type: z.string(),
  at: Timestamp,
  by: z.object({ key: PersonKey, name: z.string() }),
  seq: z.int(),
  /** One sentence: what happened. */
  what: z.string(),
  submission: SubmissionId.nullable(),
  counted: z.boolean(),
  reason: z.string().nullable(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

/** Everything needed to check one record by hand. */
export const RecordProof = z.object({
  record: RecordId,
  /** The canonical bytes that were hashed and signed, as text. */
  canonical: z.string(),
  signature: z.string(),
  author: PersonKey,
  previous: RecordId.nullable(),
  checks: z.array(VerifyCheck),
});
export type RecordProof = z.infer<typeof RecordProof>;

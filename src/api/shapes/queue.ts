import { z } from 'zod';
import { EvidencePlace } from '../../domain/evidence-place.ts';
import { ArtifactHash, SubmissionId, Timestamp, UnitId } from '../../domain/ids.ts';
import { AssessmentState, OutcomeState } from '../../domain/states.ts';
import { Allocation } from './allocation.ts';
import { Snippet } from './evidence.ts';

export const QueueFilter = z.object({
  text: z.string().max(400).optional(),
  units: z.array(UnitId).optional(),
  states: z.array(OutcomeState).optional(),
  mine: z.array(AssessmentState).optional(),
  flags: z.array(z.enum(['please_check', 'stale', 'gaps', 'returned'])).optional(),
});
export type QueueFilter = z.infer<typeof QueueFilter>;

export const QueueSort = z.object({
  by: z.enum(['received', 'learner', 'unit', 'state', 'progress', 'attempt', 'due']),
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
  /** When my mark is due; else the first that is still to come of others, as far as I may know of them. */
  due: Timestamp.nullable(),
  /** What is decided about it opens when everybody who is to seal has sealed. */
  sealed: z.boolean(),
  /** Whom it is allocated to; while I am still to mark it, only myself. */
  allocations: z.array(Allocation),
  flags: z.array(z.enum(['please_check', 'stale', 'gaps', 'returned'])),
  receivedAt: Timestamp,
  /** Whose it is is withheld; `learner` is a pseudonym. */
  anonymous: z.boolean(),
  /** Where the words looked for are, when any were: `names` where all are in names, titles and units. */
  found: z.array(z.enum(['names', 'evidence', 'comments'])).optional(),
});
export type QueueRow = z.infer<typeof QueueRow>;

export const QueueGrouping = z.enum(['learner', 'unit', 'state']);
export type QueueGrouping = z.infer<typeof QueueGrouping>;

export const QueueGroup = z.object({
  /** Stands for the group as long as the host runs. */
  key: z.string(),
  /** A learner's name, a unit's code or an outcome's state. */
  label: z.string(),
  count: z.int(),
  isCollapsed: z.boolean(),
});
export type QueueGroup = z.infer<typeof QueueGroup>;

/** A heading, or a row and the heading it stands under. */
export const QueueItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('group'), group: QueueGroup }),
  z.object({ kind: z.literal('row'), group: QueueGroup, row: QueueRow }),
]);
export type QueueItem = z.infer<typeof QueueItem>;

/** Where in a submission the words looked for are, beside its names. */
export const QueueHit = z.object({
  submission: SubmissionId,
  evidence: z.object({ artifact: ArtifactHash, place: EvidencePlace, snippet: Snippet }).nullable(),
  comment: z.object({ by: z.string(), isMine: z.boolean(), snippet: Snippet }).nullable(),
});
export type QueueHit = z.infer<typeof QueueHit>;

export const QueueFacets = z.object({
  units: z.array(z.object({ unit: UnitId, code: z.string(), count: z.int() })),
  states: z.array(z.object({ state: OutcomeState, count: z.int() })),
  mine: z.array(z.object({ state: AssessmentState, count: z.int() })),
});
export type QueueFacets = z.infer<typeof QueueFacets>;

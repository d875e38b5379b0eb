import { z } from 'zod';
import { Anchor } from '../anchor.ts';
import { AssessmentId, PersonKey, RecordId, SubmissionId, Timestamp, UnitId, UnitVersionId } from '../ids.ts';
import { Judgment } from '../judgment.ts';
import { ToleranceRule } from '../tolerance.ts';

const text = (max: number) => z.string().max(max);
const reason = text(2000);
const MAX_SCRIPTS = 500;

/** Practice teaches, qualifying decides whether somebody may mark, seeds check those who do. */
export const SetKind = z.enum(['practice', 'qualifying', 'seeds']);
export type SetKind = z.infer<typeof SetKind>;

/** What somebody may be given to mark: anything, or only what another marks first. */
export const ApprovalScope = z.enum(['any', 'second']);
export type ApprovalScope = z.infer<typeof ApprovalScope>;

/**
 * What a set is for, and its rule. `passAtLeast`: so many of its scripts within tolerance of the definitive mark.
 * `isRequired`: nobody is given work of the unit without approval. `oneIn`: about one seed in so many scripts.
 */
export const SetRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('practice') }),
  z.object({
    kind: z.literal('qualifying'),
    passAtLeast: z.int().min(1).max(MAX_SCRIPTS),
    validMonths: z.int().min(1).max(120),
    isRequired: z.boolean(),
  }),
  z.object({ kind: z.literal('seeds'), oneIn: z.int().min(2).max(1000) }),
]);
export type SetRule = z.infer<typeof SetRule>;

/** Why somebody is approved: they passed a set; or they know the definitive marks, so none can test them. */
export const ApprovalBasis = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('qualified'),
    set: RecordId,
    assessments: z.array(AssessmentId).min(1).max(MAX_SCRIPTS),
  }),
  z.object({ kind: z.literal('recognised') }),
]);
export type ApprovalBasis = z.infer<typeof ApprovalBasis>;

const inUnit = { unit: UnitId };
const about = { ...inUnit, person: PersonKey, reason };

/**
 * They are filed under the unit's standards alone, never under a submission or the unit itself, and name a submission
 * `script`: what tells of a seed must not travel with what an assessor is given.
 */
export const STANDARDISATION_FACTS = {
  /** The definitive mark of a script, with what it was taken from. */
  'standardisation.marked': z.object({
    ...inUnit,
    script: SubmissionId,
    unitVersion: UnitVersionId,
    judgments: z.array(Judgment).min(1).max(500),
    anchors: z.array(Anchor).max(5000),
    sources: z.array(AssessmentId).max(20),
    note: text(20_000),
  }),
  /** The tolerance is kept with the set: to change the unit's rule later makes nobody pass or fail. */
  'standardisation.set_made': z.object({
    ...inUnit,
    label: text(200).min(1),
    rule: SetRule,
    tolerance: ToleranceRule,
    scripts: z
      .array(z.object({ script: SubmissionId, mark: RecordId }))
      .min(1)
      .max(MAX_SCRIPTS),
  }),
  /** Nobody is given its scripts any more; what came of it stands. */
  'standardisation.set_ended': z.object({ ...inUnit, set: RecordId, reason }),
  'standardisation.approved': z.object({
    ...about,
    scope: ApprovalScope,
    until: Timestamp,
    basis: ApprovalBasis,
  }),
  'standardisation.suspended': z.object(about),
  /** Somebody who is suspended may try again, with this set. */
  'standardisation.requalifying': z.object({ ...about, set: RecordId }),
  'standardisation.removed': z.object(about),
  /** As though the record it names had not been made. */
  'standardisation.withdrawn': z.object({ ...inUnit, record: RecordId, reason }),
} as const;

import { z } from 'zod';
import { CriterionId, PersonKey, SubmissionId, UnitId } from '../../domain/ids.ts';
import { ToleranceRule } from '../../domain/tolerance.ts';
import * as shape from '../shapes.ts';
import { command, type MethodContract, none } from './method.ts';

export const moderationMethods = {
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
  /** How the markers of a unit agree: percent agreement, κ, AC and α per criterion, severity and drift per marker. */
  'moderation.statistics': {
    input: z.object({ unit: UnitId }),
    output: shape.UnitStatistics,
    progress: false,
  },
  /** Markers, criteria and learners of a unit on one scale: many-facet Rasch measurement. */
  'moderation.rasch': { input: z.object({ unit: UnitId }), output: shape.RaschOfUnit, progress: false },
  /** What one marker gave where another gave that; for the verdict where `criterion` is null. */
  'moderation.markersCompared': {
    input: z.object({ unit: UnitId, criterion: CriterionId.nullable(), a: PersonKey, b: PersonKey }),
    output: shape.MarkersCompared,
    progress: false,
  },
  /** Writes one chart of a unit’s statistics: drawn, or as the table it was drawn from. */
  'moderation.saveChart': {
    input: z.object({
      unit: UnitId,
      chart: shape.ChartOfUnit,
      format: shape.ChartFormat,
      into: shape.FileToken,
    }),
    output: none,
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
  /** Sends a disagreement to adjudication. */
  'moderation.refer': {
    input: z.object({ ...command, submission: SubmissionId, note: z.string().max(20000) }),
    output: none,
    progress: false,
  },
  /** The agreement that whoever is at the desk was making, or null. */
  'agreements.draft': {
    input: z.object({ submission: SubmissionId }),
    output: z.object({ draft: shape.AgreementDraft, revision: z.int(), savedAt: z.string() }).nullable(),
    progress: false,
  },
  /** `revision` is the one last seen; a save over a newer revision is refused with `draft.newer_elsewhere`. */
  'agreements.saveDraft': {
    input: z.object({
      submission: SubmissionId,
      draft: shape.AgreementDraft,
      revision: z.int().min(0),
    }),
    output: z.object({ revision: z.int(), savedAt: z.string() }),
    progress: false,
  },
  'agreements.discardDraft': { input: z.object({ submission: SubmissionId }), output: none, progress: false },
} as const satisfies Record<string, MethodContract>;

import { z } from 'zod';
import {
  AppealAsker,
  AppealProcess,
  AppealResult,
  ClericalCheck,
} from '../../domain/appeals/appeal-facts.ts';
import { AppealState } from '../../domain/appeals/appeal-state.ts';
import { PersonKey, RecordId, SubmissionId, Timestamp, UnitId } from '../../domain/ids.ts';
import { Unit } from '../../domain/rubric.ts';
import { ComparedMark, CriterionComparison, Outcome } from './moderation.ts';

const Permission = z.object({ allowed: z.boolean(), reason: z.string().nullable() });
const said = { by: z.string(), at: Timestamp };

/** What an appeal waits for: a step; marks that were asked for; that what came of it is released; or nothing. */
const AppealNext = z.enum(['check', 'choose', 'remark', 'decide', 'close', 'release', 'nothing']);

export const Appeal = z.object({
  appeal: RecordId,
  submission: SubmissionId,
  learner: z.string(),
  unit: UnitId,
  unitCode: z.string(),
  unitTitle: z.string(),
  state: AppealState,
  process: AppealProcess.nullable(),
  result: AppealResult.nullable(),
  asker: AppealAsker,
  received: Timestamp,
  due: Timestamp.nullable(),
  mayLower: z.boolean(),
  /** Of the marks that were asked for, those that have come. */
  remarks: z.int(),
  remarked: z.int(),
  next: AppealNext,
});
export type Appeal = z.infer<typeof Appeal>;

/**
 * The released outcome beside one mark that was made anew, or by itself: `a` is the outcome, as though it were an
 * assessment.
 */
const AppealComparison = z.object({
  a: ComparedMark,
  b: ComparedMark.nullable(),
  criteria: z.array(CriterionComparison),
});

export const AppealDetail = z.object({
  appeal: Appeal,
  unit: Unit,
  grounds: z.string(),
  /** The release it is about. */
  releasedAs: z.object({ label: z.string(), version: z.int(), at: Timestamp }),
  outcome: Outcome,
  checked: z.object({ ...said, holds: ClericalCheck, note: z.string() }).nullable(),
  process: z
    .object({
      ...said,
      process: AppealProcess,
      reason: z.string(),
      due: Timestamp.nullable(),
      remarkers: z.array(
        z.object({
          person: z.object({ key: PersonKey, name: z.string() }),
          stands: z.enum(['to_do', 'sealed', 'opened', 'submitted']),
        }),
      ),
    })
    .nullable(),
  /** One for each mark that was made anew; at least one. */
  comparisons: z.array(AppealComparison).min(1),
  decision: z
    .object({ ...said, result: AppealResult, reason: z.string(), outcome: Outcome.nullable() })
    .nullable(),
  /** Every step so far, in words. */
  chain: z.array(z.object({ record: RecordId, ...said, what: z.string() })),
  /** Whom it may be given to, to be marked anew. */
  candidates: z.array(z.object({ key: PersonKey, name: z.string() })),
  /** What can be done next, and what keeps it from being done. */
  next: z.object({
    check: Permission,
    choose: Permission,
    decide: Permission,
    withdraw: Permission,
    close: Permission,
  }),
});
export type AppealDetail = z.infer<typeof AppealDetail>;

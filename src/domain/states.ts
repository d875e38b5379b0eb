import { z } from 'zod';

/** Where a submission's outcome stands (DOMAIN: outcome of a submission). */
export const OutcomeState = z.enum([
  'awaiting',
  'partially_marked',
  'fully_marked',
  'auto_agreed',
  'reconciling',
  'agreed',
  'adjudicating',
  'adjudicated',
  'provisional',
  'confirmed',
  'released',
  /** Released, and somebody asked for it to be looked at again. */
  'under_appeal',
  /** Another submission is assessed in its place. */
  'set_aside',
]);
export type OutcomeState = z.infer<typeof OutcomeState>;

/** Whether nobody marks it any more: it is confirmed, whatever came after that. */
export const isDecided = (state: OutcomeState): boolean =>
  state === 'confirmed' || state === 'released' || state === 'under_appeal';

/** Whether two marks lie out of tolerance, and nobody has settled it. */
export const isUnsettled = (state: OutcomeState): boolean =>
  state === 'reconciling' || state === 'adjudicating';

/** Where one person's own assessment of a submission stands. */
export const AssessmentState = z.enum(['not_started', 'in_progress', 'submitted']);
export type AssessmentState = z.infer<typeof AssessmentState>;

export const Verdict = z.enum(['passed', 'not_yet']);
export type Verdict = z.infer<typeof Verdict>;

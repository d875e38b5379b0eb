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
  /** Another submission is assessed in its place. */
  'set_aside',
]);
export type OutcomeState = z.infer<typeof OutcomeState>;

/** Where one person's own assessment of a submission stands. */
export const AssessmentState = z.enum(['not_started', 'in_progress', 'submitted']);
export type AssessmentState = z.infer<typeof AssessmentState>;

export const Verdict = z.enum(['passed', 'not_yet']);
export type Verdict = z.infer<typeof Verdict>;

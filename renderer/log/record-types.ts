import { t } from '../messages/t.ts';

/** Kinds of record one can filter by. */
export const RECORD_TYPES = [
  'workspace.created',
  'person.appointed',
  'unit.published',
  'submission.received',
  'assessment.submitted',
  'assessment.recalled',
  'tolerance.set',
  'anonymity.set',
  'outcome.agreed',
  'outcome.confirmed',
  'batch.exported',
] as const;

export function recordTypeName(type: (typeof RECORD_TYPES)[number]): string {
  return t(`record.${type}`);
}

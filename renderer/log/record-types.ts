import { t } from '../messages/t.ts';

/** Kinds of record one can filter by. */
export const RECORD_TYPES = [
  'workspace.created',
  'person.appointed',
  'appointment.revoked',
  'key.added',
  'conflict.declared',
  'conflict.withdrawn',
  'unit.published',
  'submission.received',
  'submission.set_aside',
  'submission.resumed',
  'submission.allocated',
  'allocation.withdrawn',
  'assessment.sealed',
  'assessment.submitted',
  'assessment.recalled',
  'assessment.countersigned',
  'tolerance.set',
  'anonymity.set',
  'outcome.agreed',
  'outcome.confirmed',
  'standardisation.marked',
  'standardisation.set_made',
  'standardisation.set_ended',
  'standardisation.approved',
  'standardisation.suspended',
  'standardisation.requalifying',
  'standardisation.removed',
  'standardisation.withdrawn',
  'batch.opened',
  'batch.marking_closed',
  'batch.sample_drawn',
  'batch.finding',
  'batch.item_verified',
  'batch.decided',
  'batch.confirmed',
  'batch.reopened',
  'batch.exported',
  'learner.erased',
  'fork.settled',
] as const;

export function recordTypeName(type: (typeof RECORD_TYPES)[number]): string {
  return t(`record.${type}`);
}

import type { Counted } from '../api/shapes.ts';
import type { FactType } from '../domain/facts.ts';
import type { ArtifactHash } from '../domain/ids.ts';

/** What facts of a type are called, one and many; several types may share a word. */
const WORDS: Record<FactType, readonly [one: string, many: string]> = {
  'workspace.created': ['founding record', 'founding records'],
  'person.appointed': ['record about people', 'records about people'],
  'appointment.revoked': ['record about people', 'records about people'],
  'key.added': ['record about people', 'records about people'],
  'fork.settled': ['decision about a fork', 'decisions about forks'],
  'conflict.declared': ['record about people', 'records about people'],
  'conflict.withdrawn': ['record about people', 'records about people'],
  'learner.erased': ['erasure', 'erasures'],
  'unit.published': ['unit version', 'unit versions'],
  'tolerance.set': ['setting of a unit', 'settings of units'],
  'anonymity.set': ['setting of a unit', 'settings of units'],
  'submission.received': ['submission', 'submissions'],
  'submission.set_aside': ['submission set aside', 'submissions set aside'],
  'submission.resumed': ['submission taken up again', 'submissions taken up again'],
  'submission.allocated': ['allocation', 'allocations'],
  'allocation.withdrawn': ['withdrawn allocation', 'withdrawn allocations'],
  'assessment.sealed': ['seal', 'seals'],
  'assessment.submitted': ['assessment', 'assessments'],
  'assessment.recalled': ['recalled assessment', 'recalled assessments'],
  'assessment.countersigned': ['countersignature', 'countersignatures'],
  'assessment.confirmed_unchanged': ['confirmation of assessments', 'confirmations of assessments'],
  'outcome.agreed': ['agreed outcome', 'agreed outcomes'],
  'outcome.referred': ['referral to adjudication', 'referrals to adjudication'],
  'outcome.confirmed': ['confirmed outcome', 'confirmed outcomes'],
  'appeal.lodged': ['appeal', 'appeals'],
  'appeal.checked': ['step of an appeal', 'steps of appeals'],
  'appeal.process_chosen': ['step of an appeal', 'steps of appeals'],
  'appeal.decided': ['step of an appeal', 'steps of appeals'],
  'appeal.withdrawn': ['step of an appeal', 'steps of appeals'],
  'appeal.closed': ['step of an appeal', 'steps of appeals'],
  'standardisation.marked': ['definitive mark', 'definitive marks'],
  'standardisation.set_made': ['standardisation set', 'standardisation sets'],
  'standardisation.set_ended': ['standardisation set', 'standardisation sets'],
  'standardisation.approved': ['decision about a marker', 'decisions about markers'],
  'standardisation.suspended': ['decision about a marker', 'decisions about markers'],
  'standardisation.requalifying': ['decision about a marker', 'decisions about markers'],
  'standardisation.removed': ['decision about a marker', 'decisions about markers'],
  'standardisation.withdrawn': ['decision about a marker', 'decisions about markers'],
  'batch.opened': ['batch', 'batches'],
  'batch.marking_closed': ['step of a batch', 'steps of batches'],
  'batch.sample_drawn': ['drawn sample', 'drawn samples'],
  'batch.finding': ['finding on a sample', 'findings on samples'],
  'batch.item_verified': ['verification', 'verifications'],
  'batch.decided': ['step of a batch', 'steps of batches'],
  'batch.confirmed': ['step of a batch', 'steps of batches'],
  'batch.reopened': ['step of a batch', 'steps of batches'],
  'batch.exported': ['released batch', 'released batches'],
};

/** `2 submissions`, `1 seal`: what people look for first. */
const ORDER: readonly FactType[] = [
  'submission.received',
  'submission.set_aside',
  'submission.resumed',
  'submission.allocated',
  'allocation.withdrawn',
  'assessment.sealed',
  'assessment.submitted',
  'assessment.recalled',
  'assessment.countersigned',
  'assessment.confirmed_unchanged',
  'outcome.agreed',
  'outcome.referred',
  'outcome.confirmed',
  'appeal.lodged',
  'appeal.checked',
  'appeal.process_chosen',
  'appeal.decided',
  'appeal.withdrawn',
  'appeal.closed',
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
  'unit.published',
  'tolerance.set',
  'anonymity.set',
  'learner.erased',
  'fork.settled',
  'person.appointed',
  'appointment.revoked',
  'key.added',
  'conflict.declared',
  'conflict.withdrawn',
  'workspace.created',
];

export function countedTypes(byType: ReadonlyMap<string, number>): Counted[] {
  const counts = new Map<string, { many: string; n: number }>();
  for (const type of ORDER) {
    const n = byType.get(type);
    if (!n) continue;
    const [one, many] = WORDS[type];
    counts.set(one, { many, n: n + (counts.get(one)?.n ?? 0) });
  }
  return [...counts].map(([one, { many, n }]) => counted(n, one, many));
}

export const counted = (n: number, one: string, many: string): Counted => ({
  what: `${n} ${n === 1 ? one : many}`,
  n,
});

/** What whoever makes a package must know of evidence that is damaged on their disk; nothing where all is whole. */
export function sayLeftOut(leftOut: readonly ArtifactHash[]): string[] {
  if (leftOut.length === 0) return [];
  const what = counted(leftOut.length, 'file of evidence', 'files of evidence').what;
  return [
    `Left out: ${what} that cannot be read any more as it was taken in (${named(leftOut)}). Whoever takes the package in is told so. Verify the ledger to learn more; import the bundle again, or ask for it from somebody who has it, then pack again.`,
  ];
}

/** The same for whoever takes it in. */
export function sayNotIncluded(leftOut: readonly ArtifactHash[] = []): string[] {
  if (leftOut.length === 0) return [];
  const what = counted(leftOut.length, 'file of evidence', 'files of evidence').what;
  return [
    `Not in this package: ${what} that was damaged where it was packed (${named(leftOut)}). Another package brings it, from there once it is mended, or from somebody else who has it.`,
  ];
}

const NAMED_AT_MOST = 3;

function named(hashes: readonly ArtifactHash[]): string {
  const names = hashes.slice(0, NAMED_AT_MOST).map((hash) => `${hash.slice(0, 12)}…`);
  const more = hashes.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}

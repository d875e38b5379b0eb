import type { FactType } from '../../domain/facts.ts';
import type { PersonKey } from '../../domain/ids.ts';
import type { SubmissionView } from '../../domain/submission-view.ts';
import type { Workspace } from '../workspace.ts';

const PARTS: ReadonlySet<FactType> = new Set([
  'assessment.sealed',
  'assessment.submitted',
  'assessment.countersigned',
  'outcome.agreed',
  'outcome.referred',
  'outcome.confirmed',
  'batch.item_verified',
]);
const BATCH_PARTS: ReadonlySet<FactType> = new Set(['batch.decided', 'batch.confirmed']);

/**
 * Everybody who had a part in an outcome, as far as is known here: who assessed it, settled it, or moderated the batch
 * it was in. What was said of an earlier appeal is told by that appeal.
 */
export function partsKnown(
  { store }: Workspace,
  { received, appeals }: SubmissionView,
): ReadonlySet<PersonKey> {
  const { personOf } = store.authority();
  const { submission } = received.body;
  const about = store.records.factsAbout(`s:${submission}`).filter(({ type }) => PARTS.has(type));
  const batched = store.batches
    .of(submission)
    .flatMap(({ batch }) =>
      store.records
        .factsAbout(`b:${batch}`)
        .filter(
          (fact) =>
            BATCH_PARTS.has(fact.type) ||
            (fact.type === 'batch.finding' && fact.body.submission === submission),
        ),
    );
  return new Set([
    ...[...about, ...batched].map(({ author }) => personOf(author)),
    ...appeals.flatMap(({ parts, remarkers }) => [...parts, ...remarkers]),
  ]);
}

import { type BatchView, viewBatch } from '../../domain/batches/batch-view.ts';
import type { RecordId, SubmissionId } from '../../domain/ids.ts';
import { unitVersionIdOf } from '../../ledger/content-ids.ts';
import type { StoredRecord } from '../../store/records.ts';
import { batchContext } from '../batches/take-step.ts';
import type { Opened } from '../load-submission.ts';
import type { Workspace } from '../workspace.ts';
import { type ProvenRecord, proveRecord } from './prove-record.ts';

/** Everything about one outcome that lies here, each record read and checked once. */
export interface Gathered {
  readonly records: readonly ProvenRecord[];
  /** The batches that it was ever in, or said to be. */
  readonly batches: readonly BatchView[];
}

/** Far more than the closings of any batch. */
const CLOSINGS = 1000;

/** The records about a submission, of the batches it was in, of its rubric, and of the tolerance of its unit. */
export function gatherRecords(workspace: Workspace, { view, unit }: Opened): Gathered {
  const { submission, unitVersion } = view.received.body;
  const { records } = workspace.store;
  const found = new Map<RecordId, ProvenRecord>();
  const add = (row: StoredRecord, isWanted: (proven: ProvenRecord) => boolean = () => true) => {
    if (found.has(row.id)) return;
    const proven = proveRecord(workspace, row);
    if (isWanted(proven)) found.set(row.id, proven);
  };
  for (const row of records.storedAbout(`s:${submission}`)) add(row);
  for (const row of records.storedAbout(`u:${unit.id}`))
    add(
      row,
      ({ fact }) =>
        fact?.type === 'tolerance.set' ||
        (fact?.type === 'unit.published' && unitVersionIdOf(fact.body.unit) === unitVersion),
    );
  const batches: BatchView[] = [];
  for (const { batch } of workspace.store.batches.list(unit.id)) {
    const closings = records.page({ subject: `b:${batch}`, type: 'batch.marking_closed' }, 0, CLOSINGS).rows;
    if (!closings.some(({ bytes }) => bytes.includes(submission))) continue;
    const batchView = viewBatch(batch, records.factsAbout(`b:${batch}`), batchContext(workspace));
    if (batchView) batches.push(batchView);
    for (const row of records.storedAbout(`b:${batch}`))
      add(row, ({ fact }) => fact === null || isOf(fact, submission));
  }
  return { records: [...found.values()], batches };
}

/** Whether a step of a batch is about this submission, or about all that the batch takes in. */
function isOf(fact: NonNullable<ProvenRecord['fact']>, submission: SubmissionId): boolean {
  switch (fact.type) {
    case 'batch.marking_closed':
      return fact.body.members.some((one) => one.submission === submission);
    case 'batch.sample_drawn':
      return fact.body.population.some((one) => one.id === submission);
    case 'batch.finding':
    case 'batch.item_verified':
      return fact.body.submission === submission;
    case 'batch.exported':
      return fact.body.results.some((one) => one.submission === submission);
    default:
      return true;
  }
}

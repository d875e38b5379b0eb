import type { RecordId } from '../domain/ids.ts';
import { Refused, type Session } from './session.ts';

/** The batch that is meant: by the beginning of its id, or by its label, which only one may have. */
export async function findBatch(session: Session, wanted: string): Promise<RecordId> {
  const fitting = (await session.call('batches.list', {})).filter(
    (one) => one.label.toLowerCase() === wanted.toLowerCase() || one.batch.startsWith(wanted.toLowerCase()),
  );
  const [only] = fitting;
  if (only && fitting.length === 1) return only.batch;
  throw new Refused({
    code: 'batch.unknown',
    message: only ? `“${wanted}” is the beginning of several batches.` : `There is no batch “${wanted}”.`,
  });
}

import type { RecordId } from '../domain/ids.ts';
import { Refused, type Session } from './session.ts';

/** The appeal that is meant: by the beginning of its id or its submission’s; of several the one that is open. */
export async function findAppeal(session: Session, wanted: string): Promise<RecordId> {
  const fitting = (await session.call('appeals.list', {})).filter(
    ({ appeal, submission }) =>
      appeal.startsWith(wanted.toLowerCase()) || submission.startsWith(wanted.toLowerCase()),
  );
  const open = fitting.filter(({ state }) => state !== 'closed' && state !== 'withdrawn');
  const [only] = open.length === 1 ? open : fitting;
  if (only && (open.length === 1 || fitting.length === 1)) return only.appeal;
  throw new Refused({
    code: 'appeal.unknown',
    message: only ? `“${wanted}” is the beginning of several appeals.` : `There is no appeal “${wanted}”.`,
  });
}

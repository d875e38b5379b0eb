import type { UnitId } from '../domain/ids.ts';
import { Refused, type Session } from './session.ts';

/** The unit that is meant: by its id or its code. */
export async function findUnit(session: Session, wanted: string): Promise<UnitId> {
  const unit = (await session.call('units.list', {})).find((one) => one.id === wanted || one.code === wanted);
  if (!unit) throw new Refused({ code: 'unit.unknown', message: `There is no unit “${wanted}”.` });
  return unit.id;
}

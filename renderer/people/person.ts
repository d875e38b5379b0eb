import type { Output } from '../../src/api/contract.ts';
import { formatDate, formatList, t } from '../messages/t.ts';

export type Person = Output<'people.list'>[number];
export type Appointment = Person['appointments'][number];

/** How an appointment stands at a moment: it may begin, have ended by itself, or have been ended. */
export function standing(
  { from, until, revoked }: Appointment,
  now: string,
): 'current' | 'coming' | 'over' | 'ended' {
  if (revoked !== null && revoked.from <= now) return 'ended';
  if (until !== null && until < now) return 'over';
  return from > now ? 'coming' : 'current';
}

/** From when until when, in words. */
export function datesOf({ from, until }: Pick<Appointment, 'from' | 'until'>): string {
  return until === null
    ? t('people.since', { from: formatDate(from) })
    : t('people.between', { from: formatDate(from), until: formatDate(until) });
}

export function rolesOf({ roles }: Pick<Appointment, 'roles'>): string {
  return formatList(roles.map((role) => t(`role.${role}`)));
}

/** Units by their codes; one that is not known here by what it is called everywhere. */
export function unitsOf({ units }: Pick<Appointment, 'units'>, codes: ReadonlyMap<string, string>): string {
  return units === 'all' ? t('people.allUnits') : units.map((id) => codes.get(id) ?? id).join(', ');
}

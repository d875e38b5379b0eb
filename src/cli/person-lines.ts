import type { Person } from '../api/shapes.ts';

/** What somebody is, in words. */
export function appointedAs({ roles, trainee, units, until }: Person): string {
  if (roles.length === 0) return 'not appointed at present';
  const limits = [
    ...(trainee ? ['as trainee'] : []),
    ...(units === 'all' ? [] : [`${units.length} ${units.length === 1 ? 'unit' : 'units'}`]),
    ...(until === null ? [] : [`until ${until.slice(0, 10)}`]),
  ];
  return `${roles.join(', ')}${limits.length > 0 ? ` (${limits.join(', ')})` : ''}`;
}

/** A person with all that is out of the ordinary, a line each. */
export function personLines(person: Person): string {
  const day = (at: string) => at.slice(0, 10);
  const appointments = person.appointments
    .filter((one) => person.appointments.length > 1 || one.revoked)
    .map(({ record, roles, from, revoked }) => {
      const ended = revoked ? `, ended ${day(revoked.from)}: ${revoked.reason}` : '';
      return `${record.slice(0, 12)} ${roles.join(', ')} from ${day(from)}${ended}`;
    });
  const keys = person.keys
    .slice(1)
    .map((one) => `another key (${one.kind}) from ${day(one.from)}: ${one.words}`);
  const conflicts = person.conflicts.map(
    (one) => `conflict of interest ${one.record.slice(0, 12)} with ${one.learnerName}: ${one.reason}`,
  );
  return [
    `${person.isMe ? '•' : ' '} ${person.name}: ${appointedAs(person)}  ${person.words}`,
    ...[...appointments, ...keys, ...conflicts].map((line) => `    ${line}`),
  ].join('\n');
}

import { type FactOf, inOrder } from './facts.ts';
import type { PersonKey, RecordId, UnitId } from './ids.ts';
import type { Role } from './roles.ts';

export type Appointment = FactOf<'person.appointed'>;

export const coversUnit = (appointment: Appointment, unit: UnitId | null): boolean =>
  unit === null || appointment.body.units === 'all' || appointment.body.units.includes(unit);

/** The appointments that count, by person, and when they end. */
export class Appointments {
  readonly #byPerson = new Map<PersonKey, Appointment[]>();
  readonly #known = new Map<RecordId, Appointment>();
  readonly #endedFrom = new Map<RecordId, string>();

  add(person: PersonKey, appointment: Appointment): void {
    const list = this.#byPerson.get(person) ?? [];
    list.push(appointment);
    this.#byPerson.set(person, list.sort(inOrder));
    this.#known.set(appointment.id, appointment);
  }

  /** Of several ends the earliest counts. */
  end(appointment: RecordId, from: string): void {
    const before = this.#endedFrom.get(appointment);
    if (before === undefined || from < before) this.#endedFrom.set(appointment, from);
  }

  get(appointment: RecordId): Appointment | null {
    return this.#known.get(appointment) ?? null;
  }

  /** From when on it holds no longer because somebody ended it; null while nobody has. */
  endOf(appointment: RecordId): string | null {
    return this.#endedFrom.get(appointment) ?? null;
  }

  people(): readonly PersonKey[] {
    return [...this.#byPerson.keys()];
  }

  /** In order of time. */
  of(person: PersonKey): readonly Appointment[] {
    return this.#byPerson.get(person) ?? [];
  }

  at(person: PersonKey, at: string): readonly Appointment[] {
    return this.of(person).filter(({ id, body }) => {
      const ended = this.#endedFrom.get(id);
      return (
        body.from <= at && (body.until === null || at < body.until) && (ended === undefined || at < ended)
      );
    });
  }

  with(person: PersonKey, roles: readonly Role[], at: string): readonly Appointment[] {
    return this.at(person, at).filter((one) => one.body.roles.some((role) => roles.includes(role)));
  }
}

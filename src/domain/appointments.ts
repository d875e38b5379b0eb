import { type FactOf, inOrder } from './facts.ts';
import type { PersonKey, RecordId, UnitId } from './ids.ts';
import type { Role } from './roles.ts';

export type Appointment = FactOf<'person.appointed'>;

/** From when on an appointment holds no longer because somebody ended it, and why. */
export type AppointmentEnd = Pick<FactOf<'appointment.revoked'>['body'], 'from' | 'reason'>;

export const coversUnit = (appointment: Appointment, unit: UnitId | null): boolean =>
  unit === null || appointment.body.units === 'all' || appointment.body.units.includes(unit);

/** The appointments that count, by person, and when they end. */
export class Appointments {
  readonly #byPerson = new Map<PersonKey, Appointment[]>();
  readonly #known = new Map<RecordId, Appointment>();
  readonly #ends = new Map<RecordId, AppointmentEnd>();

  add(person: PersonKey, appointment: Appointment): void {
    const list = this.#byPerson.get(person) ?? [];
    list.push(appointment);
    this.#byPerson.set(person, list.sort(inOrder));
    this.#known.set(appointment.id, appointment);
  }

  /** Of several ends the earliest counts. */
  end({ body: { appointment, from, reason } }: FactOf<'appointment.revoked'>): void {
    const before = this.#ends.get(appointment);
    if (!before || from < before.from) this.#ends.set(appointment, { from, reason });
  }

  get(appointment: RecordId): Appointment | null {
    return this.#known.get(appointment) ?? null;
  }

  /** Null while nobody has ended it. */
  endOf(appointment: RecordId): AppointmentEnd | null {
    return this.#ends.get(appointment) ?? null;
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
      const ended = this.#ends.get(id)?.from;
      return (
        body.from <= at && (body.until === null || at < body.until) && (ended === undefined || at < ended)
      );
    });
  }

  with(person: PersonKey, roles: readonly Role[], at: string): readonly Appointment[] {
    return this.at(person, at).filter((one) => one.body.roles.some((role) => roles.includes(role)));
  }
}

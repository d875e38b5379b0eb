import { Appointments, coversUnit } from './appointments.ts';
import { type Fact, type FactOf, inOrder } from './facts.ts';
import type { PersonKey, RecordId, UnitId } from './ids.ts';
import { ALLOWED, forbidden, type Permission } from './permission.ts';
import { Persons } from './persons.ts';
import type { Role } from './roles.ts';

type StandingFact = FactOf<'person.appointed'> | FactOf<'appointment.revoked'> | FactOf<'key.added'>;

const isAboutStanding = (fact: Fact): fact is StandingFact =>
  fact.type === 'person.appointed' || fact.type === 'appointment.revoked' || fact.type === 'key.added';

/** What only a provider does, within the units they are provider of. */
export type Governing =
  | 'appoints people'
  | 'ends an appointment'
  | 'adds a key'
  | 'hands out or erases what is kept about a learner';

/** The founder is all of these, and cannot be dismissed. */
export const ROOT_ROLES: readonly Role[] = ['provider', 'assessor', 'moderator', 'adjudicator'];

/**
 * Who is who and appointed as what, from the facts that count. Only a provider appoints, ends appointments and adds
 * keys, within the units they are provider of.
 */
export class Standing {
  readonly persons = new Persons();
  readonly appointments = new Appointments();
  /** Facts that do not count, with the reason. */
  readonly notCounted = new Map<RecordId, string>();
  readonly root: PersonKey;

  /**
   * Facts are looked at in order of time, whatever the order in which they arrived, and again until no more of them
   * counts: an appointment may have been recorded later than what it makes count. What counts once stands: whatever a
   * provider did to people before the end of their own appointment was recorded is ended by itself, even where
   * that end is dated back.
   */
  constructor(root: PersonKey, facts: readonly Fact[]) {
    this.root = root;
    let waiting = facts.filter(isAboutStanding).sort(inOrder);
    for (let before = -1; before !== waiting.length; ) {
      before = waiting.length;
      waiting = waiting.filter((fact) => {
        const { allowed } = this.#permits(fact);
        if (allowed) this.#take(fact);
        return !allowed;
      });
    }
    for (const fact of waiting) this.notCounted.set(fact.id, this.#permits(fact).reason ?? '');
  }

  isRoot(key: PersonKey): boolean {
    return this.persons.personOf(key) === this.root;
  }

  /** Whether the key speaks for somebody who is provider, at that time, of all these units. */
  mayGovern(what: Governing, key: PersonKey, units: 'all' | readonly UnitId[], at: string): Permission {
    if (this.#governs(key, units, at)) return ALLOWED;
    const silence = this.persons.silenceOf(key, at);
    if (silence !== null) return forbidden(silence);
    return forbidden(
      this.#governs(key, [], at) ? `Only a provider of all these units ${what}.` : `Only a provider ${what}.`,
    );
  }

  #governs(key: PersonKey, units: 'all' | readonly UnitId[], at: string): boolean {
    if (this.persons.silenceOf(key, at) !== null) return false;
    if (this.isRoot(key)) return true;
    const held = this.appointments.with(this.persons.personOf(key), ['provider'], at);
    return units === 'all'
      ? held.some((one) => one.body.units === 'all')
      : held.length > 0 && units.every((unit) => held.some((one) => coversUnit(one, unit)));
  }

  #permits(fact: StandingFact): Permission {
    switch (fact.type) {
      case 'person.appointed':
        return this.mayGovern('appoints people', fact.author, fact.body.units, fact.at);
      case 'appointment.revoked': {
        const may = this.mayGovern('ends an appointment', fact.author, [], fact.at);
        if (!may.allowed) return may;
        const ended = this.appointments.get(fact.body.appointment);
        if (!ended) return forbidden('It ends an appointment that is not here, or that does not count.');
        if (this.isRoot(ended.body.person))
          return forbidden('The founder of a workspace stays its provider.');
        return this.mayGovern('ends an appointment', fact.author, ended.body.units, fact.at);
      }
      case 'key.added': {
        const { person, key } = fact.body;
        const may = this.mayGovern('adds a key', fact.author, 'all', fact.at);
        if (!may.allowed) return may;
        if (key === this.root || this.persons.isKnown(key) || this.appointments.of(key).length > 0)
          return forbidden('This key belongs to somebody already.');
        return key === person ? forbidden('A key cannot be added to itself.') : ALLOWED;
      }
    }
  }

  #take(fact: StandingFact): void {
    switch (fact.type) {
      case 'person.appointed':
        this.appointments.add(this.persons.personOf(fact.body.person), fact);
        break;
      case 'appointment.revoked':
        this.appointments.end(fact);
        break;
      case 'key.added':
        this.persons.add(fact);
        break;
    }
  }
}

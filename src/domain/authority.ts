import { type Appointment, type AppointmentEnd, coversUnit } from './appointments.ts';
import { AUTHOR_ROLES } from './author-roles.ts';
import { type Conflict, Conflicts } from './conflicts.ts';
import type { Fact, FactOf } from './facts.ts';
import type { OpenFork } from './forks.ts';
import type { LearnerId, PersonKey, RecordId, UnitId } from './ids.ts';
import { ALLOWED, forbidden, type Permission } from './permission.ts';
import type { KeyOfPerson } from './persons.ts';
import type { Role } from './roles.ts';
import { ROOT_ROLES, Standing } from './standing.ts';

/** Whether there was anybody else at that time, so that nobody may check their own work any more. */
export function isGuardedAt(authority: Authority, at: string): boolean {
  return authority.guardedFrom !== null && authority.guardedFrom <= at;
}

/**
 * Who may do what, from the provider's root and the facts about people. Whoever is asked about may be named by any of
 * their keys.
 * The root holds every role. Until it appoints somebody else there are no guards: a lone person is provider,
 * assessor and moderator at once.
 */
export interface Authority {
  readonly root: PersonKey;
  /** When the first other person was appointed; null while there is none. What a lone person did before stands. */
  readonly guardedFrom: string | null;
  /** Facts about people that do not count, with the reason. */
  readonly notCounted: ReadonlyMap<RecordId, string>;
  /** Why a fact does not count whatever its author may state, since their chain forks; or null. */
  readonly heldBecause: (fact: Fact) => string | null;
  /** Forks that wait for somebody to settle them. */
  readonly openForks: readonly (OpenFork & { readonly author: PersonKey })[];
  /** The first key of the person whose key this is: what a person is known by. */
  readonly personOf: (key: PersonKey) => PersonKey;
  /** All keys of that person, the first one first. */
  readonly keysOf: (person: PersonKey) => readonly PersonKey[];
  /** The same, each with since when and until when it speaks for them. */
  readonly describeKeys: (person: PersonKey) => readonly KeyOfPerson[];
  /** Why the key speaks for nobody at that time, or null. */
  readonly silenceOf: (key: PersonKey, at: string) => string | null;
  readonly nameOf: (person: PersonKey) => string;
  readonly rolesOf: (person: PersonKey, at: string) => readonly Role[];
  /** In order of time, those that ended included. */
  readonly appointmentsOf: (person: PersonKey) => readonly Appointment[];
  /** When and why somebody ended an appointment; null while nobody has. */
  readonly endOf: (appointment: RecordId) => AppointmentEnd | null;
  /** Whether the key speaks for a provider of all these units, who alone appoints people, ends that, and adds keys. */
  readonly mayGovern: Standing['mayGovern'];
  /** Persons by their first keys, the root first. */
  readonly people: readonly PersonKey[];
  /** Whether the key spoke at that time for somebody who held one of the roles for the unit (null: for any unit). */
  readonly holds: (key: PersonKey, roles: readonly Role[], unit: UnitId | null, at: string) => Permission;
  /** Whether all that lets this person assess the unit at that time is an appointment as a trainee. */
  readonly isTraineeAt: (person: PersonKey, unit: UnitId, at: string) => boolean;
  /** What keeps this person from judging the learner's work at that time, or null. */
  readonly conflictOf: (person: PersonKey, learner: LearnerId, at: string) => Conflict | null;
  readonly conflicts: Conflicts['all'];
}

const ROLE_WORDS: Record<Role, string> = {
  provider: 'provider',
  assessor: 'assessor',
  moderator: 'moderator',
  adjudicator: 'adjudicator',
  eqa: 'external quality assurer',
};

/**
 * What the facts about people come to: a pure function of their set, in whatever order they arrived.
 * `rootName` is what the founder is called where no appointment says so.
 */
export function authorityFrom(
  created: FactOf<'workspace.created'>,
  rootName: string,
  facts: readonly Fact[],
): Authority {
  const standing = new Standing(created.author, facts);
  const { root, persons, appointments } = standing;
  const personOf = (key: PersonKey) => persons.personOf(key);
  const appointmentsOf = (key: PersonKey) => appointments.of(personOf(key));
  const nameOf = (key: PersonKey) =>
    appointmentsOf(key).at(-1)?.body.name ??
    (personOf(key) === root ? rootName : `unknown key ${key.slice(-6)}`);
  const people = [root, ...appointments.people().filter((person) => person !== root)];
  const appointedOthers = people.slice(1).flatMap((person) => appointments.of(person).map((one) => one.at));
  const guardedFrom = appointedOthers.sort()[0] ?? null;

  const holds: Authority['holds'] = (key, roles, unit, at) => {
    const person = personOf(key);
    const silence = persons.silenceOf(key, at);
    if (silence !== null) return forbidden(silence);
    if (person === root && roles.some((role) => ROOT_ROLES.includes(role))) return ALLOWED;
    const wanted = roles.map((role) => ROLE_WORDS[role]).join(' or ');
    const name = nameOf(person);
    if (appointments.of(person).length === 0)
      return forbidden(`${name} has not been appointed to this workspace.`);
    if (appointments.at(person, at).length === 0)
      return forbidden(`${name}’s appointment does not cover ${at.slice(0, 10)}.`);
    const withRole = appointments.with(person, roles, at);
    if (withRole.length === 0) return forbidden(`${name} is not appointed as ${wanted}.`);
    return withRole.some((one) => coversUnit(one, unit))
      ? ALLOWED
      : forbidden(`${name}’s appointment as ${wanted} does not cover this unit.`);
  };

  const conflicts = new Conflicts(facts, {
    personOf,
    objection: (fact, about) => {
      const isDeclared = fact.type === 'conflict.declared';
      const isOwn = personOf(fact.author) === about;
      if (isOwn && !isDeclared && guardedFrom !== null && guardedFrom <= fact.at)
        return 'Nobody withdraws a conflict of interest of their own.';
      const speaks = isDeclared && isOwn ? AUTHOR_ROLES[fact.type] : AUTHOR_ROLES['conflict.withdrawn'];
      return holds(fact.author, speaks, null, fact.at).reason;
    },
  });

  return {
    root,
    guardedFrom,
    notCounted: new Map([...standing.notCounted, ...conflicts.notCounted]),
    personOf,
    keysOf: (person) => persons.keysOf(person),
    describeKeys: (person) => persons.keysOf(person).map((key) => persons.describe(key)),
    silenceOf: (key, at) => persons.silenceOf(key, at),
    heldBecause: () => null,
    openForks: [],
    nameOf,
    people,
    appointmentsOf,
    endOf: (appointment) => appointments.endOf(appointment),
    mayGovern: (...asked) => standing.mayGovern(...asked),
    rolesOf: (key, at) => {
      const person = personOf(key);
      const roles = new Set(appointments.at(person, at).flatMap((one) => one.body.roles));
      if (person === root) for (const role of ROOT_ROLES) roles.add(role);
      return [...roles];
    },
    holds,
    isTraineeAt: (key, unit, at) => {
      const person = personOf(key);
      if (person === root) return false;
      const held = appointments
        .with(person, AUTHOR_ROLES['assessment.submitted'], at)
        .filter((one) => coversUnit(one, unit));
      return held.length > 0 && held.every((one) => one.body.trainee === true);
    },
    conflictOf: (person, learner, at) => conflicts.of(person, learner, at),
    conflicts: () => conflicts.all(),
  };
}

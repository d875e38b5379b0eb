import type { Fact, FactOf } from './facts.ts';
import type { OpenFork } from './forks.ts';
import type { PersonKey, RecordId, UnitId } from './ids.ts';
import type { Role } from './roles.ts';

export interface Permission {
  readonly allowed: boolean;
  /** One sentence, when refused. */
  readonly reason: string | null;
}

export const ALLOWED: Permission = { allowed: true, reason: null };
export const forbidden = (reason: string): Permission => ({ allowed: false, reason });

/** Whether there was anybody else at that time, so that nobody may check their own work any more. */
export function isGuardedAt(authority: Authority, at: string): boolean {
  return authority.guardedFrom !== null && authority.guardedFrom <= at;
}

type Appointment = FactOf<'person.appointed'>;

/**
 * Who may do what, from the provider's root and the appointments.
 * The root holds every role. Until it appoints somebody else there are no guards: a lone person is provider,
 * assessor and moderator at once.
 */
export interface Authority {
  readonly root: PersonKey;
  /** When the first other person was appointed; null while there is none. What a lone person did before stands. */
  readonly guardedFrom: string | null;
  /** Appointments that do not count, with the reason. */
  readonly notCounted: ReadonlyMap<RecordId, string>;
  /** Why a fact does not count whatever its author may state, since their chain forks; or null. */
  readonly heldBecause: (fact: Fact) => string | null;
  /** Forks that wait for somebody to settle them. */
  readonly openForks: readonly (OpenFork & { readonly author: PersonKey })[];
  readonly personOf: (key: PersonKey) => PersonKey;
  readonly nameOf: (person: PersonKey) => string;
  readonly rolesOf: (person: PersonKey, at: string) => readonly Role[];
  readonly appointmentsOf: (person: PersonKey) => readonly Appointment[];
  readonly people: readonly PersonKey[];
  /** Whether the person held one of the roles for the unit (null: for any unit) at that time. */
  readonly holds: (person: PersonKey, roles: readonly Role[], unit: UnitId | null, at: string) => Permission;
}

const ROOT_ROLES: readonly Role[] = ['provider', 'assessor', 'moderator', 'adjudicator'];

const ROLE_WORDS: Record<Role, string> = {
  provider: 'provider',
  assessor: 'assessor',
  moderator: 'moderator',
  adjudicator: 'adjudicator',
  eqa: 'external quality assurer',
};

/** Only appointments made by the root, or by somebody the root had made provider for that time, count. */
export function authorityFrom(
  created: FactOf<'workspace.created'>,
  rootName: string,
  appointments: readonly Appointment[],
): Authority {
  const root = created.author;
  const covers = (one: Appointment, at: string) =>
    one.body.from <= at && (one.body.until === null || at < one.body.until);
  const wasProvider = (person: PersonKey, at: string) =>
    appointments.some(
      (one) =>
        one.author === root &&
        one.body.person === person &&
        one.body.roles.includes('provider') &&
        covers(one, at),
    );
  const notCounted = new Map<RecordId, string>();
  const counted = appointments.filter((appointment) => {
    if (appointment.author === root || wasProvider(appointment.author, appointment.at)) return true;
    notCounted.set(appointment.id, 'Only a provider appoints people.');
    return false;
  });
  const byPerson = new Map<PersonKey, Appointment[]>();
  for (const appointment of counted) {
    const list = byPerson.get(appointment.body.person) ?? [];
    list.push(appointment);
    byPerson.set(appointment.body.person, list);
  }
  const ofOthers = counted.filter((one) => one.body.person !== root).map((one) => one.at);
  const current = (person: PersonKey, at: string) =>
    (byPerson.get(person) ?? []).filter((one) => covers(one, at));
  const nameOf = (person: PersonKey) =>
    byPerson.get(person)?.at(-1)?.body.name ??
    (person === root ? rootName : `unknown key ${person.slice(-6)}`);
  return {
    root,
    guardedFrom: ofOthers.sort()[0] ?? null,
    notCounted,
    heldBecause: () => null,
    openForks: [],
    personOf: (key) => key,
    nameOf,
    people: [root, ...[...byPerson.keys()].filter((person) => person !== root)],
    appointmentsOf: (person) => byPerson.get(person) ?? [],
    rolesOf: (person, at) => {
      const roles = new Set<Role>(current(person, at).flatMap((one) => one.body.roles));
      if (person === root) for (const role of ROOT_ROLES) roles.add(role);
      return [...roles];
    },
    holds: (person, roles, unit, at) => {
      if (person === root && roles.some((role) => ROOT_ROLES.includes(role))) return ALLOWED;
      const wanted = roles.map((role) => ROLE_WORDS[role]).join(' or ');
      const all = byPerson.get(person) ?? [];
      if (all.length === 0) return forbidden(`${nameOf(person)} has not been appointed to this workspace.`);
      const now = current(person, at);
      if (now.length === 0)
        return forbidden(`${nameOf(person)}’s appointment does not cover ${at.slice(0, 10)}.`);
      const withRole = now.filter((one) => one.body.roles.some((role) => roles.includes(role)));
      if (withRole.length === 0) return forbidden(`${nameOf(person)} is not appointed as ${wanted}.`);
      const coversUnit = withRole.some(
        (one) => unit === null || one.body.units === 'all' || one.body.units.includes(unit),
      );
      return coversUnit
        ? ALLOWED
        : forbidden(`${nameOf(person)}’s appointment as ${wanted} does not cover this unit.`);
    },
  };
}

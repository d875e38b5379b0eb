import type { FactOf } from './facts.ts';
import type { PersonKey, UnitId } from './ids.ts';
import type { Role } from './roles.ts';

export interface Permission {
  readonly allowed: boolean;
  /** One sentence, when refused. */
  readonly reason: string | null;
}

export const ALLOWED: Permission = { allowed: true, reason: null };
export const forbidden = (reason: string): Permission => ({ allowed: false, reason });

type Appointment = FactOf<'person.appointed'>;

/**
 * Who may do what, from the provider's root and the appointments.
 * The root holds every role. Until it appoints somebody else there are no guards: a lone person is provider,
 * assessor and moderator at once.
 */
export interface Authority {
  readonly root: PersonKey;
  readonly isGuarded: boolean;
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

/** Only appointments made by the root, or by somebody the root made provider, count. */
export function authorityFrom(
  created: FactOf<'workspace.created'>,
  rootName: string,
  appointments: readonly Appointment[],
): Authority {
  const root = created.author;
  const byRoot = appointments.filter((appointment) => appointment.author === root);
  const providers = new Set(
    byRoot.filter((one) => one.body.roles.includes('provider')).map((one) => one.body.person),
  );
  const counted = appointments.filter(
    (appointment) => appointment.author === root || providers.has(appointment.author),
  );
  const byPerson = new Map<PersonKey, Appointment[]>();
  for (const appointment of counted) {
    const list = byPerson.get(appointment.body.person) ?? [];
    list.push(appointment);
    byPerson.set(appointment.body.person, list);
  }
  const isGuarded = [...byPerson.keys()].some((person) => person !== root);
  const current = (person: PersonKey, at: string) =>
    (byPerson.get(person) ?? []).filter(
      (one) => one.body.from <= at && (one.body.until === null || at < one.body.until),
    );
  const nameOf = (person: PersonKey) =>
    byPerson.get(person)?.at(-1)?.body.name ??
    (person === root ? rootName : `unknown key ${person.slice(-6)}`);
  return {
    root,
    isGuarded,
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
      const covers = withRole.some(
        (one) => unit === null || one.body.units === 'all' || one.body.units.includes(unit),
      );
      return covers
        ? ALLOWED
        : forbidden(`${nameOf(person)}’s appointment as ${wanted} does not cover this unit.`);
    },
  };
}

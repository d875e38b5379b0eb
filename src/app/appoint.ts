import type { Person } from '../api/shapes.ts';
import type { FactBody } from '../domain/facts.ts';
import type { PersonKey, RecordId, UnitId } from '../domain/ids.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import type { Role } from '../domain/roles.ts';
import { generateKeyPair } from '../ledger/ed25519.ts';
import { personShape } from './describe-people.ts';
import { nowIn } from './load-submission.ts';
import type { Workspace } from './workspace.ts';

/** What somebody is to be. */
export interface WantedAppointment {
  readonly roles: readonly Role[];
  readonly units: 'all' | readonly UnitId[];
  /** It holds until then; for good where null or absent. */
  readonly until?: string | null | undefined;
  readonly trainee?: boolean | undefined;
}

export interface NewPerson extends WantedAppointment {
  readonly name: string;
  readonly at?: number;
}

/** What the record of an appointment says. */
export function appointmentOf(
  person: PersonKey,
  name: string,
  { roles, units, until = null, trainee = false }: WantedAppointment,
  from: string,
): FactBody<'person.appointed'> {
  return {
    person,
    name,
    roles: [...roles],
    units: units === 'all' ? 'all' : [...units],
    from,
    until,
    ...(trainee ? { trainee } : {}),
  };
}

/** Why whoever is at the desk cannot appoint somebody to this now, or null. */
export function appointingProblem(
  workspace: Workspace,
  { units, until = null }: WantedAppointment,
): Result<never> | null {
  const now = nowIn(workspace);
  const may = workspace.store.authority().mayGovern('appoints people', workspace.me(), units, now);
  if (!may.allowed) return refused('people.not_allowed', may.reason ?? '');
  return until !== null && until <= now
    ? refused('people.until_past', 'The appointment would have ended already. Choose a later day.')
    : null;
}

/** Makes a key for somebody on this machine and appoints them, in one transaction. */
export async function addPerson(
  workspace: Workspace,
  command: string,
  wanted: NewPerson,
): Promise<Result<Person>> {
  const before = workspace.store.doneBefore(command);
  if (before) return ok(appointedIn(workspace, before));
  const problem = appointingProblem(workspace, wanted);
  if (problem) return problem;
  const kept = await workspace.keyring.seal(wanted.name, generateKeyPair());
  if (!kept.ok) return kept;
  const at = wanted.at ?? workspace.now();
  const body = appointmentOf(kept.value.key, wanted.name, wanted, new Date(at).toISOString());
  const stated = await workspace.state([{ type: 'person.appointed', body }], {
    command,
    keys: [kept.value],
    at,
  });
  if (!stated.ok) return stated;
  const [record] = stated.value.ids;
  if (!record) throw new Error('an appointment is one record');
  return ok(appointedIn(workspace, record));
}

function appointedIn(workspace: Workspace, record: RecordId): Person {
  const fact = workspace.store.records.fact(record);
  if (fact?.type !== 'person.appointed') throw new Error('a stored appointment can be read back');
  return personShape(workspace, fact.body.person);
}

/** Appoints somebody who is known once more, beside what they are already. Fails with `people.…`. */
export async function appointPerson(
  workspace: Workspace,
  command: string,
  key: PersonKey,
  wanted: WantedAppointment,
): Promise<Result<Person>> {
  const { store } = workspace;
  const authority = store.authority();
  const person = authority.personOf(key);
  if (store.doneBefore(command)) return ok(personShape(workspace, person));
  if (!authority.people.includes(person)) return refused('people.unknown', 'There is no such person here.');
  const problem = appointingProblem(workspace, wanted);
  if (problem) return problem;
  const body = appointmentOf(person, authority.nameOf(person), wanted, nowIn(workspace));
  const stated = await workspace.state([{ type: 'person.appointed', body }], { command });
  return stated.ok ? ok(personShape(workspace, person)) : stated;
}

/** Ends an appointment from now on; what was done under it stands. Fails with `people.…`. */
export async function revokeAppointment(
  workspace: Workspace,
  command: string,
  appointment: RecordId,
  reason: string,
): Promise<Result<Person>> {
  const { store } = workspace;
  const authority = store.authority();
  const known = authority.people
    .flatMap((person) => authority.appointmentsOf(person))
    .find((one) => one.id === appointment);
  if (!known) return refused('people.appointment_unknown', 'There is no such appointment here.');
  const { person, units } = known.body;
  if (store.doneBefore(command) || authority.endOf(appointment)) return ok(personShape(workspace, person));
  const now = nowIn(workspace);
  const may = authority.mayGovern('ends an appointment', workspace.me(), units, now);
  if (!may.allowed) return refused('people.not_allowed', may.reason ?? '');
  if (authority.personOf(person) === authority.root)
    return refused('people.founder', 'The founder of a workspace stays its provider.');
  const body = { appointment, from: now, reason };
  const stated = await workspace.state([{ type: 'appointment.revoked', body }], { command });
  return stated.ok ? ok(personShape(workspace, person)) : stated;
}

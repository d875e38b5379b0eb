import { basename } from 'node:path';
import type { CallContext } from '../api/handlers.ts';
import type { PackedFile } from '../api/shapes.ts';
import type { PersonKey } from '../domain/ids.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import type { Role } from '../domain/roles.ts';
import { writePackage } from '../exchange/write-package.ts';
import { factOfStored } from '../ledger/record.ts';
import type { StoredRecord } from '../store/records.ts';
import { appointingProblem, type WantedAppointment } from './appoint.ts';
import { personShape } from './describe-people.ts';
import { diskFailure } from './disk-failure.ts';
import { nowIn } from './load-submission.ts';
import { placeFor, slug } from './place-package.ts';
import { type InvitationAbout, type Proposal, signProposal } from './proposal.ts';
import type { Workspace } from './workspace.ts';

/** Whoever looks after a workspace as a whole holds all of it; others what was sent to them. */
const SEES_ALL: readonly Role[] = ['provider', 'moderator', 'adjudicator', 'eqa'];
/** Whoever takes bundles in must call a learner what everybody else does. */
const TAKES_IN: readonly Role[] = ['provider', 'moderator'];

export const scopeOf = (roles: readonly Role[]): 'whole' | 'part' =>
  roles.some((role) => SEES_ALL.includes(role)) ? 'whole' : 'part';

export interface Invited extends WantedAppointment {
  readonly name: string;
  /** Somebody known who gets another key: of another device, or in the place of this one, which was lost. */
  readonly person?: { readonly key: PersonKey; readonly kind: 'device' | 'replacement' } | undefined;
}

/**
 * Writes an invitation: who founded the workspace and is appointed to what, its units, and the appointment that is
 * proposed. Whoever gets it can join with a key of their own. Nothing is recorded.
 * `into` is a file to save as, or a folder. Fails with `people.…` or `package.…`.
 */
export async function inviteSomebody(
  workspace: Workspace,
  wanted: Invited,
  into: string,
  call: CallContext,
): Promise<Result<PackedFile>> {
  const { store } = workspace;
  const authority = store.authority();
  const { person } = wanted;
  const problem = person ? keyProblem(workspace, person.key) : appointingProblem(workspace, wanted);
  if (problem) return problem;
  const signer = await workspace.keyring.signer(workspace.me());
  if (!signer.ok) return signer;
  const at = nowIn(workspace);
  const appointment = proposedTo(workspace, wanted);
  const signed = signProposal(
    { workspace: workspace.id, at, appointment, person: person ?? null },
    signer.value,
  );
  const { name, roles, units } = appointment;
  const about: InvitationAbout = {
    ...signed,
    pseudonymKey: roles.some((role) => TAKES_IN.includes(role)) ? store.local.get('pseudonymKey') : null,
  };
  const records = recordsToJoinWith(workspace, scopeOf(roles), { units, person: person?.key ?? null });
  const founding = store.records.factsAbout('people').find((fact) => fact.type === 'workspace.created');
  const workspaceName = founding?.body.name ?? '';
  const out = await placeFor(into, `invitation-${slug(name)}.assay`);
  try {
    const written = await writePackage(
      {
        out,
        kind: 'invitation',
        workspace: { id: workspace.id, name: workspaceName },
        from: { name: authority.nameOf(workspace.me()), signer: signer.value },
        to: null,
        at,
        title: person ? `Another key for ${name}` : `Invitation of ${name} to ${workspaceName}`,
        note: '',
        about,
        recordCount: records.length,
        records,
        privates: [],
        evidence: [],
        lock: null,
      },
      call,
    );
    if (!written.ok) return written;
    const { sizeBytes } = written.value;
    return ok({
      name: basename(out),
      kind: 'invitation',
      records: written.value.records,
      sizeBytes,
      encrypted: false,
      leftOut: [],
    });
  } catch (error) {
    if (call.signal.aborted) throw error;
    return { ok: false, error: diskFailure(error) };
  }
}

/** To somebody known nothing new is proposed: another key of theirs shares what they are. */
function proposedTo(workspace: Workspace, wanted: Invited): Proposal['appointment'] {
  const { name, roles, units, until = null, trainee = false, person } = wanted;
  if (!person)
    return { name, roles: [...roles], units: units === 'all' ? units : [...units], until, trainee };
  const known = personShape(workspace, person.key);
  return {
    name: known.name,
    roles: known.roles,
    units: known.units,
    until: known.until,
    trainee: known.trainee,
  };
}

function keyProblem(workspace: Workspace, person: PersonKey): Result<never> | null {
  const authority = workspace.store.authority();
  const may = authority.mayGovern('adds a key', workspace.me(), 'all', nowIn(workspace));
  if (!may.allowed) return refused('people.not_allowed', may.reason ?? '');
  return authority.people.includes(authority.personOf(person))
    ? null
    : refused('people.unknown', 'There is no such person here.');
}

/**
 * The founding, everybody's appointments and keys, and the units with their rules. Conflicts of interest go to those who
 * see to them, and to the person they are about.
 */
function recordsToJoinWith(
  workspace: Workspace,
  scope: 'whole' | 'part',
  { units, person }: Pick<Proposal['appointment'], 'units'> & { readonly person: PersonKey | null },
): readonly StoredRecord[] {
  const { store } = workspace;
  const { personOf } = store.authority();
  const people = store.records.storedAbout('people').filter((row) => {
    const fact = factOfStored(row.id, row.bytes);
    if (scope === 'whole') return true;
    if (fact.type === 'conflict.declared')
      return person !== null && personOf(fact.body.person) === personOf(person);
    return fact.type !== 'conflict.withdrawn';
  });
  const ofUnits = store.units
    .list()
    .filter(({ unit }) => scope === 'whole' || units === 'all' || units.includes(unit.id))
    .flatMap(({ unit }) => store.records.storedAbout(`u:${unit.id}`));
  return [...people, ...ofUnits];
}

import type { Person, WorkspaceInfo } from '../api/shapes.ts';
import type { PersonKey, RecordId, UnitId } from '../domain/ids.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import type { Role } from '../domain/roles.ts';
import { generateKeyPair } from '../ledger/ed25519.ts';
import { keyWords } from '../ledger/key-words.ts';
import { refusedByDatabase } from '../store/open-database.ts';
import { nowIn } from './load-submission.ts';
import { commentSight } from './search.ts';
import { countToResolve } from './to-resolve.ts';
import type { Workspace } from './workspace.ts';

export function listPeople(workspace: Workspace): Person[] {
  const authority = workspace.store.authority();
  return authority.people.map((key) => personShape(workspace, key));
}

function personShape(workspace: Workspace, key: PersonKey): Person {
  const authority = workspace.store.authority();
  const latest = authority.appointmentsOf(key).at(-1);
  return {
    key,
    name: authority.nameOf(key),
    roles: [...authority.rolesOf(key, nowIn(workspace))],
    units: latest?.body.units ?? 'all',
    from: latest?.body.from ?? nowIn(workspace),
    until: latest?.body.until ?? null,
    trainee: latest?.body.trainee ?? false,
    isRoot: key === authority.root,
    isLocal: workspace.keyring.holds(key),
    isMe: key === workspace.me(),
    words: keyWords(key),
    appointments: authority.appointmentsOf(key).map(({ id, body }) => ({
      record: id,
      roles: body.roles,
      units: body.units,
      from: body.from,
      until: body.until,
      trainee: body.trainee ?? false,
      revoked: null,
      isCurrent: body.from <= nowIn(workspace) && (body.until === null || nowIn(workspace) < body.until),
    })),
    keys: [
      {
        key,
        kind: 'first',
        from: latest?.body.from ?? nowIn(workspace),
        until: null,
        words: keyWords(key),
        isLocal: workspace.keyring.holds(key),
      },
    ],
    conflicts: [],
  };
}

export interface NewPerson {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly units: 'all' | readonly UnitId[];
  readonly at?: number;
}

/** Makes a key for somebody on this machine and appoints them, in one transaction. */
export async function addPerson(
  workspace: Workspace,
  command: string,
  wanted: NewPerson,
): Promise<Result<Person>> {
  const before = workspace.store.doneBefore(command);
  if (before) return ok(appointedIn(workspace, before));
  const role = workspace.store.authority().holds(workspace.me(), ['provider'], null, nowIn(workspace));
  if (!role.allowed) return refused('people.not_allowed', role.reason ?? '');
  const kept = await workspace.keyring.seal(wanted.name, generateKeyPair());
  if (!kept.ok) return kept;
  const at = wanted.at ?? workspace.now();
  const { name, roles, units } = wanted;
  const stated = await workspace.state(
    [
      {
        type: 'person.appointed',
        body: {
          person: kept.value.key,
          name,
          roles: [...roles],
          units: units === 'all' ? 'all' : [...units],
          from: new Date(at).toISOString(),
          until: null,
        },
      },
    ],
    { command, keys: [kept.value], at },
  );
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

/** From now on this machine acts as that person. Fails with `key.missing` where it does not hold their key. */
export async function actAs(workspace: Workspace, person: PersonKey): Promise<Result<void>> {
  const signer = await workspace.keyring.signer(person);
  if (!signer.ok) return signer;
  try {
    workspace.store.local.set('me', person);
    return ok(undefined);
  } catch (error) {
    return refusedByDatabase(error);
  }
}

/** What the frame shows about the open workspace. */
export async function describeWorkspace(workspace: Workspace): Promise<WorkspaceInfo> {
  const { store } = workspace;
  const me = workspace.me();
  const authority = store.authority();
  const founding = store.records.factsAbout('people').find((fact) => fact.type === 'workspace.created');
  return {
    id: workspace.id,
    name: founding?.body.name ?? '',
    provider: founding?.body.provider ?? '',
    location: workspace.directory,
    isDemo: founding?.body.isDemo ?? false,
    me: {
      key: me,
      name: authority.nameOf(me),
      roles: [...authority.rolesOf(me, nowIn(workspace))],
      canSign: await workspace.keyring.canSign(me),
      isAppointed: authority.people.includes(me),
    },
    scope: 'whole',
    guarded: authority.guardedFrom !== null,
    counts: { ...store.queue.counts(me, commentSight(workspace)), toResolve: countToResolve(workspace) },
  };
}

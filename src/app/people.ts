import type { WorkspaceInfo } from '../api/shapes.ts';
import type { PersonKey } from '../domain/ids.ts';
import { ok, type Result } from '../domain/result.ts';
import { refusedByDatabase } from '../store/open-database.ts';
import { nowIn } from './load-submission.ts';
import { commentSight } from './search.ts';
import { countToResolve } from './to-resolve.ts';
import type { Workspace } from './workspace.ts';

/**
 * From now on this machine acts as that person, named by any of their keys, with one that it holds. Fails with
 * `key.missing` where it holds none.
 */
export async function actAs(workspace: Workspace, person: PersonKey): Promise<Result<void>> {
  const { store, keyring } = workspace;
  const authority = store.authority();
  const now = nowIn(workspace);
  const held = authority.keysOf(person).filter((one) => keyring.holds(one));
  const key = held.findLast((one) => authority.silenceOf(one, now) === null) ?? held.at(-1) ?? person;
  const signer = await keyring.signer(key);
  if (!signer.ok) return signer;
  try {
    store.local.set('me', key);
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
  const now = nowIn(workspace);
  const founding = store.records.factsAbout('people').find((fact) => fact.type === 'workspace.created');
  return {
    id: workspace.id,
    name: founding?.body.name ?? '',
    provider: founding?.body.provider ?? '',
    location: workspace.directory,
    isDemo: founding?.body.isDemo ?? false,
    me: {
      key: me,
      name: nameOfMe(workspace),
      roles: [...authority.rolesOf(me, now)],
      canSign: authority.silenceOf(me, now) === null && (await workspace.keyring.canSign(me)),
      isAppointed: authority.people.includes(workspace.person()),
    },
    scope: store.local.get('scope') === 'part' ? 'part' : 'whole',
    guarded: authority.guardedFrom !== null,
    counts: { ...store.queue.counts(me, commentSight(workspace)), toResolve: countToResolve(workspace) },
  };
}

/** Somebody who has just joined is known to nobody yet but to this machine. */
function nameOfMe(workspace: Workspace): string {
  const { store } = workspace;
  const authority = store.authority();
  const isKnown = authority.people.includes(workspace.person());
  return (isKnown ? null : store.local.key(workspace.me())?.name) ?? authority.nameOf(workspace.me());
}

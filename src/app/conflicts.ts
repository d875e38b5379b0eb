import type { Person } from '../api/shapes.ts';
import { AUTHOR_ROLES } from '../domain/author-roles.ts';
import { isGuardedAt } from '../domain/authority.ts';
import type { PersonKey, RecordId, SubmissionId } from '../domain/ids.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { personShape } from './describe-people.ts';
import { loadSubmission, nowIn } from './load-submission.ts';
import type { Workspace } from './workspace.ts';

/**
 * Declares that somebody must not judge the work of the learner whose submission this is: oneself, or anybody if one is
 * moderator or provider. From then on they can neither assess, moderate nor confirm it. One that stands is left as it is.
 */
export async function declareConflict(
  workspace: Workspace,
  command: string,
  wanted: { readonly person: PersonKey; readonly submission: SubmissionId; readonly reason: string },
): Promise<Result<Person>> {
  const { store } = workspace;
  const authority = store.authority();
  const person = authority.personOf(wanted.person);
  if (store.doneBefore(command)) return ok(personShape(workspace, person));
  if (!authority.people.includes(person)) return refused('people.unknown', 'There is no such person here.');
  const opened = loadSubmission(workspace, wanted.submission);
  if (!opened.ok) return opened;
  const now = nowIn(workspace);
  const roles =
    person === workspace.person() ? AUTHOR_ROLES['conflict.declared'] : AUTHOR_ROLES['conflict.withdrawn'];
  const may = authority.holds(workspace.me(), roles, null, now);
  if (!may.allowed) return refused('people.not_allowed', may.reason ?? '');
  const { learner } = opened.value.view.received.body;
  if (authority.conflictOf(person, learner, now)) return ok(personShape(workspace, person));
  const body = { person, learner, reason: wanted.reason };
  const stated = await workspace.state([{ type: 'conflict.declared', body }], { command });
  return stated.ok ? ok(personShape(workspace, person)) : stated;
}

/** Withdraws a conflict of interest of somebody else. Fails with `people.conflict_unknown` or `people.not_allowed`. */
export async function withdrawConflict(
  workspace: Workspace,
  command: string,
  conflict: RecordId,
  reason: string,
): Promise<Result<Record<string, never>>> {
  const { store } = workspace;
  if (store.doneBefore(command)) return ok({});
  const authority = store.authority();
  const now = nowIn(workspace);
  const known = authority.conflicts().find((one) => one.conflict.id === conflict);
  if (!known) return refused('people.conflict_unknown', 'There is no such conflict of interest.');
  const may = authority.holds(workspace.me(), AUTHOR_ROLES['conflict.withdrawn'], null, now);
  if (!may.allowed) return refused('people.not_allowed', may.reason ?? '');
  const isOwn = authority.personOf(known.conflict.body.person) === workspace.person();
  if (isOwn && isGuardedAt(authority, now))
    return refused(
      'people.not_allowed',
      'Nobody withdraws a conflict of interest of their own. Ask another provider or a moderator.',
    );
  if (known.withdrawnFrom !== null) return ok({});
  const stated = await workspace.state([{ type: 'conflict.withdrawn', body: { conflict, reason } }], {
    command,
  });
  return stated.ok ? ok({}) : stated;
}

import { AUTHOR_ROLES } from '../author-roles.ts';
import { type Authority, isGuardedAt } from '../authority.ts';
import type { PersonKey, UnitId } from '../ids.ts';
import { ALLOWED, forbidden, type Permission } from '../permission.ts';
import { mayJudge } from '../permissions.ts';
import type { BatchMember } from './batch-facts.ts';

interface Judging {
  readonly authority: Authority;
  readonly unit: UnitId;
  readonly key: PersonKey;
  readonly at: string;
}

/** Whether they assessed it, and there is anybody else who could look at it. */
function isOwn({ authority, key, at }: Judging, { assessors }: BatchMember): boolean {
  const person = authority.personOf(key);
  return isGuardedAt(authority, at) && assessors.some((one) => authority.personOf(one) === person);
}

/** Whether they may say what they think of one item: nobody moderates or verifies their own work. */
export function mayLookAt(
  judging: Judging,
  member: BatchMember,
  what: 'batch.finding' | 'batch.item_verified',
): Permission {
  const { authority, unit, key, at } = judging;
  const role = authority.holds(key, AUTHOR_ROLES[what], unit, at);
  if (!role.allowed) return role;
  return isOwn(judging, member)
    ? forbidden('You assessed this submission yourself. Somebody else must look at it.')
    : mayJudge(authority, key, member.learner, at);
}

/** Whether they may decide about the whole batch, which they must have no part in. */
export function mayDecide(judging: Judging, members: readonly BatchMember[]): Permission {
  const { authority, unit, key, at } = judging;
  const role = authority.holds(key, AUTHOR_ROLES['batch.decided'], unit, at);
  if (!role.allowed) return role;
  if (members.some((member) => isOwn(judging, member)))
    return forbidden('You assessed a submission of this batch yourself. Somebody else must decide about it.');
  return withoutConflict(judging, members);
}

/** Whether they may confirm it: not where a result is theirs alone, nor where a conflict stands in the way. */
export function mayConfirmBatch(judging: Judging, members: readonly BatchMember[]): Permission {
  const { authority, unit, key, at } = judging;
  const role = authority.holds(key, AUTHOR_ROLES['batch.confirmed'], unit, at);
  if (!role.allowed) return role;
  const person = authority.personOf(key);
  const isAlone = ({ assessors }: BatchMember) =>
    assessors.every((one) => authority.personOf(one) === person);
  if (isGuardedAt(authority, at) && members.some(isAlone))
    return forbidden(
      'You are the only assessor of a submission of this batch. Somebody else must confirm it.',
    );
  return withoutConflict(judging, members);
}

function withoutConflict({ authority, key, at }: Judging, members: readonly BatchMember[]): Permission {
  for (const { learner } of members) {
    const may = mayJudge(authority, key, learner, at);
    if (!may.allowed) return may;
  }
  return ALLOWED;
}

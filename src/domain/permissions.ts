import { AUTHOR_ROLES } from './author-roles.ts';
import { type Authority, isGuardedAt } from './authority.ts';
import type { Fact, FactType } from './facts.ts';
import type { LearnerId, PersonKey, UnitId } from './ids.ts';
import { ALLOWED, forbidden, type Permission } from './permission.ts';

/** What judges a learner’s work: closed to whoever has a conflict of interest with the learner. */
const JUDGES: ReadonlySet<FactType> = new Set([
  'assessment.sealed',
  'assessment.submitted',
  'assessment.countersigned',
  'assessment.confirmed_unchanged',
  'outcome.agreed',
  'outcome.referred',
  'outcome.confirmed',
  'appeal.checked',
  'appeal.process_chosen',
  'appeal.decided',
]);

/**
 * Whether no fork holds the fact back, the author held the role this kind of fact needs, for that unit, at that time,
 * and no conflict of interest with the learner it is about stood in the way.
 */
export function authorMay(
  authority: Authority,
  fact: Fact,
  unit: UnitId | null,
  learner: LearnerId | null = null,
): Permission {
  if (fact.type === 'workspace.created') return ALLOWED;
  const held = authority.heldBecause(fact);
  if (held !== null) return forbidden(held);
  if (fact.type === 'learner.erased') return mayErase(authority, fact.author, fact.at);
  const role = authority.holds(fact.author, AUTHOR_ROLES[fact.type], unit, fact.at);
  if (!role.allowed || learner === null) return role;
  if (fact.type === 'submission.allocated') return mayJudge(authority, fact.body.person, learner, fact.at);
  return JUDGES.has(fact.type) ? mayJudge(authority, fact.author, learner, fact.at) : ALLOWED;
}

/** A learner’s work may be in any unit, so it takes a provider of all of them. */
export function mayErase(authority: Authority, key: PersonKey, at: string): Permission {
  return authority.mayGovern('hands out or erases what is kept about a learner', key, 'all', at);
}

/** Whether no conflict of interest keeps this person from judging the learner’s work, or having it allocated. */
export function mayJudge(
  authority: Authority,
  person: PersonKey,
  learner: LearnerId,
  at: string,
): Permission {
  const conflict = authority.conflictOf(person, learner, at);
  return conflict
    ? forbidden(
        `${authority.nameOf(person)} has a conflict of interest with this learner, declared on ${conflict.at.slice(0, 10)}.`,
      )
    : ALLOWED;
}

/** What is to be settled: whose work, in which unit, and who assessed it. */
export interface Assessed {
  readonly unit: UnitId;
  readonly learner: LearnerId;
  readonly assessors: readonly PersonKey[];
  /** Whoever judged some criterion that nobody else judged. */
  readonly alone: readonly PersonKey[];
}

/** The same, where it does not matter who judged alone. */
export type MarkedWork = Omit<Assessed, 'alone'>;

/** Nobody moderates their own work, once there is anybody else; nor the work of a learner they have a conflict with. */
export function mayModerate(
  authority: Authority,
  key: PersonKey,
  { unit, learner, assessors }: MarkedWork,
  at: string,
): Permission {
  const role = authority.holds(key, AUTHOR_ROLES['outcome.agreed'], unit, at);
  if (!role.allowed) return role;
  const person = authority.personOf(key);
  return isGuardedAt(authority, at) && assessors.some((one) => authority.personOf(one) === person)
    ? forbidden('You assessed this submission yourself. Somebody else must moderate it.')
    : mayJudge(authority, key, learner, at);
}

/**
 * A result that nobody but its only assessor has looked at, on the whole or on some criterion, is confirmed by somebody
 * else, once there is anybody else; and by nobody who has a conflict with the learner.
 */
export function mayConfirm(
  authority: Authority,
  key: PersonKey,
  { unit, learner, assessors, alone }: Assessed,
  at: string,
): Permission {
  const role = authority.holds(key, AUTHOR_ROLES['outcome.confirmed'], unit, at);
  if (!role.allowed) return role;
  const isMe = (one: PersonKey) => authority.personOf(one) === authority.personOf(key);
  if (isGuardedAt(authority, at)) {
    if (assessors.every(isMe))
      return forbidden('You are the only assessor of this submission. Somebody else must confirm it.');
    if (alone.some(isMe))
      return forbidden('You alone judged some of its criteria. Somebody else must confirm it.');
  }
  return mayJudge(authority, key, learner, at);
}

import { ALLOWED, type Authority, forbidden, isGuardedAt, type Permission } from './authority.ts';
import type { Fact } from './facts.ts';
import type { PersonKey, UnitId } from './ids.ts';

/** Which role each kind of fact needs; any one of them. */
export const AUTHOR_ROLES = {
  'workspace.created': [],
  'person.appointed': ['provider'],
  'appointment.revoked': ['provider'],
  'key.added': ['provider'],
  'fork.settled': ['provider'],
  'conflict.declared': ['provider', 'assessor', 'moderator', 'adjudicator'],
  'conflict.withdrawn': ['provider', 'moderator'],
  'learner.erased': ['provider'],
  'unit.published': ['provider'],
  'tolerance.set': ['provider', 'moderator'],
  'anonymity.set': ['provider', 'moderator'],
  'submission.received': ['provider', 'assessor', 'moderator'],
  'submission.allocated': ['provider', 'moderator'],
  'allocation.withdrawn': ['provider', 'moderator'],
  'assessment.sealed': ['assessor'],
  'assessment.submitted': ['assessor'],
  'assessment.recalled': ['assessor'],
  'assessment.countersigned': ['assessor', 'moderator'],
  'assessment.confirmed_unchanged': ['assessor', 'moderator', 'provider'],
  'outcome.agreed': ['moderator', 'adjudicator'],
  'outcome.confirmed': ['provider', 'moderator'],
  'batch.exported': ['provider'],
} as const;

/** Whether the fact is not held back, and its author held the role it needs, for that unit, at that time. */
export function authorMay(authority: Authority, fact: Fact, unit: UnitId | null): Permission {
  if (fact.type === 'workspace.created') return ALLOWED;
  const held = authority.heldBecause(fact);
  if (held !== null) return forbidden(held);
  return authority.holds(fact.author, AUTHOR_ROLES[fact.type], unit, fact.at);
}

/** Nobody moderates their own work, once there is anybody else. */
export function mayModerate(
  authority: Authority,
  person: PersonKey,
  unit: UnitId,
  assessors: readonly PersonKey[],
  at: string,
): Permission {
  const role = authority.holds(person, AUTHOR_ROLES['outcome.agreed'], unit, at);
  if (!role.allowed) return role;
  return isGuardedAt(authority, at) && assessors.includes(person)
    ? forbidden('You assessed this submission yourself. Somebody else must moderate it.')
    : ALLOWED;
}

/** A result nobody but its only assessor has looked at is confirmed by somebody else, once there is anybody else. */
export function mayConfirm(
  authority: Authority,
  person: PersonKey,
  unit: UnitId,
  assessors: readonly PersonKey[],
  at: string,
): Permission {
  const role = authority.holds(person, AUTHOR_ROLES['outcome.confirmed'], unit, at);
  if (!role.allowed) return role;
  return isGuardedAt(authority, at) && assessors.every((one) => one === person)
    ? forbidden('You are the only assessor of this submission. Somebody else must confirm it.')
    : ALLOWED;
}

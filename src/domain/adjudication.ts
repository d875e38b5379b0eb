import { AUTHOR_ROLES } from './author-roles.ts';
import { type Authority, isGuardedAt } from './authority.ts';
import { type Fact, type FactOf, inOrder } from './facts.ts';
import type { PersonKey, RecordId } from './ids.ts';
import { forbidden, type Permission } from './permission.ts';
import { type MarkedWork, mayJudge, mayModerate } from './permissions.ts';
import { sourcesOf } from './sources.ts';
import type { AssessmentFact } from './standing-assessments.ts';

export type Referral = FactOf<'outcome.referred'>;

/**
 * Whether they may decide what reconciliation could not: an adjudicator, who neither marked it nor sent it to
 * adjudication, once there is anybody else.
 */
export function mayAdjudicate(
  authority: Authority,
  key: PersonKey,
  { unit, learner, assessors }: MarkedWork,
  referredBy: PersonKey,
  at: string,
): Permission {
  const role = authority.holds(key, ['adjudicator'], unit, at);
  if (!role.allowed) return role;
  const person = authority.personOf(key);
  if (isGuardedAt(authority, at)) {
    if (assessors.some((one) => authority.personOf(one) === person))
      return forbidden('You assessed this submission yourself. Somebody else must adjudicate it.');
    if (authority.personOf(referredBy) === person)
      return forbidden('You sent it to adjudication yourself. Somebody else must decide it.');
  }
  return mayJudge(authority, key, learner, at);
}

/** Whether they may send it to adjudication: whoever may settle it, as a moderator. */
export function mayRefer(authority: Authority, key: PersonKey, assessed: MarkedWork, at: string): Permission {
  const role = authority.holds(key, AUTHOR_ROLES['outcome.referred'], assessed.unit, at);
  return role.allowed ? mayModerate(authority, key, assessed, at) : role;
}

export interface Referrals {
  /** The first that counts; null where nobody sent it to adjudication. */
  readonly standing: Referral | null;
  /** By id, all that count. */
  readonly counted: ReadonlyMap<RecordId, Referral>;
  readonly notCounted: ReadonlyMap<RecordId, string>;
}

/** Who sent a submission to adjudication. It stays there until an adjudicator has decided: no date takes it back. */
export function referralsIn(
  counted: readonly Fact[],
  {
    authority,
    unit,
    learner,
    isUncounted,
  }: Omit<MarkedWork, 'assessors'> & {
    readonly authority: Authority;
    readonly isUncounted: (assessment: AssessmentFact) => boolean;
  },
): Referrals {
  const notCounted = new Map<RecordId, string>();
  const referrals = new Map<RecordId, Referral>();
  for (const fact of [...counted].sort(inOrder)) {
    if (fact.type !== 'outcome.referred') continue;
    const sources = sourcesOf(counted, fact.body.sources);
    const assessors = sources.map((one) => one.author);
    const problem =
      sources.length < fact.body.sources.length || sources.some(isUncounted)
        ? 'It rests on an assessment that is not here, or does not count.'
        : mayRefer(authority, fact.author, { unit, learner, assessors }, fact.at).reason;
    if (problem === null) referrals.set(fact.id, fact);
    else notCounted.set(fact.id, problem);
  }
  return { standing: [...referrals.values()][0] ?? null, counted: referrals, notCounted };
}

/** Why an agreed outcome does not fit where the submission stands, or null: what is adjudicated names why it was. */
export function adjudicationProblem(
  { body, author, at }: FactOf<'outcome.agreed'>,
  { standing, counted }: Referrals,
  assessed: MarkedWork,
  authority: Authority,
): string | null {
  if (!body.adjudicated)
    return standing ? 'It was sent to adjudication, so an adjudicator decides it.' : null;
  const referral = body.referral === undefined ? undefined : counted.get(body.referral);
  if (!referral) return 'Nobody sent it to adjudication.';
  return mayAdjudicate(authority, author, assessed, referral.author, at).reason;
}

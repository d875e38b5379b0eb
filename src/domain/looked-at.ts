import type { Authority } from './authority.ts';
import { mayLookAt } from './batches/batch-permissions.ts';
import { type Fact, type FactOf, inOrder } from './facts.ts';
import type { AssessmentId, LearnerId, PersonKey, SubmissionId, UnitId } from './ids.ts';

/** What a verifier said last of a submission, whose assessments it was about. */
export interface LookedAt {
  readonly fact: FactOf<'batch.item_verified'>;
  /** Who made the assessments. */
  readonly assessors: readonly PersonKey[];
  /** It was returned, and rests on what was returned still. */
  readonly isReturned: boolean;
}

/**
 * What was said last of a submission in verification, as whoever holds the records about it can tell: an assessor has
 * the batch’s other records never. Whether it was drawn is for the batch to say.
 */
export function lookedAtIn(
  facts: readonly Fact[],
  {
    authority,
    submission,
    unit,
    learner,
    restsOn,
    isDecided,
  }: {
    readonly authority: Authority;
    readonly submission: SubmissionId;
    readonly unit: UnitId;
    readonly learner: LearnerId;
    /** The assessments that stand, or that the outcome was agreed on. */
    readonly restsOn: readonly AssessmentId[];
    /** The outcome has been confirmed since. */
    readonly isDecided: boolean;
  },
): LookedAt | null {
  const made = new Map(
    facts.flatMap((fact) => (fact.type === 'assessment.submitted' ? [[fact.id as string, fact.author]] : [])),
  );
  const said = facts.flatMap((fact) => {
    if (fact.type !== 'batch.item_verified') return [];
    const { sources } = fact.body;
    const assessors = sources.flatMap((id) => made.get(id) ?? []).map((key) => authority.personOf(key));
    if (assessors.length < sources.length) return [];
    const judging = { authority, unit, key: fact.author, at: fact.at };
    const member = { submission, learner, sources, assessors };
    return mayLookAt(judging, member, fact.type).allowed ? [{ fact, assessors }] : [];
  });
  const last = said.sort((a, b) => inOrder(a.fact, b.fact)).at(-1);
  if (!last) return null;
  const { as, sources } = last.fact.body;
  const isAsReturned = sources.length === restsOn.length && sources.every((one) => restsOn.includes(one));
  return { ...last, isReturned: as.kind === 'return' && isAsReturned && !isDecided };
}

import type { Authority } from './authority.ts';
import type { Fact, FactOf } from './facts.ts';
import type { AssessmentId, RecordId, UnitVersionId } from './ids.ts';
import type { AssessmentFact } from './standing-assessments.ts';

type ConfirmedFact = FactOf<'assessment.confirmed_unchanged'>;

interface Given {
  readonly counted: readonly Fact[];
  /** Those that stand. */
  readonly assessments: readonly AssessmentFact[];
  readonly received: FactOf<'submission.received'>;
  readonly authority: Authority;
  readonly currentVersion: UnitVersionId | null;
  /** What was confirmed stays what it is, whatever the unit becomes. */
  readonly isDecided: boolean;
}

/**
 * Whether an assessment that stands was made with another version of the unit than its submission was received with,
 * or than the unit has now, and nobody has confirmed that it stands; and which confirmations do not count.
 */
export function staleIn(given: Given): {
  readonly some: boolean;
  readonly notCounted: ReadonlyMap<RecordId, string>;
} {
  const { counted, assessments, received, currentVersion, isDecided } = given;
  const notCounted = new Map<RecordId, string>();
  const confirmed = new Set<AssessmentId>();
  for (const fact of counted) {
    if (fact.type !== 'assessment.confirmed_unchanged') continue;
    const problem = confirmationProblem(fact, given);
    if (problem !== null) notCounted.set(fact.id, problem);
    else if (fact.body.unitVersion === currentVersion)
      for (const assessment of fact.body.assessments) confirmed.add(assessment);
  }
  const isStale = ({ id, body }: AssessmentFact) =>
    body.unitVersion !== received.body.unitVersion ||
    (currentVersion !== null && !isDecided && body.unitVersion !== currentVersion && !confirmed.has(id));
  return { some: assessments.some(isStale), notCounted };
}

/** An assessor speaks for their own assessments; whoever moderates or provides, for all. */
function confirmationProblem(fact: ConfirmedFact, { counted, received, authority }: Given): string | null {
  const { unit } = received.body;
  if (authority.holds(fact.author, ['moderator', 'provider'], unit, fact.at).allowed) return null;
  const isOwn = fact.body.assessments.every((id) =>
    counted.some(
      (one) => one.id === id && authority.personOf(one.author) === authority.personOf(fact.author),
    ),
  );
  return isOwn ? null : 'It confirms somebody else’s assessment, which only a moderator or a provider can.';
}

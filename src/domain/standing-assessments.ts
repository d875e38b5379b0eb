import type { Allocation, Allocations } from './allocations.ts';
import type { Authority } from './authority.ts';
import { countersignedIn } from './countersigning.ts';
import { type Fact, type FactOf, inOrder } from './facts.ts';
import type { AssessmentId, PersonKey, RecordId } from './ids.ts';
import type { Unit } from './rubric.ts';
import { type CommitmentOf, openingProblem, type SealedFacts, type Seals, sealsIn } from './seals.ts';
import { judgesAll } from './verdict.ts';

export type AssessmentFact = FactOf<'assessment.submitted'>;

/** Facts about one submission, and what is needed to tell which assessments stand. */
export interface AssessedFacts {
  readonly all: readonly Fact[];
  /** Those whose author held the role, and that can be read with the unit's rubric. In order. */
  readonly counted: readonly Fact[];
  readonly unit: Unit;
  readonly authority: Authority;
  readonly allocations: Allocations;
  readonly commitmentOf: CommitmentOf;
}

export interface StandingAssessments {
  /** Each person's, `author` being the person, first markers before second ones and then in order of time. */
  readonly standing: readonly AssessmentFact[];
  /** Trainees' that wait for somebody to stand behind them. */
  readonly toCountersign: readonly AssessmentFact[];
  /** Those that were returned, and after which their authors have submitted nothing. */
  readonly returned: readonly AssessmentFact[];
  /** Whoever stands behind an assessment of somebody else. */
  readonly standBehind: ReadonlySet<PersonKey>;
  readonly seals: Seals;
  /** Of each person whose seal nothing fits that they opened, or none of whose seals stands: the record that shows it. */
  readonly brokenSeals: ReadonlyMap<PersonKey, RecordId>;
  readonly notCounted: ReadonlyMap<RecordId, string>;
}

/** What became of one person's assessments: those that count, the last of which stands; and why others do not. */
interface Own {
  readonly counted: readonly AssessmentFact[];
  readonly refused: ReadonlyMap<RecordId, string>;
}

/** Which assessments stand, from the facts about one submission. */
export function standingAssessments(assessed: AssessedFacts): StandingAssessments {
  const { all, counted, allocations, authority, commitmentOf } = assessed;
  const { standing: allocated, askedToSeal } = allocations;
  const sealed: SealedFacts = { all, counted, allocations: allocated, askedToSeal, authority, commitmentOf };
  const seals = sealsIn(sealed);
  const notCounted = new Map<RecordId, string>(seals.notCounted);
  const countersigning = countersignedIn({ ...assessed, unit: assessed.unit.id });
  for (const [id, reason] of countersigning.notCounted) notCounted.set(id, reason);

  const isSealed = allocated.some((one) => one.isSealed);
  const isHeld = (person: PersonKey) =>
    seals.standing.has(person) || allocated.some((one) => one.isSealed && one.person === person);
  const recalled = recalledIn(assessed, isHeld, notCounted);
  const standing: AssessmentFact[] = [];
  const toCountersign: AssessmentFact[] = [];
  const returned: AssessmentFact[] = [];
  const brokenSeals = new Map<PersonKey, RecordId>();
  for (const person of seals.unfit.keys()) {
    const last = seals.of.get(person)?.at(-1);
    if (last) brokenSeals.set(person, last.id);
  }
  for (const [person, own] of submittedBy(counted, authority)) {
    const shutOut =
      isSealed && !allocated.some((one) => one.person === person)
        ? 'The submission is allocated to others, who seal what they decide.'
        : countersigning.behind.has(person)
          ? 'Its author stands behind another assessment of this submission.'
          : null;
    const isOpening = isHeld(person) || own.some((one) => one.body.seal);
    const { counted: good, refused } = inTurn(own, (one, earlier) => {
      if (shutOut !== null) return shutOut;
      const unasked = unaskedProblem(one, person, assessed);
      if (unasked !== null) return unasked;
      // Whoever sealed is held to it: what was sealed is opened, and replaced only by what names it and says why.
      return isOpening && !one.body.supersedes
        ? openingProblem(one, sealed, seals)
        : replacementProblem(one, earlier);
    });
    for (const [id, reason] of refused) notCounted.set(id, reason);
    const lastRefused = [...refused.keys()].at(-1);
    if (isOpening && lastRefused) brokenSeals.set(person, lastRefused);
    const waiting = good.filter((one) => !recalled.has(one.id) && countersigning.problemOf(one) !== null);
    for (const one of waiting) notCounted.set(one.id, countersigning.problemOf(one) ?? '');
    const last = good.findLast((one) => !recalled.has(one.id));
    if (!last) continue;
    const theirs = { ...last, author: person };
    if (!waiting.includes(last)) standing.push(theirs);
    else (countersigning.returned.has(last.id) ? returned : toCountersign).push(theirs);
  }
  return {
    standing: standing.sort(byPlace(allocated)),
    toCountersign,
    returned,
    standBehind: countersigning.behind,
    seals,
    brokenSeals,
    notCounted,
  };
}

/**
 * Why an assessment of some criteria does not count; null where its author was ever asked for those. That they are asked
 * for others by now, or for none, takes nothing from what they did.
 */
function unaskedProblem(
  { body }: AssessmentFact,
  person: PersonKey,
  { unit, allocations }: AssessedFacts,
): string | null {
  if (judgesAll(unit, body.judgments)) return null;
  const asked = allocations.askedFor.get(person);
  if (!asked) return 'It judges some of the criteria only, and its author was to judge all of them.';
  const beyond = unit.criteria.find(
    ({ id }) => !asked.has(id) && body.judgments.some((judgment) => judgment.criterion === id),
  );
  return beyond ? `“${beyond.title}” was not its author’s to judge.` : null;
}

/** First markers before second ones, for the tolerance may take the first's value; opening is in no order. */
function byPlace(allocated: readonly Allocation[]) {
  const place = (fact: AssessmentFact) => {
    const as = allocated.find((one) => one.person === fact.author)?.as;
    return as === 'first' ? 0 : as === 'second' ? 1 : 2;
  };
  return (a: AssessmentFact, b: AssessmentFact) => place(a) - place(b) || inOrder(a, b);
}

function submittedBy(counted: readonly Fact[], { personOf }: Authority): Map<PersonKey, AssessmentFact[]> {
  const submitted = new Map<PersonKey, AssessmentFact[]>();
  for (const fact of counted) {
    if (fact.type !== 'assessment.submitted') continue;
    const person = personOf(fact.author);
    submitted.set(person, [...(submitted.get(person) ?? []), fact]);
  }
  return submitted;
}

function recalledIn(
  { counted, authority: { personOf } }: AssessedFacts,
  isHeld: (person: PersonKey) => boolean,
  notCounted: Map<RecordId, string>,
): ReadonlySet<AssessmentId> {
  const recalled = new Set<AssessmentId>();
  for (const fact of counted) {
    if (fact.type !== 'assessment.recalled') continue;
    const target = counted.find((one) => one.id === fact.body.assessment);
    if (!target || personOf(target.author) !== personOf(fact.author))
      notCounted.set(fact.id, 'Only the assessor can recall an assessment.');
    else if (isHeld(personOf(fact.author)))
      notCounted.set(
        fact.id,
        'What was sealed is not taken back; a later assessment that says why can replace it.',
      );
    else recalled.add(fact.body.assessment);
  }
  return recalled;
}

/** Why an assessment cannot take the place of the one it names; null where it can, or names none. */
function replacementProblem(later: AssessmentFact, earlier: readonly AssessmentFact[]): string | null {
  const { supersedes } = later.body;
  if (!supersedes) return null;
  if (!earlier.some((one) => one.id === supersedes.assessment))
    return 'It takes the place of an assessment that is not an earlier one of its author’s, or does not count.';
  return supersedes.reason.trim() === ''
    ? 'It takes the place of an earlier assessment without saying why.'
    : null;
}

function inTurn(
  own: readonly AssessmentFact[],
  problemOf: (one: AssessmentFact, earlier: readonly AssessmentFact[]) => string | null,
): Own {
  const counted: AssessmentFact[] = [];
  const refused = new Map<RecordId, string>();
  for (const one of own) {
    const problem = problemOf(one, counted);
    if (problem === null) counted.push(one);
    else refused.set(one.id, problem);
  }
  return { counted, refused };
}

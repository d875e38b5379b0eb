import { allocationsIn } from './allocations.ts';
import { isAppealFact, openAppeal } from './appeals/appeal-view.ts';
import { namedRemarkers, remarksIn } from './appeals/remarks.ts';
import type { Authority } from './authority.ts';
import { type Fact, type FactType, inOrder } from './facts.ts';
import type { PersonKey } from './ids.ts';
import { authorMay } from './permissions.ts';
import { setAsideIn } from './set-aside.ts';
import { receivedIn, type SubmissionView } from './submission-view.ts';

/** What of the facts about one submission goes into a package. */
export interface Chosen {
  readonly facts: readonly Fact[];
  /** The work itself goes with it. */
  readonly withEvidence: boolean;
}

/** Facts that say what somebody thinks of a learner's work. */
const JUDGING: ReadonlySet<FactType> = new Set([
  'assessment.submitted',
  'assessment.countersigned',
  'outcome.agreed',
  'outcome.referred',
  'outcome.confirmed',
  'appeal.lodged',
  'appeal.checked',
  'appeal.process_chosen',
  'appeal.decided',
  'appeal.withdrawn',
  'appeal.closed',
  'batch.marking_closed',
  'batch.sample_drawn',
  'batch.finding',
  'batch.item_verified',
  'batch.decided',
  'batch.confirmed',
  'batch.exported',
]);

/** Results of many learners at once: they stay with those who release them. */
const isOfMany = (fact: Fact) => fact.type === 'batch.exported';

/** Who was asked to assess a submission, and who still is, by their first keys. */
function askedIn(facts: readonly Fact[], authority: Authority) {
  const received = receivedIn(facts, authority)?.body;
  const counted = received
    ? facts.filter((fact) => authorMay(authority, fact, received.unit, received.learner).allowed)
    : [];
  return {
    allocations: counted.filter((fact) => fact.type === 'submission.allocated'),
    standing: allocationsIn(counted, authority).standing,
    /** What was said of it as a whole: whoever has begun learns that it is set aside. */
    about: new Set<string>(
      counted
        .filter((fact) => fact.type === 'submission.set_aside' || fact.type === 'submission.resumed')
        .map((fact) => fact.id),
    ),
    isSetAside: setAsideIn({ counted, authority, isDecided: false }).setAside !== null,
  };
}

/**
 * What somebody needs to assess what is allocated to them, and nothing more: that it was received, that they were
 * asked, and what they said of it themselves. Never what others think, nor that others were asked: the second marker
 * must not learn that a first exists. Null where it was never allocated to them.
 */
export function chooseToAssess(
  facts: readonly Fact[],
  person: PersonKey,
  authority: Authority,
): Chosen | null {
  const isTheirs = (key: PersonKey) => authority.personOf(key) === person;
  const { allocations, standing, about, isSetAside } = askedIn(facts, authority);
  const asked = new Set<string>(
    allocations.filter((fact) => isTheirs(fact.body.person)).map((fact) => fact.id),
  );
  if (asked.size === 0) return null;
  // Nobody begins what is set aside.
  const stands = !isSetAside && standing.some((one) => one.person === person);
  return {
    withEvidence: stands,
    facts: facts.filter((fact) => {
      switch (fact.type) {
        case 'submission.received':
          return stands;
        case 'submission.allocated':
          return asked.has(fact.id);
        case 'submission.set_aside':
        case 'submission.resumed':
          return about.has(fact.id);
        case 'allocation.withdrawn':
          return asked.has(fact.body.allocation);
        case 'assessment.sealed':
        case 'assessment.submitted':
        case 'assessment.recalled':
          return stands && isTheirs(fact.author);
        default:
          return false;
      }
    }),
  };
}

/**
 * What somebody who assessed may know of it by now. Until everybody who was asked has spoken that is their own work and
 * what was said of it; then it is everything about the submission. Null where they never assessed it.
 */
export function chooseToShow(
  facts: readonly Fact[],
  view: SubmissionView,
  person: PersonKey,
  authority: Authority,
): Chosen | null {
  const isTheirs = (key: PersonKey) => authority.personOf(key) === person;
  const own = facts.filter((fact) => fact.type.startsWith('assessment.') && isTheirs(fact.author));
  if (own.length === 0) return null;
  const hasSpoken = (key: PersonKey) => {
    const of = authority.personOf(key);
    return !view.askedForMore.has(of) && view.assessments.some((one) => one.author === of);
  };
  const { standing } = askedIn(facts, authority);
  const remarkers = new Set(view.appeals.flatMap((one) => [...one.remarkers]));
  const awaited = standing.filter((one) => !remarkers.has(one.person));
  // Of what markers are tested by nobody learns what others think, nor what was once settled.
  const mayKnow =
    view.standard === null && hasSpoken(person) && awaited.every((one) => hasSpoken(one.person));
  if (mayKnow) {
    // What is said and marked for an appeal stays with those who deal with it until it is closed.
    const isUnderWay = openAppeal(view.appeals) !== null;
    const kept = new Set<Fact>(isUnderWay ? remarksIn(facts, remarkers, authority) : []);
    const isKept = (fact: Fact) => kept.has(fact) || (isUnderWay && isAppealFact(fact));
    return { facts: facts.filter((fact) => !isOfMany(fact) && !isKept(fact)), withEvidence: false };
  }
  const assessments = new Set<string>(own.map((fact) => fact.id));
  const asked = chooseToAssess(facts, person, authority)?.facts ?? [];
  return {
    withEvidence: false,
    facts: facts.filter(
      (fact) =>
        own.includes(fact) ||
        asked.includes(fact) ||
        fact.type === 'submission.received' ||
        (fact.type === 'assessment.countersigned' && assessments.has(fact.body.assessment)),
    ),
  };
}

/**
 * The seals of everybody who was asked to seal, with who they are, for one of them to open theirs: where all of them
 * have sealed, that person too. Null before that.
 */
export function chooseSealsFor(
  about: readonly Fact[],
  person: PersonKey,
  authority: Authority,
  tested: ReadonlySet<PersonKey> = new Set(),
): Chosen | null {
  if (tested.has(person)) return chooseSealsOfTest(about, person, authority, tested);
  const facts = markedTogether(about, person, authority);
  const personOf = (key: PersonKey) => authority.personOf(key);
  const { allocations, standing } = askedIn(facts, authority);
  const asked = new Set(standing.filter((one) => one.isSealed).map((one) => one.person));
  const isAsked = (key: PersonKey) => asked.has(personOf(key));
  const seals = facts.filter((fact) => fact.type === 'assessment.sealed' && isAsked(fact.author));
  const haveSealed = new Set(seals.map((fact) => personOf(fact.author)));
  if (!asked.has(person) || haveSealed.size < asked.size) return null;
  const toThem = allocations.filter((fact) => isAsked(fact.body.person));
  return { facts: [...toThem, ...seals], withEvidence: false };
}

/**
 * Whoever is tested by it opens theirs when somebody else has sealed it too, and learns of one of them, as of work that
 * two are to mark. Null before that.
 */
function chooseSealsOfTest(
  facts: readonly Fact[],
  person: PersonKey,
  authority: Authority,
  tested: ReadonlySet<PersonKey>,
): Chosen | null {
  const personOf = (key: PersonKey) => authority.personOf(key);
  const { allocations, standing } = askedIn(facts, authority);
  const asked = new Set(standing.flatMap((one) => (one.isSealed ? [one.person] : [])));
  const seals = facts.filter((fact) => fact.type === 'assessment.sealed').sort(inOrder);
  const isSealedBy = (key: PersonKey) => seals.some((fact) => personOf(fact.author) === key);
  const [partner] = seals
    .map((fact) => personOf(fact.author))
    .filter((key) => key !== person && tested.has(key) && asked.has(key));
  if (!asked.has(person) || !isSealedBy(person) || partner === undefined) return null;
  const isShown = (key: PersonKey) => personOf(key) === person || personOf(key) === partner;
  return {
    facts: [
      ...allocations.filter((fact) => isShown(fact.body.person)),
      ...seals.filter((fact) => isShown(fact.author)),
    ],
    withEvidence: false,
  };
}

/** Whoever marks it anew for an appeal seals with the others who do, and not with those who marked it first. */
function markedTogether(facts: readonly Fact[], person: PersonKey, authority: Authority): readonly Fact[] {
  const appeals = facts.filter(isAppealFact);
  if (appeals.length === 0) return facts;
  const remarkers = namedRemarkers(appeals, facts, authority);
  const remarks = new Set(remarksIn(facts, remarkers, authority));
  const isAnew = remarkers.has(person);
  return facts.filter((fact) => fact.type === 'submission.received' || remarks.has(fact) === isAnew);
}

/** Whether one's own record may travel with one's seals: it shows nothing of what anybody thinks of the work. */
export function mayGoWithSeals(fact: Fact): boolean {
  return !JUDGING.has(fact.type) && !fact.type.startsWith('standardisation.');
}

import { remarksIn } from '../appeals/remarks.ts';
import type { Authority } from '../authority.ts';
import type { Fact } from '../facts.ts';
import type { PersonKey, RecordId } from '../ids.ts';
import { authorMay } from '../permissions.ts';
import { isDecided, type OutcomeState } from '../states.ts';
import type { SubmissionView } from '../submission-view.ts';
import type { SetKind } from './standardisation-facts.ts';

/** What the records about a unit's standards say of a submission, and what else decides whether they count for it. */
export interface ClaimedScript {
  readonly kind: SetKind;
  /** When the set was made. */
  readonly since: string;
  readonly isInBatch: boolean;
}

/** Why a submission is no script of a set, whatever a record about sets says; null where it may be one. */
export function resultProblem(state: OutcomeState, isInBatch: boolean): string | null {
  if (isDecided(state)) return 'Its outcome is confirmed, so its learner has a result.';
  return isInBatch ? 'It is in a batch, so its learner has a result coming.' : null;
}

/**
 * A submission that markers are taught or tested by. Nothing comes of it: it is never more than partly marked, so that
 * nothing of it is compared, agreed, confirmed, sampled or released. What the markers do who are tested by it is kept
 * apart: each sees it as their own copy would show it, as work that nobody else has. Where its learner has a result, or
 * has one coming, it stays ordinary work. `viewPlainly` folds facts as of any submission.
 */
export function viewScript(
  facts: readonly Fact[],
  whole: SubmissionView,
  { kind, since, isInBatch }: ClaimedScript,
  authority: Authority,
  viewPlainly: (facts: readonly Fact[]) => SubmissionView | null,
): SubmissionView {
  const people = testedIn(facts, whole, since, authority);
  const apart = new Set(remarksIn(facts, people, authority));
  const basis = apart.size > 0 ? viewPlainly(facts.filter((fact) => !apart.has(fact))) : whole;
  if (!basis || resultProblem(whole.state, isInBatch) !== null) return whole;
  if (isDecided(basis.state)) {
    // What tested markers were asked and did must not keep anything from having been confirmed.
    const reasons = [...apart].map(
      ({ id }) => [id, 'Its learner has a result, so nobody is tested by it.'] as const,
    );
    return { ...basis, notCounted: new Map([...basis.notCounted, ...reasons]) };
  }
  const shared = facts.filter((fact) => SHARED.has(fact.type));
  const tested = new Map<PersonKey, SubmissionView>();
  for (const person of people) {
    const own = viewPlainly([...shared, ...remarksIn(facts, new Set([person]), authority)]);
    if (own) tested.set(person, own);
  }
  return together(basis, tested, kind);
}

/** What every copy of a submission holds. */
const SHARED: ReadonlySet<Fact['type']> = new Set([
  'submission.received',
  'submission.set_aside',
  'submission.resumed',
]);

/**
 * Whoever was given it since it became a script, or earlier without having marked it by then. That is read from when it
 * was allocated where it can be, for whoever is tested chooses what their own clock says.
 */
function testedIn(
  facts: readonly Fact[],
  { received }: SubmissionView,
  since: string,
  authority: Authority,
): ReadonlySet<PersonKey> {
  const { unit, learner } = received.body;
  const { personOf } = authority;
  const given = new Map<PersonKey, string>();
  const before = new Set<PersonKey>();
  for (const fact of facts) {
    if (!authorMay(authority, fact, unit, learner).allowed) continue;
    if (fact.type === 'submission.allocated') {
      const person = personOf(fact.body.person);
      if ((given.get(person) ?? '') < fact.at) given.set(person, fact.at);
    } else if (fact.type === 'assessment.submitted' || fact.type === 'assessment.sealed') {
      if (fact.at < since) before.add(personOf(fact.author));
    }
  }
  return new Set([...given].flatMap(([person, at]) => (at >= since || !before.has(person) ? [person] : [])));
}

function together(
  basis: SubmissionView,
  tested: ReadonlyMap<PersonKey, SubmissionView>,
  kind: SetKind,
): SubmissionView {
  const views = [basis, ...tested.values()];
  const assessments = views.flatMap((one) => one.assessments);
  const notCounted = new Map<RecordId, string>(views.flatMap((one) => [...one.notCounted]));
  return {
    ...basis,
    state: basis.setAside ? 'set_aside' : assessments.length > 0 ? 'partially_marked' : 'awaiting',
    allocations: views.flatMap((one) => one.allocations),
    assessments,
    toCountersign: views.flatMap((one) => one.toCountersign),
    returned: views.flatMap((one) => one.returned),
    standBehind: new Set(views.flatMap((one) => [...one.standBehind])),
    askedForMore: new Set(views.flatMap((one) => [...one.askedForMore])),
    seals: {
      standing: new Map(views.flatMap((one) => [...one.seals.standing])),
      of: new Map(views.flatMap((one) => [...one.seals.of])),
    },
    brokenSeals: new Map(views.flatMap((one) => [...one.brokenSeals])),
    compared: null,
    weight: 0,
    outcome: null,
    lookedAt: null,
    isStale: false,
    pleaseCheck: false,
    standard: kind,
    tested,
    notCounted,
  };
}

/**
 * A script of a set as somebody may know it who is not told that it is one: whoever is tested by it knows their own part;
 * nobody else learns who is.
 */
export function scriptAsSeenBy(view: SubmissionView, person: PersonKey): SubmissionView {
  const { tested } = view;
  const own = tested.get(person);
  if (own) return own;
  const isUntested = (key: PersonKey) => !tested.has(key);
  return {
    ...view,
    allocations: view.allocations.filter((one) => isUntested(one.person)),
    assessments: view.assessments.filter((one) => isUntested(one.author)),
    toCountersign: view.toCountersign.filter((one) => isUntested(one.author)),
    returned: view.returned.filter((one) => isUntested(one.author)),
    tested: new Map(),
  };
}

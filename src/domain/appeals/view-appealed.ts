import { type Fact, inOrder } from '../facts.ts';
import type { PersonKey, RecordId } from '../ids.ts';
import { authorMay } from '../permissions.ts';
import type { SubmissionContext, SubmissionView } from '../submission-view.ts';
import { type AppealView, isAppealFact, openAppeal } from './appeal-view.ts';
import { Appeals } from './appeals.ts';
import { namedRemarkers, remarksIn } from './remarks.ts';

/**
 * Folds the facts about one submission of which somebody appealed: what was marked anew for an appeal is kept apart, so
 * that nothing unsettles what was released until the appeal is closed; then what the appeal came to is the outcome, or
 * the submission goes back to those who moderate it. `viewPlainly` folds facts without appeals.
 */
export function viewAppealed(
  facts: readonly Fact[],
  context: SubmissionContext,
  viewPlainly: (facts: readonly Fact[]) => SubmissionView | null,
): SubmissionView | null {
  const { authority } = context;
  const plain = facts.filter((fact) => !isAppealFact(fact));
  const known = viewPlainly(plain);
  if (!known) return null;
  const { unit, learner } = known.received.body;
  const notCounted = new Map<RecordId, string>();
  const refuse = (record: RecordId, reason: string) => void notCounted.set(record, reason);
  const about = facts
    .filter(isAppealFact)
    .sort(inOrder)
    .filter((fact) => {
      const may = authorMay(authority, fact, unit, learner);
      if (!may.allowed) refuse(fact.id, may.reason ?? '');
      return may.allowed;
    });
  const apart = new Set(remarksIn(plain, namedRemarkers(about, plain, authority), authority));
  const basis = apart.size > 0 ? viewPlainly(plain.filter((fact) => !apart.has(fact))) : known;
  if (!basis) return null;

  const received = plain.filter((fact) => fact.type === 'submission.received');
  const remarkingBy = (remarkers: ReadonlySet<PersonKey>) =>
    viewPlainly([...received, ...remarksIn(plain, remarkers, authority)]);
  const appeals = new Appeals({ context, plain, basis, about, remarkingBy, refuse });
  const remarkers = new Set(appeals.all.flatMap((one) => [...one.remarkers]));
  const remarks = new Set(remarksIn(plain, remarkers, authority));
  for (const { remarking } of appeals.all)
    for (const fact of remarks) {
      const reason = remarking?.notCounted.get(fact.id);
      if (reason !== undefined) refuse(fact.id, reason);
    }
  const overruled = overruledIn(plain, appeals);
  for (const [id, reason] of overruled) refuse(id, reason);
  const view = viewPlainly(plain.filter((fact) => !remarks.has(fact) && !overruled.has(fact.id)));
  if (!view) return null;
  return {
    ...withOutcome(view, appeals),
    appeals: appeals.all.toSorted((a, b) => inOrder(a.lodged, b.lodged)),
    notCounted: new Map([...view.notCounted, ...notCounted]),
  };
}

/** What appeals did away with, with the reason. */
function overruledIn(plain: readonly Fact[], { all, overruled }: Appeals): ReadonlyMap<RecordId, string> {
  const reasons = new Map(overruled);
  const remitted = all.flatMap(({ closed, decision }) =>
    closed && decision?.body.result === 'remitted' ? [closed] : [],
  );
  for (const fact of plain) {
    const isSettling = fact.type === 'outcome.agreed' || fact.type === 'outcome.confirmed';
    if (isSettling && remitted.some((closed) => inOrder(fact, closed) < 0))
      reasons.set(fact.id, 'An appeal has sent the outcome back since then.');
  }
  return reasons;
}

/** The outcome as closed appeals left it, and whether one is under way. */
function withOutcome(view: SubmissionView, appeals: Appeals): SubmissionView {
  if (!view.outcome || (view.state !== 'confirmed' && view.state !== 'released')) return view;
  let { outcome, batch } = view;
  const appealed = (is: (appeal: AppealView) => boolean) =>
    appeals.all.find((one) => one.lodged.body.outcome === outcome?.record && is(one));
  for (;;) {
    const changed = appealed((one) => one.closed !== null && one.outcome !== null)?.outcome;
    if (!changed?.record) break;
    outcome = changed;
    batch = appeals.releaseOf(changed.record);
  }
  const isOpen = appealed((one) => openAppeal([one]) !== null) !== undefined;
  const state = batch === null ? 'confirmed' : isOpen ? 'under_appeal' : 'released';
  return { ...view, outcome, batch, state };
}

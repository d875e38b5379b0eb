import type { Authority } from '../authority.ts';
import { type Fact, type FactOf, inOrder } from '../facts.ts';
import type { LearnerId, PersonKey, RecordId } from '../ids.ts';
import { type OutcomeView, outcomeOf } from '../outcome-view.ts';
import type { Unit } from '../rubric.ts';
import type { SubmissionView } from '../submission-view.ts';
import { type AppealState, isAppealOpen } from './appeal-state.ts';
import { decisionProblem, type Judging, mayHandle, processProblem } from './step-problems.ts';

export type AppealFact = FactOf<
  | 'appeal.lodged'
  | 'appeal.checked'
  | 'appeal.process_chosen'
  | 'appeal.decided'
  | 'appeal.withdrawn'
  | 'appeal.closed'
>;
export type LodgedFact = FactOf<'appeal.lodged'>;
export type CheckedFact = FactOf<'appeal.checked'>;
export type ProcessFact = FactOf<'appeal.process_chosen'>;
export type DecidedAppealFact = FactOf<'appeal.decided'>;

export const isAppealFact = (fact: Fact): fact is AppealFact => fact.type.startsWith('appeal.');

/** All that the records of one appeal come to. */
export interface AppealView {
  readonly lodged: LodgedFact;
  readonly state: AppealState;
  /** The outcome it is about, which was released. */
  readonly about: OutcomeView;
  /** Whoever had a part in that outcome, by their first keys. */
  readonly parts: ReadonlySet<PersonKey>;
  /** What stands of each step: said last, where it is not final. */
  readonly checked: CheckedFact | null;
  readonly process: ProcessFact | null;
  readonly decision: DecidedAppealFact | null;
  readonly withdrawn: FactOf<'appeal.withdrawn'> | null;
  readonly closed: FactOf<'appeal.closed'> | null;
  /** What it was decided to be instead; null where the outcome stays, or goes back. */
  readonly outcome: OutcomeView | null;
  /** Whoever was ever asked to mark it anew. */
  readonly remarkers: ReadonlySet<PersonKey>;
  /** The submission as those who mark it anew may see it; null where nobody was asked to. */
  readonly remarking: SubmissionView | null;
}

export interface AppealContext {
  readonly authority: Authority;
  readonly unit: Unit;
  readonly learner: LearnerId;
  readonly about: OutcomeView;
  readonly parts: ReadonlySet<PersonKey>;
  /** What these people made of it anew. */
  readonly remarkingBy: (remarkers: ReadonlySet<PersonKey>) => SubmissionView | null;
  /** Assessments by their records, whether they count or not. */
  readonly assessment: (id: RecordId) => FactOf<'assessment.submitted'> | null;
  /** Whether an outcome was released. */
  readonly isReleased: (outcome: RecordId) => boolean;
  readonly refuse: (record: RecordId, reason: string) => void;
}

/**
 * Folds the facts that name one appeal. Each step counts by what it names: a process by the check it follows, a decision
 * by its process and the marks it was compared with, the closing by its decision. So none of them is undone by what
 * arrives later.
 */
export function viewAppeal(
  lodged: LodgedFact,
  facts: readonly AppealFact[],
  context: AppealContext,
): AppealView {
  const { authority, unit, learner, about, parts, refuse } = context;
  const { personOf } = authority;
  const judging: Judging = { authority, unit, learner, parts, about, mayLower: lodged.body.mayLower };
  const ordered = facts.filter((fact) => fact.id !== lodged.id).sort(inOrder);
  /** Those that nothing speaks against. */
  const counted = <F extends AppealFact>(
    some: readonly F[],
    problemOf: (fact: F) => string | null,
  ): ReadonlyMap<RecordId, F> => {
    const good = new Map<RecordId, F>();
    for (const fact of some) {
      const problem = problemOf(fact);
      if (problem === null) good.set(fact.id, fact);
      else refuse(fact.id, problem);
    }
    return good;
  };
  const checks = counted(
    ordered.filter((fact) => fact.type === 'appeal.checked'),
    (fact) => mayHandle(judging, fact.type, fact).reason,
  );
  const processes = counted(
    ordered.filter((fact) => fact.type === 'appeal.process_chosen'),
    (fact) => processProblem(judging, fact, checks),
  );
  const remarkers = new Set([...processes.values()].flatMap(({ body }) => body.remarkers.map(personOf)));
  const remarking = remarkers.size > 0 ? context.remarkingBy(remarkers) : null;
  const markOf = (id: RecordId) => (remarking?.notCounted.has(id) ? null : context.assessment(id));
  const decisions = counted(
    ordered.filter((fact) => fact.type === 'appeal.decided'),
    (fact) => decisionProblem(judging, fact, processes, { remarkers, markOf }),
  );
  const closings = counted(
    ordered.filter((fact) => fact.type === 'appeal.closed'),
    ({ body }) =>
      decisions.has(body.decision) ? null : 'The decision it makes final is not here, or does not count.',
  );
  const withdrawals = ordered.filter((fact) => fact.type === 'appeal.withdrawn');
  // The one whose decision was released stands, so that no other that arrives takes that back; else the earliest.
  const [closed = null, ...again] = [...closings.values()].sort(
    (a, b) =>
      Number(context.isReleased(b.body.decision)) - Number(context.isReleased(a.body.decision)) ||
      inOrder(a, b),
  );
  for (const fact of again) refuse(fact.id, 'The appeal had been closed already.');
  const decision =
    (closed ? decisions.get(closed.body.decision) : undefined) ?? last(decisions.values()) ?? null;
  // What was decided is decided: whoever withdraws it did not know.
  const withdrawn = decision ? null : (withdrawals[0] ?? null);
  for (const fact of withdrawals)
    if (decision) refuse(fact.id, 'It had been decided by then.');
    else if (fact !== withdrawn) refuse(fact.id, 'The appeal had been withdrawn already.');
  const process = (decision ? processes.get(decision.body.process) : undefined) ?? last(processes.values());
  const checked = (process ? checks.get(process.body.check) : undefined) ?? last(checks.values());
  const steps = {
    checked: checked ?? null,
    process: process ?? null,
    decision,
    withdrawn,
    closed,
  };
  return {
    lodged,
    state: stateOf(steps),
    about,
    parts,
    ...steps,
    outcome: decision ? outcomeBy(decision, closed, context) : null,
    remarkers,
    remarking,
  };
}

const last = <T>(all: Iterable<T>): T | undefined => [...all].at(-1);

function stateOf({
  checked,
  process,
  decision,
  withdrawn,
  closed,
}: Pick<AppealView, 'checked' | 'process' | 'decision' | 'withdrawn' | 'closed'>): AppealState {
  if (closed) return 'closed';
  if (decision) return decision.body.result;
  if (withdrawn) return 'withdrawn';
  if (process && process.body.process !== 'clerical_check') return process.body.process;
  return checked ? 'checked' : 'lodged';
}

/** Where the mark changes, the outcome is that of the appeal, and its record the decision. */
function outcomeBy(
  decision: DecidedAppealFact,
  closed: FactOf<'appeal.closed'> | null,
  { authority, unit, about, assessment }: AppealContext,
): OutcomeView | null {
  const { result, judgments, marks } = decision.body;
  if (result !== 'raised' && result !== 'lowered') return null;
  const taken = new Set(judgments.map(({ from }) => from));
  const outcome = outcomeOf(
    unit,
    'appealed',
    marks.filter((id) => taken.has(id)).flatMap((id) => assessment(id) ?? []),
    judgments,
    {
      by: authority.personOf(decision.author),
      at: (closed ?? decision).at,
      record: decision.id,
      agreement: decision.id,
    },
  );
  return { ...outcome, sources: [...about.sources, ...outcome.sources] };
}

/** The appeal of this submission that is under way, if there is one. */
export const openAppeal = (appeals: readonly AppealView[]): AppealView | null =>
  appeals.find(({ state }) => isAppealOpen(state)) ?? null;

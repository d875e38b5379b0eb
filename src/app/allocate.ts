import type { Allocation } from '../domain/allocations.ts';
import { AUTHOR_ROLES } from '../domain/author-roles.ts';
import type { CriterionId, PersonKey, RecordId, SubmissionId, UnitId } from '../domain/ids.ts';
import type { Permission } from '../domain/permission.ts';
import { mayJudge } from '../domain/permissions.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { IS_SET_ASIDE } from '../domain/set-aside.ts';
import { approvalProblem } from '../domain/standardisation/marker-standing.ts';
import { knowsMarks, requiresApproval } from '../domain/standardisation/standards-view.ts';
import type { SubmissionView } from '../domain/submission-view.ts';
import { begunBy } from './allocating/begun.ts';
import { loadSubmission, nowIn, type Opened } from './load-submission.ts';
import { readStandards, type Standards } from './standardisation/read-standards.ts';
import type { Workspace } from './workspace.ts';

/** More than could seal one submission: an assessment names the seals of all others when it is opened. */
const MAX_ALLOCATED = 20;

export interface AllocationWanted {
  readonly submissions: readonly SubmissionId[];
  readonly person: PersonKey;
  readonly as: 'first' | 'second';
  readonly sealed: boolean;
  readonly due: string | null;
  /** The criteria they are to judge; absent for all. */
  readonly criteria?: readonly CriterionId[] | undefined;
}

export interface Allocated {
  readonly allocated: number;
  readonly refused: { readonly submission: SubmissionId; readonly reason: string }[];
}

/** Allocates submissions to somebody. Those that cannot be are named with the reason, and the rest go on. */
export async function allocate(
  workspace: Workspace,
  command: string,
  { submissions, person, as, sealed, due, criteria }: AllocationWanted,
  options: { readonly at?: number } = {},
): Promise<Result<Allocated>> {
  const wanted = [...new Set(submissions)];
  if (workspace.store.doneBefore(command)) return ok({ allocated: wanted.length, refused: [] });
  const standardsOf = standardsOnce(workspace);
  const not: { submission: SubmissionId; reason: string }[] = [];
  const some = criteria ? { criteria: [...new Set(criteria)] } : {};
  const facts = wanted.flatMap((submission) => {
    const opened = loadSubmission(workspace, submission);
    const reason = opened.ok
      ? (scopeProblem(workspace, opened.value, person, criteria) ??
        allocationProblem(workspace, opened.value.view, person, { isSealed: sealed, as, standardsOf }))
      : opened.error.message;
    if (reason === null)
      return [
        { type: 'submission.allocated' as const, body: { submission, person, as, sealed, due, ...some } },
      ];
    not.push({ submission, reason });
    return [];
  });
  if (facts.length === 0) return ok({ allocated: 0, refused: not });
  const stated = await workspace.state(facts, { command, ...options });
  return stated.ok ? ok({ allocated: facts.length, refused: not }) : stated;
}

export const mayAllocate = (workspace: Workspace, { received }: SubmissionView): Permission =>
  workspace.store
    .authority()
    .holds(workspace.me(), AUTHOR_ROLES['submission.allocated'], received.body.unit, nowIn(workspace));

/** Why these criteria of it cannot be allocated to this person, in one sentence; null where they can. */
function scopeProblem(
  workspace: Workspace,
  { view, unit }: Opened,
  key: PersonKey,
  criteria: readonly CriterionId[] | undefined,
): string | null {
  if (!criteria) return null;
  const known = new Set(unit.criteria.map(({ id }) => id));
  if (criteria.some((id) => !known.has(id)))
    return 'The version of the unit it was handed in for does not have all of these criteria.';
  const authority = workspace.store.authority();
  const person = authority.personOf(key);
  return view.allocations.some((one) => one.person === person && one.criteria === null)
    ? `${authority.nameOf(person)} is to judge all of its criteria already. Withdraw that allocation first.`
    : null;
}

/** Why a submission cannot be allocated to this person, in one sentence; null where it can. */
export function allocationProblem(
  workspace: Workspace,
  view: SubmissionView,
  key: PersonKey,
  { isSealed, as, isAfterFirst, standardsOf }: AllocatedHow,
): string | null {
  const authority = workspace.store.authority();
  const { unit, learner } = view.received.body;
  const now = nowIn(workspace);
  const may = mayAllocate(workspace, view);
  if (!may.allowed) return may.reason;
  const person = authority.personOf(key);
  const role = authority.holds(key, AUTHOR_ROLES['assessment.submitted'], unit, now);
  if (!role.allowed) return role.reason;
  const judging = mayJudge(authority, key, learner, now);
  if (!judging.allowed) return judging.reason;
  if (view.setAside) return IS_SET_ASIDE;
  if (view.outcome?.record) return 'Its outcome has been settled.';
  const name = authority.nameOf(person);
  const marks = [...view.assessments, ...view.toCountersign];
  if (marks.some((one) => one.author === person) || view.seals.of.has(person))
    return `${name} has assessed it already.`;
  if (view.standBehind.has(person)) return `${name} stands behind another assessment of it.`;
  if (view.allocations.some((one) => one.person === person && one.isSealed && !isSealed))
    return `${name} is to seal it. Withdraw that allocation first.`;
  // Whoever is asked for a seal now could have seen what the others think.
  if (isSealed && marks.length > 0 && !view.standard)
    return 'It has been assessed already, so there is nothing to seal any more.';
  // Every marker of a unit is given its seeds.
  if (!view.standard && view.allocations.length >= MAX_ALLOCATED)
    return `It is allocated to ${MAX_ALLOCATED} people already.`;
  const isSecond =
    as === 'second' &&
    (isAfterFirst ||
      view.allocations.some((one) => one.as === 'first' && one.person !== person) ||
      marks.some((one) => one.author !== person));
  return standardsProblem(workspace, view, person, isSecond, standardsOf(unit));
}

interface AllocatedHow {
  readonly isSealed: boolean;
  readonly as: 'first' | 'second';
  /** Another is to be its first marker in the same go. */
  readonly isAfterFirst?: boolean;
  readonly standardsOf: (unit: UnitId) => Standards | null;
}

/** Reads the standards of each unit once, for allocating many submissions of it. */
export function standardsOnce(workspace: Workspace): (unit: UnitId) => Standards | null {
  const known = new Map<UnitId, Standards | null>();
  return (unit) => {
    const standards = known.has(unit) ? (known.get(unit) ?? null) : readStandards(workspace, unit);
    known.set(unit, standards);
    return standards;
  };
}

/** Whoever is not approved is given what they practise and qualify with, and nothing else. */
function standardsProblem(
  workspace: Workspace,
  view: SubmissionView,
  person: PersonKey,
  isSecond: boolean,
  standards: Standards | null,
): string | null {
  if (!standards) return null;
  const authority = workspace.store.authority();
  const { unit, submission } = view.received.body;
  const name = authority.nameOf(person);
  const now = nowIn(workspace);
  const set = standards.view.setOf.get(submission);
  if (set) {
    const { rule, label } = set.made.body;
    if (set.ended) return `It is in “${label}”, which has ended.`;
    if (knowsMarks(authority, person, unit, now))
      return `${name} may read the definitive marks of this unit, so no script of “${label}” can test them.`;
    if (rule.kind !== 'seeds') return null;
  }
  if (!requiresApproval(standards.view)) return null;
  // That somebody else marks it first is not looked at where nothing comes of it.
  const problem = approvalProblem(standards.standingOf(person), isSecond || set !== undefined, now);
  return problem === null ? null : `${name} ${problem}.`;
}

/**
 * Withdraws an allocation, saying why. What was sealed under it stays sealed, and what was begun is kept. Fails with
 * `allocation.unknown`, `allocation.not_allowed`, `allocation.reason_missing`, or with `allocation.begun` where a
 * judgment has been saved on this machine, unless that is to be no hindrance.
 */
export async function withdrawAllocation(
  workspace: Workspace,
  command: string,
  {
    allocation,
    reason,
    evenBegun,
  }: { readonly allocation: RecordId; readonly reason: string; readonly evenBegun: boolean },
): Promise<Result<Record<string, never>>> {
  const { store } = workspace;
  if (store.doneBefore(command)) return ok({});
  const fact = store.records.fact(allocation);
  const opened =
    fact?.type === 'submission.allocated' ? loadSubmission(workspace, fact.body.submission) : null;
  const standing = opened?.ok ? standingBy(workspace, opened.value.view, allocation) : null;
  if (!opened?.ok || !standing)
    return refused('allocation.unknown', 'This allocation does not stand any more.');
  const submissions = [opened.value.view.received.body.submission];
  const withdrawn = await withdrawAllFrom(workspace, command, {
    person: standing.person,
    submissions,
    reason,
    evenBegun,
  });
  return withdrawn.ok ? ok({}) : withdrawn;
}

/** Withdraws what these submissions are allocated to somebody by; fails as withdrawing one of them does. */
export async function withdrawAllFrom(
  workspace: Workspace,
  command: string,
  {
    person,
    submissions,
    reason,
    evenBegun,
  }: {
    readonly person: PersonKey;
    readonly submissions: readonly SubmissionId[];
    readonly reason: string;
    readonly evenBegun: boolean;
  },
): Promise<Result<void>> {
  if (reason.trim() === '') return refused('allocation.reason_missing', 'Say why it is withdrawn.');
  const { guardedFrom } = workspace.store.authority();
  if (guardedFrom !== null && person === workspace.person())
    return refused(
      'allocation.not_allowed',
      'Nobody withdraws an allocation to themselves. Ask somebody else who allocates.',
    );
  const facts: ReturnType<typeof withdrawalOf>[] = [];
  for (const submission of submissions) {
    const opened = loadSubmission(workspace, submission);
    if (!opened.ok) return opened;
    const may = mayAllocate(workspace, opened.value.view);
    if (!may.allowed) return refused('allocation.not_allowed', may.reason ?? '');
    const begun = evenBegun ? 0 : begunBy(workspace, opened.value.view, person);
    if (begun > 0)
      return refused(
        'allocation.begun',
        `${workspace.store.authority().nameOf(person)} has begun: ${begun} of ${opened.value.unit.criteria.length} criteria are judged. Withdrawn all the same, what they wrote is kept, and is there again when it is allocated to them again.`,
      );
    facts.push(withdrawalOf(workspace, opened.value.view, person, reason));
  }
  const stated = await workspace.state(facts.flat(), { command });
  return stated.ok ? ok(undefined) : stated;
}

/** Every record that allocates it to this person is withdrawn: one that is left would still bind them. */
export function withdrawalOf(workspace: Workspace, view: SubmissionView, person: PersonKey, reason: string) {
  const { submission } = view.received.body;
  return recordsBehind(workspace, view, person).map((allocation) => ({
    type: 'allocation.withdrawn' as const,
    body: { submission, allocation, reason },
  }));
}

function standingBy(workspace: Workspace, view: SubmissionView, record: RecordId): Allocation | null {
  const fact = workspace.store.records.fact(record);
  if (fact?.type !== 'submission.allocated') return null;
  const person = workspace.store.authority().personOf(fact.body.person);
  return view.allocations.find((one) => one.person === person) ?? null;
}

/** Every record that allocates it to this person. */
function recordsBehind(workspace: Workspace, view: SubmissionView, person: PersonKey): readonly RecordId[] {
  const { records, views, authority } = workspace.store;
  return records
    .factsAbout(`s:${view.received.body.submission}`)
    .filter(
      (fact) =>
        fact.type === 'submission.allocated' &&
        authority().personOf(fact.body.person) === person &&
        views.notCounted(fact.id) === null,
    )
    .map((fact) => fact.id);
}

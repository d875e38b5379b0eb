import { setImmediate } from 'node:timers/promises';
import { type Place, type Spread, spread, type WorkToSpread } from '../../domain/allocating/spread.ts';
import type { Allocation } from '../../domain/allocations.ts';
import type { PersonKey, SubmissionId } from '../../domain/ids.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import type { SubmissionView } from '../../domain/submission-view.ts';
import { sha256Of } from '../../ledger/content-ids.ts';
import { allocationProblem, standardsOnce } from '../allocate.ts';
import { loadSubmission } from '../load-submission.ts';
import type { Workspace } from '../workspace.ts';
import { begunBy } from './begun.ts';
import { workloads } from './workloads.ts';

export interface SpreadWanted {
  readonly submissions: readonly SubmissionId[];
  readonly people: readonly PersonKey[];
  /** How many are to mark each submission. */
  readonly markers: 1 | 2;
  readonly sealed: boolean;
  /** The lots are drawn with it. */
  readonly seed: string;
  /** Takes away what nobody has begun, and spreads that too. */
  readonly move: boolean;
}

export interface ProposedSpread extends Spread {
  readonly seed: string;
  /** What each has to do, before and after. */
  readonly loads: readonly { readonly person: PersonKey; readonly before: number; readonly after: number }[];
}

const BREATHE_EVERY = 200;

/**
 * Proposes who marks what: equally much for everybody, nobody with a conflict of interest, nobody twice. Records
 * nothing. Fails with `allocation.nobody`.
 */
export async function proposeSpread(
  workspace: Workspace,
  { submissions, people, markers, sealed, seed, move }: SpreadWanted,
): Promise<Result<ProposedSpread>> {
  const authority = workspace.store.authority();
  const asked = [...new Set(people.map((key) => authority.personOf(key)))].sort();
  if (asked.length === 0) return refused('allocation.nobody', 'Choose who is to mark.');
  const before = new Map(workloads(workspace, null).map((one) => [one.person, one.toDo]));
  const standardsOf = standardsOnce(workspace);
  const left = new Map(before);
  const taken = new Map<SubmissionId, readonly Allocation[]>();
  const work: WorkToSpread[] = [];
  for (const [at, submission] of [...new Set(submissions)].sort().entries()) {
    if (at % BREATHE_EVERY === BREATHE_EVERY - 1) await setImmediate();
    const opened = loadSubmission(workspace, submission);
    if (!opened.ok) return opened;
    const { view } = opened.value;
    const moved = move ? movable(workspace, view) : [];
    if (moved.length > 0) taken.set(submission, moved);
    for (const { person } of moved) left.set(person, (left.get(person) ?? 1) - 1);
    const kept = view.allocations.filter((one) => !moved.includes(one));
    const holders = holdersOf(view, kept);
    const needs = needed(markers, holders.size, kept);
    if (needs.length === 0) continue;
    const [first] = needs;
    const closedTo = new Map<PersonKey, string>();
    const secondOnly = new Map<PersonKey, string>();
    for (const person of asked) {
      if (holders.has(person)) continue;
      const problemAs = (as: Place) =>
        allocationProblem(workspace, view, person, {
          isSealed: sealed,
          as,
          isAfterFirst: as === 'second',
          standardsOf,
        });
      const problem = first ? problemAs(first) : null;
      if (problem === null) continue;
      const isSecondOnly = needs.includes('second') && first === 'first' && problemAs('second') === null;
      (isSecondOnly ? secondOnly : closedTo).set(person, problem);
    }
    work.push({ submission, needs, markers: [...holders], closedTo, secondOnly });
  }
  const drawn = spread(
    work,
    asked.map((person) => ({ person, load: left.get(person) ?? 0 })),
    seed,
    sha256Of,
  );
  // Where nobody else was found for it, nothing is taken away.
  const given = new Set(drawn.proposed.map(({ submission }) => submission));
  const kept = [...taken].flatMap(([submission, moved]) => (given.has(submission) ? [] : moved));
  const count = (of: readonly { readonly person: PersonKey }[], person: PersonKey) =>
    of.filter((one) => one.person === person).length;
  return ok({
    ...drawn,
    seed,
    loads: asked.map((person) => ({
      person,
      before: before.get(person) ?? 0,
      after: (left.get(person) ?? 0) + count(kept, person) + count(drawn.proposed, person),
    })),
  });
}

/**
 * Allocations that nobody is held to yet: not begun here, not sealed, not submitted, and not one's own to withdraw; none
 * of what was settled or set aside.
 */
export function movable(workspace: Workspace, view: SubmissionView): readonly Allocation[] {
  if (view.outcome?.record || view.setAside) return [];
  const { guardedFrom } = workspace.store.authority();
  const marked = new Set([...view.assessments, ...view.toCountersign].map((one) => one.author));
  return view.allocations.filter(
    ({ person }) =>
      !marked.has(person) &&
      !view.seals.of.has(person) &&
      begunBy(workspace, view, person) === 0 &&
      !(guardedFrom !== null && person === workspace.person()),
  );
}

function holdersOf(view: SubmissionView, kept: readonly Allocation[]): ReadonlySet<PersonKey> {
  return new Set([
    ...kept.map(({ person }) => person),
    ...[...view.assessments, ...view.toCountersign].map(({ author }) => author),
    ...view.seals.of.keys(),
  ]);
}

function needed(markers: 1 | 2, has: number, kept: readonly Allocation[]): readonly Place[] {
  const places: Place[] = [];
  let hasFirst = kept.some(({ as }) => as === 'first') || (has > 0 && kept.length === 0);
  for (let more = has; more < markers; more += 1) {
    places.push(hasFirst ? 'second' : 'first');
    hasFirst = true;
  }
  return places;
}

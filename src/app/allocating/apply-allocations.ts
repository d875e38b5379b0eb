import { setImmediate } from 'node:timers/promises';
import type { PersonKey, SubmissionId } from '../../domain/ids.ts';
import { ok, type Result } from '../../domain/result.ts';
import { allocationProblem, mayAllocate, standardsOnce, withdrawalOf } from '../allocate.ts';
import { loadSubmission } from '../load-submission.ts';
import type { StatedFact } from '../state-facts.ts';
import type { Workspace } from '../workspace.ts';
import { movable } from './propose-spread.ts';

export interface WantedAllocation {
  readonly submission: SubmissionId;
  readonly person: PersonKey;
  readonly as: 'first' | 'second';
  readonly sealed: boolean;
  readonly due: string | null;
}

export interface AppliedAllocations {
  readonly allocated: number;
  readonly withdrawn: number;
  readonly refused: { readonly submission: SubmissionId; readonly reason: string }[];
}

const BREATHE_EVERY = 200;

/**
 * Allocates many submissions to many people, in one transaction. With `move`, whoever else has one of them and has
 * not begun it loses it. What cannot be allocated is named with the reason, and the rest goes on.
 */
export async function applyAllocations(
  workspace: Workspace,
  command: string,
  {
    wanted,
    seed,
    move,
  }: {
    readonly wanted: readonly WantedAllocation[];
    readonly seed?: string | undefined;
    readonly move: boolean;
  },
): Promise<Result<AppliedAllocations>> {
  if (workspace.store.doneBefore(command)) return ok({ allocated: wanted.length, withdrawn: 0, refused: [] });
  const authority = workspace.store.authority();
  const refused: AppliedAllocations['refused'][number][] = [];
  const facts: StatedFact[] = [];
  let allocated = 0;
  const bySubmission = new Map<SubmissionId, WantedAllocation[]>();
  for (const one of wanted)
    bySubmission.set(one.submission, [...(bySubmission.get(one.submission) ?? []), one]);
  const standardsOf = standardsOnce(workspace);
  let at = 0;
  for (const [submission, own] of bySubmission) {
    at += 1;
    if (at % BREATHE_EVERY === 0) await setImmediate();
    const opened = loadSubmission(workspace, submission);
    if (!opened.ok) {
      refused.push({ submission, reason: opened.error.message });
      continue;
    }
    const { view } = opened.value;
    const people = new Set(own.map(({ person }) => authority.personOf(person)));
    let goesOn = false;
    let hasFirst = false;
    // First markers before second ones: some are approved for what somebody else marks first.
    for (const one of own.toSorted((a, b) => (a.as === b.as ? 0 : a.as === 'first' ? -1 : 1))) {
      const person = authority.personOf(one.person);
      const reason = allocationProblem(workspace, view, person, {
        isSealed: one.sealed,
        as: one.as,
        isAfterFirst: hasFirst,
        standardsOf,
      });
      if (reason !== null) {
        refused.push({ submission, reason });
        continue;
      }
      goesOn = true;
      hasFirst ||= one.as === 'first';
      allocated += 1;
      const { as, sealed, due } = one;
      const body = { submission, person, as, sealed, due, ...(seed === undefined ? {} : { seed }) };
      facts.push({ type: 'submission.allocated', body });
    }
    if (!move || !goesOn || !mayAllocate(workspace, view).allowed) continue;
    for (const { person } of movable(workspace, view))
      if (!people.has(person))
        facts.push(...withdrawalOf(workspace, view, person, 'It was allocated anew before it was begun.'));
  }
  if (facts.length === 0) return ok({ allocated: 0, withdrawn: 0, refused });
  const stated = await workspace.state(facts, { command });
  return stated.ok ? ok({ allocated, withdrawn: facts.length - allocated, refused }) : stated;
}

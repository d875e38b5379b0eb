import type { PersonKey, RecordId, UnitId } from '../../domain/ids.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import type { ApprovalScope } from '../../domain/standardisation/standardisation-facts.ts';
import type { MarkerFact } from '../../domain/standardisation/standards-view.ts';
import { nowIn } from '../load-submission.ts';
import type { Workspace } from '../workspace.ts';
import { loadStandards, problemOf, standardsToChange } from './load-standards.ts';

export type MarkerDecision =
  | { readonly kind: 'approve'; readonly scope: ApprovalScope; readonly until: string | null }
  | { readonly kind: 'suspend' }
  | { readonly kind: 'requalify'; readonly set: RecordId }
  | { readonly kind: 'remove' };

/** Decides about a marker. Fails with `standardisation.refused`, saying which rule does not let it be. */
export async function decideMarker(
  workspace: Workspace,
  command: string,
  wanted: {
    readonly unit: UnitId;
    readonly person: PersonKey;
    readonly reason: string;
    readonly decision: MarkerDecision;
  },
): Promise<Result<Record<string, never>>> {
  if (workspace.store.doneBefore(command)) return ok({});
  const stated = stateOf(workspace, wanted);
  const standards = standardsToChange(workspace, wanted.unit, stated.type);
  if (!standards.ok) return standards;
  const problem = problemOf(workspace, stated);
  if (problem !== null) return refused('standardisation.refused', problem);
  const done = await workspace.state([stated], { command });
  return done.ok ? ok({}) : done;
}

type StatedDecision = {
  [T in MarkerFact['type']]: {
    readonly type: T;
    readonly body: Extract<MarkerFact, { type: T }>['body'];
  };
}[MarkerFact['type']];

function stateOf(
  workspace: Workspace,
  { unit, person, reason, decision }: Parameters<typeof decideMarker>[2],
): StatedDecision {
  const about = { unit, person, reason };
  switch (decision.kind) {
    case 'suspend':
      return { type: 'standardisation.suspended', body: about };
    case 'requalify':
      return { type: 'standardisation.requalifying', body: { ...about, set: decision.set } };
    case 'remove':
      return { type: 'standardisation.removed', body: about };
    case 'approve': {
      const standards = loadStandards(workspace, unit);
      const standing = standards.ok ? standards.value.standingOf(person) : null;
      const again = standing?.requalifyingWith ?? null;
      const tries = standing?.tries.filter((one) => again === null || one.set === again) ?? [];
      // The newest they passed; where they passed none, the refusal is about the newest they tried.
      const tried = tries.findLast((one) => one.isPassed) ?? tries.at(-1);
      const made = tried && standards.ok ? standards.value.view.sets.get(tried.set)?.made.body.rule : null;
      const months = made?.kind === 'qualifying' ? made.validMonths : 12;
      return {
        type: 'standardisation.approved',
        body: {
          ...about,
          scope: decision.scope,
          until: decision.until ?? inMonths(nowIn(workspace), months),
          basis:
            tried && tried.assessments.length > 0
              ? { kind: 'qualified', set: tried.set, assessments: [...tried.assessments] }
              : { kind: 'recognised' },
        },
      };
    }
  }
}

function inMonths(from: string, months: number): string {
  const date = new Date(from);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString();
}

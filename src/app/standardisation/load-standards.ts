import { AUTHOR_ROLES } from '../../domain/author-roles.ts';
import type { RecordId, UnitId } from '../../domain/ids.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { READERS } from '../../domain/roles.ts';
import { isMarkerFact, type StandardsFact } from '../../domain/standardisation/standards-view.ts';
import { nowIn } from '../load-submission.ts';
import type { StatedFact } from '../state-facts.ts';
import type { Workspace } from '../workspace.ts';
import { readStandards, type Standards } from './read-standards.ts';

/** The standards, for whoever may read them. Fails with `unit.unknown` or `standardisation.not_allowed`. */
export function loadStandards(workspace: Workspace, unit: UnitId): Result<Standards> {
  const standards = readStandards(workspace, unit);
  if (!standards) return refused('unit.unknown', 'This unit is not in the workspace.');
  const may = workspace.store.authority().holds(workspace.me(), READERS, unit, nowIn(workspace));
  return may.allowed ? ok(standards) : refused('standardisation.not_allowed', may.reason ?? '');
}

/** A fact about the standards of a unit that is about to be stated. */
export type StatedStandard = Extract<StatedFact, { readonly type: StandardsFact['type'] }>;

/** The standards, for whoever may state such a fact about them. */
export function standardsToChange(
  workspace: Workspace,
  unit: UnitId,
  type: StandardsFact['type'],
): Result<Standards> {
  const standards = loadStandards(workspace, unit);
  if (!standards.ok) return standards;
  const may = workspace.store.authority().holds(workspace.me(), AUTHOR_ROLES[type], unit, nowIn(workspace));
  return may.allowed ? standards : refused('standardisation.not_allowed', may.reason ?? '');
}

const NOT_YET = 'ffff'.repeat(16) as RecordId;

/** Asks the folds themselves whether a fact would count, were it stated now; why not, or null. */
export function problemOf(workspace: Workspace, stated: StatedStandard): string | null {
  const fact = {
    ...stated,
    id: NOT_YET,
    at: nowIn(workspace),
    author: workspace.me(),
    seq: Number.MAX_SAFE_INTEGER,
  } as StandardsFact;
  const then = readStandards(workspace, fact.body.unit, [fact]);
  const problem = then?.view.notCounted.get(NOT_YET) ?? null;
  if (!then || problem !== null || !isMarkerFact(fact)) return problem;
  return then.standingOf(fact.body.person).notCounted.get(NOT_YET) ?? null;
}

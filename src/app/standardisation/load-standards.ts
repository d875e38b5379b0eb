import type { PersonKey, SubmissionId, UnitId } from '../../domain/ids.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import type { Unit } from '../../domain/rubric.ts';
import {
  type DoubtfulStretch,
  type MarkerStanding,
  markerStanding,
} from '../../domain/standardisation/marker-standing.ts';
import {
  markingsOf,
  resultsOf,
  type ScriptMarking,
  type StandardResult,
} from '../../domain/standardisation/standard-results.ts';
import { type StandardsView, viewStandards } from '../../domain/standardisation/standards-view.ts';
import { nowIn, READERS } from '../load-submission.ts';
import type { Workspace } from '../workspace.ts';

/** The standards of a unit, with how everybody did on them. */
export interface Standards {
  readonly unit: Unit;
  readonly view: StandardsView;
  readonly results: readonly StandardResult[];
  standingOf(person: PersonKey): MarkerStanding;
}

/** Reads the standards of a unit from the records; null where the unit is not here. */
export function readStandards({ store }: Workspace, unit: UnitId): Standards | null {
  const current = store.units.current(unit)?.unit;
  if (!current) return null;
  const authority = store.authority();
  const facts = store.records.factsAbout(`q:${unit}`);
  const view = viewStandards(unit, facts, authority);
  const markings: ScriptMarking[] = [];
  for (const script of view.setOf.keys()) markings.push(...markingsIn(store, unit, script));
  const results = resultsOf(view, markings);
  const known = new Map<PersonKey, MarkerStanding>();
  return {
    unit: current,
    view,
    results,
    standingOf(person) {
      const standing = known.get(person) ?? markerStanding({ view, results, authority }, person);
      known.set(person, standing);
      return standing;
    },
  };
}

function markingsIn(store: Workspace['store'], unit: UnitId, script: SubmissionId): readonly ScriptMarking[] {
  const submission = store.views.submission(script);
  const rubric = submission ? store.units.version(submission.received.body.unitVersion)?.unit : undefined;
  if (!submission || !rubric || submission.received.body.unit !== unit) return [];
  return markingsOf(store.records.factsAbout(`s:${script}`), submission, rubric, store.authority());
}

/** The standards, for whoever may read them. Fails with `unit.unknown` or `standardisation.not_allowed`. */
export function loadStandards(workspace: Workspace, unit: UnitId): Result<Standards> {
  const standards = readStandards(workspace, unit);
  if (!standards) return refused('unit.unknown', 'This unit is not in the workspace.');
  const may = workspace.store.authority().holds(workspace.me(), READERS, unit, nowIn(workspace));
  return may.allowed ? ok(standards) : refused('standardisation.not_allowed', may.reason ?? '');
}

/** Whether a moment lies in one of the stretches whose work is to be looked at again. */
export const isDoubtful = (stretches: readonly DoubtfulStretch[], at: string): boolean =>
  stretches.some(({ from, until }) => at >= from && (until === null || at < until));

import type { Fact } from '../../domain/facts.ts';
import type { PersonKey, SubmissionId, UnitId } from '../../domain/ids.ts';
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
import { resultProblem } from '../../domain/standardisation/view-script.ts';
import type { SubmissionView } from '../../domain/submission-view.ts';
import type { Workspace } from '../workspace.ts';

/** The standards of a unit, with how everybody did on them. */
export interface Standards {
  readonly unit: Unit;
  readonly view: StandardsView;
  readonly results: readonly StandardResult[];
  standingOf(person: PersonKey): MarkerStanding;
}

/**
 * Reads the standards of a unit from the records, and as they were with `also` among them; null where the unit is not
 * here.
 */
export function readStandards(
  { store }: Workspace,
  unit: UnitId,
  also: readonly Fact[] = [],
): Standards | null {
  const current = store.units.current(unit)?.unit;
  if (!current) return null;
  const authority = store.authority();
  const facts = [...store.records.factsAbout(`q:${unit}`), ...also];
  const scripts = new Map<SubmissionId, SubmissionView | null>();
  const scriptOf = (script: SubmissionId) => {
    const known = scripts.get(script) ?? store.views.submission(script);
    scripts.set(script, known);
    return known;
  };
  const view = viewStandards(unit, facts, authority, (script) => {
    const submission = scriptOf(script);
    if (!submission || submission.standard !== null) return null;
    // The fold of the submission itself decides, which knows what else is said of it.
    return submission.received.body.unit === unit ? resultProblem(submission.state, true) : OF_ANOTHER;
  });
  const markings: ScriptMarking[] = [];
  for (const script of view.setOf.keys()) markings.push(...markingsIn(store, scriptOf(script)));
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

export const OF_ANOTHER = 'It is of another unit.';

function markingsIn(store: Workspace['store'], submission: SubmissionView | null): readonly ScriptMarking[] {
  const rubric = submission ? store.units.version(submission.received.body.unitVersion)?.unit : undefined;
  if (!submission || !rubric) return [];
  const facts = store.records.factsAbout(`s:${submission.received.body.submission}`);
  return markingsOf(facts, submission, rubric, store.authority());
}

/** Whether a moment lies in one of the stretches whose work is to be looked at again. */
export const isDoubtful = (stretches: readonly DoubtfulStretch[], at: string): boolean =>
  stretches.some(({ from, until }) => at >= from && (until === null || at < until));

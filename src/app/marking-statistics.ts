import { setImmediate } from 'node:timers/promises';
import type { CallContext } from '../api/handlers.ts';
import type { AgreementAbout, MarkersCompared, UnitStatistics } from '../api/shapes.ts';
import {
  type Marking,
  markersCompared,
  type AgreementAbout as Said,
  unitStatistics,
} from '../domain/agreement/marking-statistics.ts';
import type { CriterionId, PersonKey, UnitId } from '../domain/ids.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { READERS } from '../domain/roles.ts';
import type { Unit } from '../domain/rubric.ts';
import { decisionInWords } from '../domain/verdict.ts';
import { nowIn } from './load-submission.ts';
import type { Workspace } from './workspace.ts';

/**
 * What the standing marks of a unit say about how its markers agree. Fails with `unit.unknown`,
 * `moderation.not_allowed`, or as a cancelled call.
 */
export async function statisticsOf(
  workspace: Workspace,
  id: UnitId,
  call: CallContext,
): Promise<Result<UnitStatistics>> {
  const read = await readMarkings(workspace, id, call);
  if (!read.ok) return read;
  return ok(statisticsShape(workspace, read.value.unit, read.value.markings));
}

/** What these markings of a unit say. */
export function statisticsShape(
  workspace: Workspace,
  unit: Unit,
  markings: readonly Marking[],
): UnitStatistics {
  const authority = workspace.store.authority();
  const person = (key: PersonKey) => ({ key, name: authority.nameOf(key) });
  const said = unitStatistics(unit, markings);
  return {
    unit: { id: unit.id, code: unit.code, title: unit.title },
    submissions: said.submissions,
    doubleMarked: said.doubleMarked,
    verdict: about(said.verdict, 'Verdict: passed or not yet'),
    criteria: said.criteria.map((one, place) => about(one, unit.criteria[place]?.title ?? '')),
    markers: said.markers.map(({ marker, drift, ...rest }) => ({
      ...rest,
      marker: person(marker),
      drift: drift.stretches ? { stretches: [...drift.stretches] } : drift,
    })),
    pairs: said.pairs.map(({ a, b, shared }) => ({ a: person(a), b: person(b), shared })),
  };
}

/**
 * What one marker gave where another gave that. Fails as `statisticsOf` does, and with `moderation.no_shared_work`.
 */
export async function compareMarkers(
  workspace: Workspace,
  { unit: id, ...between }: { unit: UnitId; criterion: CriterionId | null; a: PersonKey; b: PersonKey },
  call: CallContext,
): Promise<Result<MarkersCompared>> {
  const read = await readMarkings(workspace, id, call);
  if (!read.ok) return read;
  const { unit, markings } = read.value;
  const matrix = markersCompared(unit, markings, between);
  if (!matrix) return refused('moderation.no_shared_work', 'These two markers share no work in this unit.');
  return ok({
    categories: matrix.categories.map((category) => inWords(unit, between.criterion, Number(category))),
    counts: matrix.counts.map((row) => [...row]),
    shared: matrix.unitCount,
  });
}

/** The standing marks of a unit, for those who may read them. Fails with `unit.unknown` and `moderation.not_allowed`. */
export async function readMarkings(
  workspace: Workspace,
  id: UnitId,
  call: CallContext,
): Promise<Result<{ readonly unit: Unit; readonly markings: readonly Marking[] }>> {
  const row = workspace.store.units.current(id);
  if (!row) return refused('unit.unknown', 'This unit is not in the workspace.');
  const may = workspace.store.authority().holds(workspace.me(), READERS, id, nowIn(workspace));
  if (!may.allowed) return refused('moderation.not_allowed', may.reason ?? '');
  const markings: Marking[] = [];
  for (const piece of workspace.store.markings.ofUnit(id)) {
    markings.push(...piece);
    await setImmediate();
    call.signal.throwIfAborted();
  }
  return ok({ unit: row.unit, markings });
}

const about = (said: Said, title: string): AgreementAbout => ({ ...said, title });

/** What a place on the scale is called. */
function inWords(unit: Unit, id: CriterionId | null, code: number): string {
  if (id === null) return code === 1 ? 'Passed' : 'Not yet';
  const criterion = unit.criteria.find((one) => one.id === id);
  switch (criterion?.kind) {
    case 'binary':
      return decisionInWords(criterion, { kind: 'binary', met: code === 1 });
    case 'levels':
      return criterion.levels[code]?.label ?? '';
    default:
      return String(code);
  }
}

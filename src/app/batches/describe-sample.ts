import type { Coverage, DrawnSample } from '../../api/shapes.ts';
import type { PersonKey, RecordId, SubmissionId, UnitId } from '../../domain/ids.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { READERS } from '../../domain/roles.ts';
import type { Unit } from '../../domain/rubric.ts';
import type { SampleCandidate } from '../../domain/sampling/candidate.ts';
import { coverageOf } from '../../domain/sampling/coverage.ts';
import { type Draw, drawSample, type Why } from '../../domain/sampling/draw-sample.ts';
import { whyDrawn } from '../../domain/sampling/why-drawn.ts';
import { hashOf, sha256Of } from '../../ledger/content-ids.ts';
import { identityOf, loadSubmission, nowIn } from '../load-submission.ts';
import type { Workspace } from '../workspace.ts';
import { membersFrom, populationOf } from './batch-population.ts';
import { closedIn, loadBatch } from './take-step.ts';

/** What people, criteria and methods are called. */
function namesIn(workspace: Workspace, unit: Unit): (value: string) => string {
  const titles = new Map<string, string>(unit.criteria.map(({ id, title }) => [id, title]));
  const authority = workspace.store.authority();
  return (value) =>
    value.startsWith('did:key:')
      ? authority.nameOf(value as PersonKey)
      : (titles.get(value) ?? value.replaceAll('_', ' '));
}

export const learnerOf = (workspace: Workspace, submission: SubmissionId): string => {
  const opened = loadSubmission(workspace, submission);
  return opened.ok ? identityOf(opened.value).name : 'an unknown submission';
};

export function whyInWords(workspace: Workspace, unit: Unit, why: readonly Why[]) {
  const nameOf = namesIn(workspace, unit);
  return why.map(({ strategy, because }) => ({ strategy, reason: whyDrawn(because, nameOf) }));
}

export function coverageShape(
  workspace: Workspace,
  unit: Unit,
  population: readonly SampleCandidate[],
  drawn: ReadonlySet<string>,
): Coverage[] {
  const nameOf = namesIn(workspace, unit);
  return coverageOf(population, drawn).map(({ values, ...rest }) => ({
    ...rest,
    values: values.map((one) => ({ ...one, value: nameOf(one.value) })),
  }));
}

/** What a rule and a seed draw, without recording anything. Fails with `sample.…` or as `loadBatch` does. */
export function trySample(
  workspace: Workspace,
  from: { readonly batch: RecordId } | { readonly unit: UnitId },
  { rule, seed }: Pick<Draw, 'rule' | 'seed'>,
): Result<DrawnSample> {
  const source =
    'batch' in from ? batchPopulation(workspace, from.batch) : unitPopulation(workspace, from.unit);
  if (!source.ok) return source;
  const { unit, population } = source.value;
  const drawn = drawSample({ population, rule, seed }, sha256Of);
  if (!drawn.ok) return drawn;
  return ok({
    size: population.length,
    populationSha256: hashOf(population),
    seed,
    rule,
    drawn: drawn.value.map(({ id, why }) => ({
      submission: id as SubmissionId,
      learner: learnerOf(workspace, id as SubmissionId),
      why: whyInWords(workspace, unit, why),
    })),
    coverage: coverageShape(workspace, unit, population, new Set(drawn.value.map(({ id }) => id))),
  });
}

interface Source {
  readonly unit: Unit;
  readonly population: readonly SampleCandidate[];
}

function batchPopulation(workspace: Workspace, batch: RecordId): Result<Source> {
  const opened = loadBatch(workspace, batch);
  if (!opened.ok) return opened;
  const branch = closedIn(opened.value);
  if (!branch.ok) return branch;
  const { unit } = opened.value;
  const drawnFrom = branch.value.draws[0]?.body.population;
  const population = drawnFrom ?? populationOf(workspace, unit.id, [...branch.value.members.values()]);
  return ok({ unit, population });
}

function unitPopulation(workspace: Workspace, id: UnitId): Result<Source> {
  const { store } = workspace;
  const unit = store.units.current(id)?.unit;
  if (!unit) return refused('unit.unknown', 'This unit is not in the workspace.');
  const may = store.authority().holds(workspace.me(), READERS, id, nowIn(workspace));
  if (!may.allowed) return refused('sample.not_allowed', may.reason ?? '');
  const settled = store.queue.results(id, null).map(({ submission }) => submission);
  const members = membersFrom(workspace, id, settled);
  return members.ok ? ok({ unit, population: populationOf(workspace, id, members.value) }) : members;
}

import type { PersonKey, RecordId, SubmissionId, UnitId } from '../../domain/ids.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { chooseSeeds, mixed } from '../../domain/standardisation/plant-seeds.ts';
import { knowsMarks } from '../../domain/standardisation/standards-view.ts';
import { sha256Of } from '../../ledger/content-ids.ts';
import { allocate, allocationProblem, standardsOnce } from '../allocate.ts';
import { loadSubmission, nowIn } from '../load-submission.ts';
import type { Workspace } from '../workspace.ts';
import { standardsToChange } from './load-standards.ts';
import { readStandards, type Standards } from './read-standards.ts';

export interface PlantingWanted {
  readonly unit: UnitId;
  readonly person: PersonKey;
  readonly along: readonly SubmissionId[];
  readonly due: string | null;
  /** Decides which; the same chooses the same. */
  readonly seed: string;
  /** How all of it is given; as what they were given last where it is absent. */
  readonly as?: 'first' | 'second' | undefined;
  readonly sealed?: boolean | undefined;
}

export interface Planted {
  readonly allocated: number;
  readonly seeds: number;
  /** How many seeds were due: more than were planted where there are no others that they have not seen. */
  readonly due: number;
  readonly refused: { readonly submission: SubmissionId; readonly reason: string }[];
}

/**
 * Slips seeds in among what somebody is given of a unit, so many that it comes to about one in r, and gives them
 * ordinary submissions along with it: all by the same kind of record, with the same options, in mixed order. Fails with
 * `standardisation.knows_marks`, `.no_seeds`, `.none_left` or `.not_planted`.
 */
export async function plantSeeds(
  workspace: Workspace,
  command: string,
  wanted: PlantingWanted,
): Promise<Result<Planted>> {
  const { store } = workspace;
  const { unit, seed } = wanted;
  const done = store.doneBefore(command);
  if (done) return ok(plantedBy(workspace, wanted, done));
  const found = standardsToChange(workspace, unit, 'standardisation.set_made');
  if (!found.ok) return found;
  const standards = found.value;
  const authority = store.authority();
  const person = authority.personOf(wanted.person);
  const name = authority.nameOf(person);
  if (knowsMarks(authority, person, unit, nowIn(workspace)))
    return refused(
      'standardisation.knows_marks',
      `${name} may read the definitive marks of this unit, so no seed tests them.`,
    );
  const sets = seedSetsOf(standards);
  const oneIn = Math.min(...sets.map((one) => one.oneIn));
  if (sets.length === 0)
    return refused('standardisation.no_seeds', 'There is no set of seeds for this unit. Make one first.');

  const how = howGiven(workspace, standards, wanted, person);
  const standardsOf = standardsOnce(workspace);
  const { as, sealed } = how;
  const problemWith = (submission: SubmissionId): string | null => {
    const opened = loadSubmission(workspace, submission);
    if (!opened.ok) return opened.error.message;
    return allocationProblem(workspace, opened.value.view, person, { isSealed: sealed, as, standardsOf });
  };
  const along: SubmissionId[] = [];
  const not: { submission: SubmissionId; reason: string }[] = [];
  for (const submission of new Set(wanted.along)) {
    if (standards.view.setOf.has(submission)) continue;
    const reason = problemWith(submission);
    if (reason === null) along.push(submission);
    else not.push({ submission, reason });
  }
  const theirs = standards.results.filter((one) => one.person === person && one.kind === 'seeds');
  const known = new Set(theirs.map((one) => one.script));
  const available = sets
    .flatMap(({ scripts }) => scripts)
    .filter((script) => !known.has(script) && problemWith(script) === null);
  const before = store.standards.ordinaryAllocated(unit, person);
  const { due, seeds } = chooseSeeds(
    {
      unit,
      person,
      available,
      oneIn,
      ordinary: new Set([...before, ...along]).size,
      given: theirs.length,
      outstanding: theirs.filter((one) => one.assessment === null).length,
      isSecondChance: standards.standingOf(person).isSecondChance,
      seed,
    },
    sha256Of,
  );
  // Whoever failed one is given another with the very next work, or the question stays open.
  if (due > 0 && seeds.length === 0 && standards.standingOf(person).isSecondChance)
    return refused(
      'standardisation.none_left',
      `A second seed is due for ${name}, and none is left that they have not seen. Make another set of seeds first.`,
    );
  const submissions = mixed(along, seeds, seed, sha256Of);
  if (submissions.length === 0) {
    const [first] = not;
    return first
      ? refused('standardisation.not_planted', `Nothing was given: ${first.reason}`)
      : ok({ allocated: 0, seeds: 0, due, refused: [] });
  }
  const given = await allocate(workspace, command, { submissions, person, ...how });
  if (!given.ok) return given;
  const missing = new Set(given.value.refused.map((one) => one.submission));
  return ok({
    allocated: given.value.allocated,
    seeds: seeds.filter((one) => !missing.has(one)).length,
    due,
    refused: [...not, ...given.value.refused],
  });
}

/** The sets whose scripts are planted, with those that they count for. */
function seedSetsOf({ view }: Standards) {
  return [...view.sets.values()].flatMap(({ made, ended }) => {
    const { rule, scripts } = made.body;
    if (rule.kind !== 'seeds' || ended) return [];
    const those = scripts.flatMap(({ script }) => (view.setOf.has(script) ? [script] : []));
    return [{ oneIn: rule.oneIn, scripts: those }];
  });
}

/** A seed is given just as the ordinary work around it is: what is not asked for is as it was last. */
function howGiven(
  workspace: Workspace,
  standards: Standards,
  { unit, along, due, as, sealed }: PlantingWanted,
  person: PersonKey,
): { readonly as: 'first' | 'second'; readonly sealed: boolean; readonly due: string | null } {
  const last = workspace.store.standards.lastOrdinary(unit, person);
  const isSecondOnly = standards.standingOf(person).approval?.scope === 'second';
  const isToCome = last !== null && last.due !== null && last.due > nowIn(workspace);
  return {
    as: as ?? last?.as ?? (isSecondOnly ? 'second' : 'first'),
    sealed: sealed ?? last?.isSealed ?? false,
    due: due ?? (along.length === 0 && isToCome ? last.due : null),
  };
}

/** What a command came to that was carried out before: it stated its records one after the other. */
function plantedBy(workspace: Workspace, { unit, person, along }: PlantingWanted, last: RecordId): Planted {
  const { records, authority } = workspace.store;
  const end = records.fact(last);
  const view = readStandards(workspace, unit)?.view;
  const places = new Map<number, { readonly submission: SubmissionId; readonly at: string }>();
  const candidates = new Set([...along, ...(view?.claims.keys() ?? [])]);
  for (const submission of candidates)
    for (const fact of records.factsAbout(`s:${submission}`)) {
      if (fact.type !== 'submission.allocated' || fact.author !== end?.author) continue;
      if (authority().personOf(fact.body.person) === authority().personOf(person))
        places.set(fact.seq, { submission, at: fact.at });
    }
  const given: SubmissionId[] = [];
  // Each was stated a millisecond after the one before it.
  for (let seq = end?.seq ?? 0, at = Date.parse(end?.at ?? ''); ; seq -= 1, at -= 1) {
    const place = places.get(seq);
    if (!place || Date.parse(place.at) !== at) break;
    given.push(place.submission);
  }
  const isSeed = (one: SubmissionId) => view?.claims.get(one)?.made.body.rule.kind === 'seeds';
  const seeds = given.filter(isSeed).length;
  const refused = along
    .filter((one) => !given.includes(one) && !view?.claims.has(one))
    .map((submission) => ({ submission, reason: 'It was refused when this was first asked for.' }));
  return { allocated: given.length, seeds, due: seeds, refused };
}

import { AUTHOR_ROLES } from '../../domain/author-roles.ts';
import type { PersonKey, RecordId, SubmissionId, UnitId } from '../../domain/ids.ts';
import { type AgreedJudgment, type Judgment, NO_VACS } from '../../domain/judgment.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { markerStanding } from '../../domain/standardisation/marker-standing.ts';
import { chooseSeeds, mixed } from '../../domain/standardisation/plant-seeds.ts';
import type { ApprovalScope, SetRule } from '../../domain/standardisation/standardisation-facts.ts';
import { knowsMarks, type MarkerFact, setProblem } from '../../domain/standardisation/standards-view.ts';
import type { AssessmentFact } from '../../domain/standing-assessments.ts';
import { sha256Of } from '../../ledger/content-ids.ts';
import { allocate } from '../allocate.ts';
import { identityOf, loadSubmission, nowIn } from '../load-submission.ts';
import type { Workspace } from '../workspace.ts';
import { loadStandards, type Standards } from './load-standards.ts';

type Done = Result<Record<string, never>>;

/** The standards, for whoever may decide about them. */
function toDecide(
  workspace: Workspace,
  unit: UnitId,
  type: 'standardisation.set_made' | MarkerFact['type'],
): Result<Standards> {
  const standards = loadStandards(workspace, unit);
  if (!standards.ok) return standards;
  const may = workspace.store.authority().holds(workspace.me(), AUTHOR_ROLES[type], unit, nowIn(workspace));
  return may.allowed ? standards : refused('standardisation.not_allowed', may.reason ?? '');
}

/**
 * Makes a set of settled submissions: the outcome of each becomes its definitive mark, and the submission comes to
 * nothing else from then on. Fails with `standardisation.script_unfit`, or with `standardisation.set_unfit`.
 */
export async function makeSet(
  workspace: Workspace,
  command: string,
  wanted: {
    readonly unit: UnitId;
    readonly label: string;
    readonly rule: SetRule;
    readonly scripts: readonly SubmissionId[];
  },
): Promise<Result<RecordId>> {
  const { store } = workspace;
  const done = store.doneBefore(command);
  if (done) return ok(done);
  const { unit, label, rule } = wanted;
  const standards = toDecide(workspace, unit, 'standardisation.set_made');
  if (!standards.ok) return standards;
  const marks = [];
  const causes: { code: string; message: string; at: string }[] = [];
  for (const script of wanted.scripts) {
    const opened = loadSubmission(workspace, script);
    const problem = opened.ok ? scriptProblem(workspace, unit, script) : opened.error.message;
    const view = opened.ok ? opened.value.view : null;
    if (!opened.ok || !view?.outcome || problem !== null) {
      const at = opened.ok ? identityOf(opened.value).name : script.slice(0, 12);
      causes.push({ code: 'standardisation.script_unfit', message: problem ?? '', at });
      continue;
    }
    const sources = new Set<string>(view.outcome.sources);
    const made = view.assessments.filter((one) => sources.has(one.id));
    marks.push({
      type: 'standardisation.marked' as const,
      body: {
        unit,
        script,
        unitVersion: view.received.body.unitVersion,
        judgments: view.outcome.judgments.map((one) => definitive(one, made)),
        anchors: made.flatMap((one) => one.body.anchors).slice(0, 5000),
        sources: made.map((one) => one.id).slice(0, 20),
        note: '',
      },
    });
  }
  if (causes.length > 0)
    return refused(
      'standardisation.script_unfit',
      `${causes.length} of the submissions cannot be scripts of a set: ${causes[0]?.message ?? ''}`,
      { causes },
    );
  const tolerance = store.units.tolerance(unit);
  const body = { unit, label, rule, tolerance };
  const scripts = wanted.scripts.map((script) => ({ script, mark: '' as RecordId }));
  const problem = setProblem({ body: { ...body, scripts } }, standards.value.view.setOf);
  if (problem !== null) return refused('standardisation.set_unfit', problem);
  const marked = await workspace.state(marks);
  if (!marked.ok) return marked;
  const named = scripts.flatMap(({ script }, at) => {
    const mark = marked.value.ids[at];
    return mark ? [{ script, mark }] : [];
  });
  const stated = await workspace.state(
    [{ type: 'standardisation.set_made', body: { ...body, scripts: named } }],
    { command },
  );
  if (!stated.ok) return stated;
  const [id] = stated.value.ids;
  if (!id) throw new Error('what was stated has a record');
  return ok(id);
}

/** What was settled, with the anchors of whoever it was taken from. */
function definitive(
  { criterion, decision, from, rationale }: AgreedJudgment,
  made: readonly AssessmentFact[],
): Judgment {
  const source = made
    .find((one) => one.id === from)
    ?.body.judgments.find((one) => one.criterion === criterion);
  return {
    criterion,
    decision,
    rationale: rationale === '' ? (source?.rationale ?? '') : rationale,
    anchors: source?.anchors ?? [],
    vacs: source?.vacs ?? NO_VACS,
    confidence: source?.confidence ?? null,
  };
}

/** Why a submission cannot be a script of a set, or null. */
export function scriptProblem(workspace: Workspace, unit: UnitId, script: SubmissionId): string | null {
  const opened = loadSubmission(workspace, script);
  if (!opened.ok) return opened.error.message;
  const { view } = opened.value;
  if (view.received.body.unit !== unit) return 'It is of another unit.';
  if (workspace.store.standards.kindOf(script, unit) !== null) return 'It is in another set already.';
  if (view.state === 'confirmed' || view.state === 'released')
    return 'Its outcome is confirmed, so its learner has a result. Take a copy of the work, or another submission.';
  if (workspace.store.batches.of(script).length > 0) return 'It is in a batch.';
  return view.outcome ? null : 'It has no outcome yet. Settle it first.';
}

/** Nobody is given the scripts of the set any more. Fails with `standardisation.set_unknown`. */
export async function endSet(
  workspace: Workspace,
  command: string,
  { unit, set, reason }: { readonly unit: UnitId; readonly set: RecordId; readonly reason: string },
): Promise<Done> {
  if (workspace.store.doneBefore(command)) return ok({});
  const standards = toDecide(workspace, unit, 'standardisation.set_made');
  if (!standards.ok) return standards;
  const found = standards.value.view.sets.get(set);
  if (!found || found.ended)
    return refused('standardisation.set_unknown', 'This set is not here, or has ended already.');
  const stated = await workspace.state([{ type: 'standardisation.set_ended', body: { unit, set, reason } }], {
    command,
  });
  return stated.ok ? ok({}) : stated;
}

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
): Promise<Done> {
  if (workspace.store.doneBefore(command)) return ok({});
  const stated = stateOf(workspace, wanted);
  const standards = toDecide(workspace, wanted.unit, stated.type);
  if (!standards.ok) return standards;
  const problem = problemOf(workspace, standards.value, stated);
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

/** Asks the fold itself whether the decision would count. */
function problemOf(workspace: Workspace, standards: Standards, stated: StatedDecision): string | null {
  const authority = workspace.store.authority();
  const { view, results } = standards;
  const id = 'ffff'.repeat(16) as RecordId;
  const fact = { ...stated, id, at: nowIn(workspace), author: workspace.me() } as MarkerFact;
  const then = { ...view, decisions: [...view.decisions, fact] };
  return markerStanding({ view: then, results, authority }, stated.body.person).notCounted.get(id) ?? null;
}

/**
 * Slips seeds in among what somebody is given of a unit, so many that it comes to about one in r, and gives them
 * ordinary submissions along with it, mixed. The same seed chooses the same.
 */
export async function plantSeeds(
  workspace: Workspace,
  command: string,
  wanted: {
    readonly unit: UnitId;
    readonly person: PersonKey;
    readonly along: readonly SubmissionId[];
    readonly due: string | null;
    readonly seed: string;
  },
): Promise<Result<{ readonly allocated: number; readonly seeds: number }>> {
  const { store } = workspace;
  if (store.doneBefore(command)) return ok({ allocated: 0, seeds: 0 });
  const { unit, due, seed } = wanted;
  const found = toDecide(workspace, unit, 'standardisation.set_made');
  if (!found.ok) return found;
  const standards = found.value;
  const authority = store.authority();
  const person = authority.personOf(wanted.person);
  if (knowsMarks(authority, person, unit, nowIn(workspace)))
    return refused(
      'standardisation.knows_marks',
      `${authority.nameOf(person)} may read the definitive marks of this unit, so no seed tests them.`,
    );
  const sets = [...standards.view.sets.values()].flatMap(({ made, ended }) =>
    made.body.rule.kind === 'seeds' && !ended ? [{ ...made.body, oneIn: made.body.rule.oneIn }] : [],
  );
  const oneIn = Math.min(...sets.map((one) => one.oneIn));
  if (sets.length === 0)
    return refused('standardisation.no_seeds', 'There is no set of seeds for this unit. Make one first.');
  const along = wanted.along.filter((one) => store.standards.kindOf(one, unit) === null);
  const theirs = standards.results.filter((one) => one.person === person && one.kind === 'seeds');
  const known = new Set(theirs.map((one) => one.script));
  const available = sets
    .flatMap(({ scripts }) => scripts.map(({ script }) => script))
    .filter((script) => {
      const view = store.views.submission(script);
      const isOpen = view && !view.setAside && !view.assessments.some((one) => one.author === person);
      return isOpen && !known.has(script);
    });
  const seeds = chooseSeeds(
    {
      unit,
      person,
      available,
      oneIn,
      ordinary: store.standards.ordinaryAllocated(unit, person) + along.length,
      given: theirs.length,
      outstanding: theirs.filter((one) => one.assessment === null).length,
      isSecondChance: standards.standingOf(person).isSecondChance,
      seed,
    },
    sha256Of,
  );
  const submissions = mixed(along, seeds, seed, sha256Of);
  if (submissions.length === 0) return ok({ allocated: 0, seeds: 0 });
  const given = await allocate(workspace, command, { submissions, person, as: 'first', sealed: false, due });
  if (!given.ok) return given;
  const [first] = given.value.refused;
  if (given.value.allocated === 0 && first)
    return refused('standardisation.not_planted', `Nothing was given: ${first.reason}`);
  const not = new Set(given.value.refused.map((one) => one.submission));
  return ok({
    allocated: given.value.allocated,
    seeds: seeds.filter((one) => !not.has(one)).length,
  });
}

import type { RecordId, SubmissionId, UnitId } from '../../domain/ids.ts';
import { type AgreedJudgment, type Judgment, NO_VACS } from '../../domain/judgment.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import type { SetRule } from '../../domain/standardisation/standardisation-facts.ts';
import { resultProblem } from '../../domain/standardisation/view-script.ts';
import type { AssessmentFact } from '../../domain/standing-assessments.ts';
import { identityOf, loadSubmission, type Opened } from '../load-submission.ts';
import type { Stated } from '../state-facts.ts';
import type { Workspace } from '../workspace.ts';
import { problemOf, standardsToChange } from './load-standards.ts';
import { OF_ANOTHER } from './read-standards.ts';

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
  const standards = standardsToChange(workspace, unit, 'standardisation.set_made');
  if (!standards.ok) return standards;
  const marks: Stated[] = [];
  const causes: { code: string; message: string; at: string }[] = [];
  for (const script of wanted.scripts) {
    const opened = loadSubmission(workspace, script);
    const found = opened.ok ? markOf(workspace, unit, opened.value) : opened.error.message;
    if (typeof found !== 'string') marks.push(found);
    else {
      const at = opened.ok ? identityOf(opened.value).name : script.slice(0, 12);
      causes.push({ code: 'standardisation.script_unfit', message: found, at });
    }
  }
  if (causes.length > 0)
    return refused(
      'standardisation.script_unfit',
      `${causes.length} of the submissions cannot be scripts of a set: ${causes[0]?.message ?? ''}`,
      { causes },
    );
  const tolerance = store.units.tolerance(unit);
  const stated = (ids: readonly RecordId[]) => ({
    type: 'standardisation.set_made' as const,
    body: {
      unit,
      label,
      rule,
      tolerance,
      scripts: wanted.scripts.map((script, at) => ({ script, mark: ids[at] ?? ('' as RecordId) })),
    },
  });
  const problem = problemOf(workspace, stated([]));
  if (problem !== null) return refused('standardisation.set_unfit', problem);
  const made = await workspace.state([...marks, stated], { command });
  if (!made.ok) return made;
  const id = made.value.ids.at(-1);
  if (!id) throw new Error('what was stated has a record');
  return ok(id);
}

/** The definitive mark of a submission that is to be a script; or why it cannot be one. */
export function markOf(workspace: Workspace, unit: UnitId, { view }: Opened): Stated | string {
  const { unit: of, submission: script, unitVersion } = view.received.body;
  if (of !== unit) return OF_ANOTHER;
  if (view.standard !== null) return 'It is in another set already.';
  const problem = resultProblem(view.state, workspace.store.batches.of(script).length > 0);
  if (problem !== null) return problem;
  if (!view.outcome) return 'It has no outcome yet. Settle it first.';
  const sources = new Set<string>(view.outcome.sources);
  const made = view.assessments.filter((one) => sources.has(one.id));
  return {
    type: 'standardisation.marked',
    body: {
      unit,
      script,
      unitVersion,
      judgments: view.outcome.judgments.map((one) => definitive(one, made)),
      anchors: made.flatMap((one) => one.body.anchors).slice(0, 5000),
      sources: made.map((one) => one.id).slice(0, 20),
      note: '',
    },
  };
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

/** Nobody is given the scripts of the set any more. Fails with `standardisation.set_unknown`. */
export async function endSet(
  workspace: Workspace,
  command: string,
  { unit, set, reason }: { readonly unit: UnitId; readonly set: RecordId; readonly reason: string },
): Promise<Result<Record<string, never>>> {
  if (workspace.store.doneBefore(command)) return ok({});
  const standards = standardsToChange(workspace, unit, 'standardisation.set_ended');
  if (!standards.ok) return standards;
  const stated = { type: 'standardisation.set_ended' as const, body: { unit, set, reason } };
  if (standards.value.view.sets.get(set)?.ended)
    return refused('standardisation.set_unknown', 'This set has ended already.');
  const problem = problemOf(workspace, stated);
  if (problem !== null) return refused('standardisation.set_unknown', problem);
  const done = await workspace.state([stated], { command });
  return done.ok ? ok({}) : done;
}

/**
 * Takes back a set, a definitive mark or a decision about a marker, as though it had not been made. Fails with
 * `standardisation.refused`.
 */
export async function withdrawStandard(
  workspace: Workspace,
  command: string,
  { unit, record, reason }: { readonly unit: UnitId; readonly record: RecordId; readonly reason: string },
): Promise<Result<Record<string, never>>> {
  if (workspace.store.doneBefore(command)) return ok({});
  const standards = standardsToChange(workspace, unit, 'standardisation.withdrawn');
  if (!standards.ok) return standards;
  const { view, results } = standards.value;
  if (view.withdrawals.has(record))
    return refused('standardisation.refused', 'It has been withdrawn already.');
  // What tested markers gave would become ordinary marks of the submissions.
  if (results.some((one) => one.set === record))
    return refused(
      'standardisation.refused',
      'Somebody has been given scripts of this set, so it is ended rather than withdrawn.',
    );
  const stated = { type: 'standardisation.withdrawn' as const, body: { unit, record, reason } };
  const problem = problemOf(workspace, stated);
  if (problem !== null) return refused('standardisation.refused', problem);
  const done = await workspace.state([stated], { command });
  return done.ok ? ok({}) : done;
}

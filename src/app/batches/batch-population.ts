import type { BatchMember } from '../../domain/batches/batch-facts.ts';
import type { PersonKey, SubmissionId, UnitId } from '../../domain/ids.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import type { SampleCandidate } from '../../domain/sampling/candidate.ts';
import { marginOf, markOf } from '../../domain/sampling/margin.ts';
import type { SubmissionView } from '../../domain/submission-view.ts';
import { whyUnsettled } from '../confirmation-of.ts';
import { identityOf, loadSubmission, type Opened } from '../load-submission.ts';
import { isDoubtful, readStandards } from '../standardisation/read-standards.ts';
import type { Workspace } from '../workspace.ts';

/** Why a submission cannot go into a batch, or null. */
function memberProblem({ view }: Opened, unit: UnitId): string | null {
  if (view.received.body.unit !== unit) return 'It is of another unit.';
  if (view.state === 'under_appeal') return 'It is under appeal. Close the appeal first.';
  return view.outcome ? null : whyUnsettled(view);
}

const sourcesOf = (view: SubmissionView) => {
  const sources = new Set(view.outcome?.sources ?? []);
  return view.assessments.filter((one) => sources.has(one.id));
};

/**
 * The members that these submissions make. Fails with `batch.member_unfit`, naming each that cannot be one, or with
 * `batch.empty`.
 */
export function membersFrom(
  workspace: Workspace,
  unit: UnitId,
  submissions: readonly SubmissionId[],
): Result<BatchMember[]> {
  const members: BatchMember[] = [];
  const causes: { code: string; message: string; at: string }[] = [];
  for (const submission of [...new Set(submissions)].sort()) {
    const opened = loadSubmission(workspace, submission);
    const problem = opened.ok ? memberProblem(opened.value, unit) : opened.error.message;
    if (!opened.ok || problem !== null) {
      const at = opened.ok ? identityOf(opened.value).name : submission.slice(0, 12);
      causes.push({ code: 'batch.member_unfit', message: problem ?? '', at });
      continue;
    }
    const { view } = opened.value;
    const sources = sourcesOf(view);
    members.push({
      submission,
      learner: view.received.body.learner,
      sources: sources.map((one) => one.id),
      assessors: [...new Set(sources.map((one) => one.author))],
    });
  }
  if (causes.length > 0)
    return refused(
      'batch.member_unfit',
      `${causes.length} of the submissions cannot go into the batch. Settle them first, or leave them out.`,
      { causes },
    );
  return members.length > 0
    ? ok(members)
    : refused(
        'batch.empty',
        'No submission of the unit has an outcome yet, so there is nothing to moderate.',
      );
}

/** What a sample is drawn from: the members, with all that strategies look at. In order of id. */
export function populationOf(
  workspace: Workspace,
  unit: UnitId,
  members: readonly BatchMember[],
): SampleCandidate[] {
  const places = workspace.store.batches.placesIn(unit);
  const standards = readStandards(workspace, unit);
  const isAfterFailed = (person: PersonKey, at: string) => {
    const standing = standards?.standingOf(person);
    return (
      standing !== undefined &&
      (isDoubtful(standing.afterFailedSeed, at) || isDoubtful(standing.backReading, at))
    );
  };
  return members
    .map((member) => candidateOf(workspace, member, places, isAfterFailed))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function candidateOf(
  workspace: Workspace,
  { submission, learner, sources, assessors }: BatchMember,
  places: ReadonlyMap<string, number>,
  isAfterFailed: (person: PersonKey, at: string) => boolean,
): SampleCandidate {
  const opened = loadSubmission(workspace, submission);
  const view = opened.ok ? opened.value.view : null;
  const outcome = view?.outcome ?? null;
  const unit = opened.ok ? opened.value.unit : null;
  const decisions = new Map(outcome?.judgments.map((one) => [one.criterion, one.decision]));
  const made = view?.assessments.filter((one) => sources.includes(one.id)) ?? [];
  const onEvidence = made.flatMap((one) => one.body.judgments.filter((each) => !each.carriedFrom));
  return {
    id: submission,
    learner,
    assessments: assessors.map((assessor) => {
      const nth = made.flatMap((one) => (one.author === assessor ? (places.get(one.id) ?? []) : []))[0];
      const afterFailedSeed = made.some((one) => one.author === assessor && isAfterFailed(assessor, one.at));
      return { assessor, nth: nth ?? null, afterFailedSeed };
    }),
    methods: [...(unit?.methods ?? [])],
    criteria: [...new Set(onEvidence.map((one) => one.criterion))],
    location: null,
    risk: null,
    passed: outcome ? outcome.verdict === 'passed' : null,
    mark: unit && outcome ? markOf(unit, decisions) : null,
    margin: unit && outcome ? marginOf(unit, decisions) : null,
  };
}

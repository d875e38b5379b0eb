import type { MarkerStandard, StandardFeedback, StandardsOfUnit } from '../../api/shapes.ts';
import type { PersonKey, SubmissionId, UnitId } from '../../domain/ids.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import type { MarkerStanding } from '../../domain/standardisation/marker-standing.ts';
import { mayBeShown } from '../../domain/standardisation/standards-sight.ts';
import { type MarkerFact, requiresApproval } from '../../domain/standardisation/standards-view.ts';
import { identityOf, loadSubmission, nowIn } from '../load-submission.ts';
import type { Workspace } from '../workspace.ts';
import { loadStandards } from './load-standards.ts';
import { isDoubtful, readStandards, type Standards } from './read-standards.ts';

/** The sets of a unit, and where each of its markers stands. Fails as `loadStandards` does. */
export function describeStandards(workspace: Workspace, unit: UnitId): Result<StandardsOfUnit> {
  const loaded = loadStandards(workspace, unit);
  if (!loaded.ok) return loaded;
  const standards = loaded.value;
  const { view, results } = standards;
  const authority = workspace.store.authority();
  const people = new Set<PersonKey>([
    ...results.map((one) => one.person),
    ...view.decisions.map((fact) => authority.personOf(fact.body.person)),
  ]);
  return ok({
    unit,
    unitCode: standards.unit.code,
    isRequired: requiresApproval(view),
    sets: [...view.sets.values()].map(({ made, ended }) => ({
      set: made.id,
      label: made.body.label,
      rule: made.body.rule,
      tolerance: made.body.tolerance,
      madeAt: made.at,
      by: authority.nameOf(made.author),
      hasEnded: ended !== null,
      scripts: made.body.scripts.map(({ script, mark }) => ({
        submission: script,
        learner: nameOf(workspace, script),
        hasMark: view.marks.get(mark)?.body.script === script,
        mark,
        problem: view.unfit.get(script) ?? null,
      })),
    })),
    markers: [...people].map((person) => markerOf(workspace, standards, person)),
  });
}

const nameOf = (workspace: Workspace, script: SubmissionId): string => {
  const opened = loadSubmission(workspace, script);
  return opened.ok ? identityOf(opened.value).name : script.slice(0, 12);
};

function markerOf(workspace: Workspace, standards: Standards, person: PersonKey): MarkerStandard {
  const { store } = workspace;
  const standing = standards.standingOf(person);
  const { approval, state } = standing;
  const marks =
    standing.backReading.length > 0 ? store.standards.ordinaryMarks(standards.unit.id, person) : [];
  return {
    person,
    name: store.authority().nameOf(person),
    state,
    scope: approval?.scope ?? null,
    until: approval?.until ?? null,
    hasExpired: state === 'approved' && approval !== null && approval.until < nowIn(workspace),
    because: standing.because,
    tries: standing.tries.map(({ set, scripts, marked, within, needed, isPassed }) => ({
      set,
      scripts,
      marked,
      within,
      needed,
      isPassed,
    })),
    seedsPassed: standing.seeds.filter((one) => one.isWithin).length,
    seedsFailed: standing.seeds.filter((one) => !one.isWithin).length,
    isSecondChance: standing.isSecondChance,
    backReading: marks
      .filter((mark) => isDoubtful(standing.backReading, mark.at))
      .map(({ submission, at }) => ({ submission, learner: nameOf(workspace, submission), at })),
    decisions: standards.view.decisions
      .filter((fact) => store.authority().personOf(fact.body.person) === person)
      .map((fact) => decisionOf(workspace, standing, fact)),
    notCounted: [...standing.notCounted].map(([record, reason]) => ({ record, reason })),
  };
}

function decisionOf(
  { store }: Workspace,
  standing: MarkerStanding,
  fact: MarkerFact,
): MarkerStandard['decisions'][number] {
  const { id: record, at, author } = fact;
  return {
    record,
    kind: DECIDED[fact.type],
    at,
    by: store.authority().nameOf(author),
    reason: fact.body.reason,
    problem: standing.notCounted.get(record) ?? null,
  };
}

const DECIDED: Record<MarkerFact['type'], MarkerStandard['decisions'][number]['kind']> = {
  'standardisation.approved': 'approve',
  'standardisation.suspended': 'suspend',
  'standardisation.requalifying': 'requalify',
  'standardisation.removed': 'remove',
};

/**
 * How whoever is at the desk did on a script, beside its definitive mark. Of a seed it is refused in the same words as of
 * any other submission.
 */
export function standardFeedback(workspace: Workspace, submission: SubmissionId): Result<StandardFeedback> {
  const nothing = refused('standardisation.no_feedback', 'There is nothing to compare this mark with.');
  const opened = loadSubmission(workspace, submission);
  if (!opened.ok) return opened;
  const standards = readStandards(workspace, opened.value.view.received.body.unit);
  const set = standards?.view.setOf.get(submission);
  const person = workspace.person();
  if (!standards || !set || !mayBeShown(standards.view, standards.results, set, person, submission))
    return nothing;
  const result = standards.results.find((one) => one.person === person && one.script === submission);
  if (!result?.compared || !result.mark || !result.assessment) return nothing;
  const { compared, mark, assessment } = result;
  return ok({
    submission,
    isWithin: compared.within,
    criteria: compared.criteria.map(({ criterion, a, b, within, reason }) => ({
      criterion,
      code: opened.value.unit.criteria.find((one) => one.id === criterion)?.code ?? criterion,
      own: a,
      definitive: b,
      within,
      reason,
      ownAnchors: assessment.body.anchors.filter((one) => a?.anchors.includes(one.id)),
      definitiveAnchors: mark.body.anchors.filter((one) => b?.anchors.includes(one.id)),
    })),
    overall: compared.overall.map(({ within, reason }) => ({ within, reason })),
  });
}

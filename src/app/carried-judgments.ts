import { judgmentsBehind } from '../domain/appeals/judgments-behind.ts';
import {
  type AttemptSide,
  type CarryRefusal,
  type EarlierJudgments,
  falselyCarried,
} from '../domain/carry-forward.ts';
import type { ArtifactHash, AssessmentId } from '../domain/ids.ts';
import type { Judgment } from '../domain/judgment.ts';
import type { OutcomeView } from '../domain/outcome-view.ts';
import { assertNever } from '../domain/result.ts';
import type { AssessmentFact } from '../domain/standing-assessments.ts';
import { isDecided } from '../domain/states.ts';
import type { SubmissionView } from '../domain/submission-view.ts';
import { artifactShapes, loadSubmission, maySeeOthers, type Opened } from './load-submission.ts';
import type { Workspace } from './workspace.ts';

export const sideOf = ({ unit, view }: Opened): AttemptSide => ({ unit, attempt: view.received.body });

/** An assessment of an attempt, with what the outcome came to where it is settled. */
export function earlierJudgments(view: SubmissionView, from: AssessmentFact): EarlierJudgments {
  return {
    assessment: from.id,
    judgments: from.body.judgments,
    anchors: from.body.anchors,
    settled:
      isDecided(view.state) && view.outcome
        ? new Map(view.outcome.judgments.map((one) => [one.criterion, one.decision]))
        : null,
  };
}

/** The assessments that an outcome rests on, as far as they are here. */
export function sourcesOf({ store }: Workspace, { sources }: OutcomeView): AssessmentFact[] {
  return sources.flatMap((id) => {
    const fact = store.records.fact(id);
    return fact?.type === 'assessment.submitted' ? [fact] : [];
  });
}

/** What an appeal came to, where it changed the outcome: it takes the place of every assessment of the attempt. */
export function judgmentsOfAppeal(
  workspace: Workspace,
  { outcome, state }: SubmissionView,
): EarlierJudgments | null {
  if (!isDecided(state) || outcome?.how !== 'appealed' || !outcome.record) return null;
  const behind = judgmentsBehind(outcome, sourcesOf(workspace, outcome));
  return { assessment: outcome.record, ...behind, settled: null };
}

/** Why an earlier judgment does not carry, in one sentence. */
export function refusalInWords(
  refusal: CarryRefusal | { readonly code: 'decision_differs' },
  before: Opened,
  now: Opened,
): string {
  switch (refusal.code) {
    case 'not_judged':
      return 'It was not judged then.';
    case 'not_met':
      return 'It was not met then.';
    case 'not_upheld':
      return 'The outcome of the earlier attempt came to something else.';
    case 'criterion_changed':
      return 'The criterion has changed since.';
    case 'currency_lapsed':
      return 'Its evidence was not current any more.';
    case 'decision_differs':
      return 'The decision is another than then.';
    case 'evidence_changed':
      return evidenceInWords(refusal, before, now);
    default:
      return assertNever(refusal);
  }
}

function evidenceInWords(
  { added, removed }: Extract<CarryRefusal, { code: 'evidence_changed' }>,
  before: Opened,
  now: Opened,
): string {
  // Nothing of an earlier attempt may tell what is withheld of this one.
  const isHidden = now.view.isAnonymous;
  const earlier: Opened = isHidden
    ? { view: { ...before.view, isAnonymous: true }, unit: before.unit, details: before.details }
    : before;
  const titles = (opened: Opened, hashes: readonly ArtifactHash[]) =>
    artifactShapes(opened)
      .filter(({ hash }) => hashes.includes(hash))
      .map(({ title }) => `“${title}”`);
  const [isNew, isGone] = [new Set(titles(now, added)), new Set(titles(earlier, removed))];
  // Numbers stand for different files in different attempts.
  const changed = isHidden ? new Set<string>() : new Set([...isNew].filter((title) => isGone.has(title)));
  const parts = [
    [changed, 'changed'],
    [new Set([...isNew].filter((title) => !changed.has(title))), 'is new'],
    [new Set([...isGone].filter((title) => !changed.has(title))), 'is gone'],
  ] as const;
  const said = parts.flatMap(([some, verb]) => (some.size > 0 ? [`${[...some].join(', ')} ${verb}`] : []));
  return `Its evidence is not what it was: ${said.join('; ')}.`;
}

/**
 * Whether whoever is at the desk may know the assessment they say they confirm: their own, or one they may see of an
 * attempt whose outcome is confirmed. Asked first, for any other answer tells whether a guess at its decisions is right.
 */
export function mayConfirmFrom(workspace: Workspace, id: AssessmentId): boolean {
  const fact = workspace.store.records.fact(id);
  if (fact?.type !== 'assessment.submitted' && fact?.type !== 'appeal.decided') return true;
  if (workspace.store.authority().personOf(fact.author) === workspace.person()) return true;
  const earlier = loadSubmission(workspace, fact.body.submission);
  if (!earlier.ok) return true;
  const { view } = earlier.value;
  return isDecided(view.state) && maySeeOthers(workspace, view, workspace.me());
}

/** Why a judgment that says it confirms an earlier one does not, in one sentence; null where it does. */
export function carriedProblem(workspace: Workspace, later: Opened, judgment: Judgment): string | null {
  const { carriedFrom } = judgment;
  if (carriedFrom === undefined) return null;
  const fact = workspace.store.records.fact(carriedFrom);
  if (fact?.type !== 'assessment.submitted' && fact?.type !== 'appeal.decided')
    return 'The assessment it was taken from is not here.';
  const earlier = loadSubmission(workspace, fact.body.submission);
  if (!earlier.ok) return 'The attempt it was taken from is not here.';
  const [before, now] = [earlier.value.view.received.body, later.view.received.body];
  if (before.learner !== now.learner || before.unit !== now.unit || before.attempt >= now.attempt)
    return 'It was taken from something else than an earlier attempt of this learner.';
  const from = earlierFrom(workspace, earlier.value.view, carriedFrom);
  if (!from) return 'The assessment it was taken from does not stand any more.';
  const refusal = falselyCarried(judgment, sideOf(earlier.value), sideOf(later), from);
  return refusal && refusalInWords(refusal, earlier.value, later);
}

/** What stands of the attempt under this record: an assessment, or what an appeal came to. */
function earlierFrom(workspace: Workspace, view: SubmissionView, id: AssessmentId): EarlierJudgments | null {
  const standing = view.assessments.find((one) => one.id === id);
  if (standing) return earlierJudgments(view, standing);
  const appealed = judgmentsOfAppeal(workspace, view);
  return appealed?.assessment === id ? appealed : null;
}

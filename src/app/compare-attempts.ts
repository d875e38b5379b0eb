import type { AttemptComparison, CarriedCriterion } from '../api/shapes.ts';
import { attemptChanges, type LyingArtifact } from '../domain/attempt-changes.ts';
import { type AttemptSide, carryForward, type EarlierJudgments } from '../domain/carry-forward.ts';
import type { CriterionId, PersonKey, SubmissionId } from '../domain/ids.ts';
import { ok, type Result } from '../domain/result.ts';
import { isInScope, type Scope, scopeOf } from '../domain/scope.ts';
import type { AssessmentFact } from '../domain/standing-assessments.ts';
import { isDecided } from '../domain/states.ts';
import type { SubmissionView } from '../domain/submission-view.ts';
import { earlierJudgments, judgmentsOfAppeal, refusalInWords, sideOf } from './carried-judgments.ts';
import { artifactShapes, loadSubmission, maySeeOthers, type Opened } from './load-submission.ts';
import type { Workspace } from './workspace.ts';

/** What changed since the learner's attempt before, and which judgments may be confirmed; null for a first attempt. */
export function compareAttempts(workspace: Workspace, id: SubmissionId): Result<AttemptComparison | null> {
  const opened = loadSubmission(workspace, id);
  if (!opened.ok) return opened;
  const now = opened.value;
  const { learner, unit, attempt } = now.view.received.body;
  const previous = workspace.store.attempts.before(learner, unit, attempt);
  if (previous === null) return ok(null);
  const earlier = loadSubmission(workspace, previous);
  if (!earlier.ok) return ok(null);
  const before = earlier.value;
  const isHidden = now.view.isAnonymous;
  const source = sourceOf(workspace, before.view);
  const [first] = source.from;
  return ok({
    attempt: before.view.received.body.attempt,
    previous: isHidden ? null : previous,
    artifacts: artifactsOf(before, now, isHidden),
    source: first
      ? {
          kind: first.by === workspace.person() ? 'mine' : 'outcome',
          assessor: source.from.map(({ by }) => workspace.store.authority().nameOf(by)).join(', '),
        }
      : null,
    noSource: source.reason,
    criteria: first
      ? criteriaOf(before, now, source.from, scopeOf(now.view.allocations, workspace.person()))
      : [],
  });
}

/**
 * Whose earlier judgments may be confirmed: what an appeal came to, where one changed the outcome; else my own; else,
 * once the outcome is settled, those of its sources, where I
 * may see them. An assessor is never shown what another one thought of an attempt that is still open.
 */
function sourceOf(
  workspace: Workspace,
  view: SubmissionView,
): { readonly from: readonly Source[]; readonly reason: string | null } {
  const mine = view.assessments.find((one) => one.author === workspace.person());
  const asSource = (one: AssessmentFact): Source => ({ by: one.author, judged: earlierJudgments(view, one) });
  const mayKnow = mine !== undefined || maySeeOthers(workspace, view, workspace.me());
  const appealed = mayKnow ? judgmentsOfAppeal(workspace, view) : null;
  if (appealed && view.outcome?.by)
    return { from: [{ by: view.outcome.by, judged: appealed }], reason: null };
  if (mine) return { from: [asSource(mine)], reason: null };
  if (view.assessments.length === 0) return { from: [], reason: 'The earlier attempt was not assessed.' };
  if (!isDecided(view.state))
    return { from: [], reason: 'The outcome of the earlier attempt is not confirmed yet.' };
  if (!mayKnow) return { from: [], reason: 'Somebody else assessed the earlier attempt.' };
  const settled = view.assessments.filter((one) => view.outcome?.sources.includes(one.id));
  return settled.length > 0
    ? { from: withoutThoseAdded(settled).map(asSource), reason: null }
    : { from: [], reason: 'The outcome of the earlier attempt rests on no assessment that is here.' };
}

interface Source {
  readonly by: PersonKey;
  readonly judged: EarlierJudgments;
}

/** Those that judged a criterion which none before them did: the first, and what completes it. */
function withoutThoseAdded(settled: readonly AssessmentFact[]): readonly AssessmentFact[] {
  const judged = new Set<CriterionId>();
  return settled.filter(({ body }) => {
    const isNew = body.judgments.some(({ criterion }) => !judged.has(criterion));
    for (const { criterion } of body.judgments) judged.add(criterion);
    return isNew;
  });
}

function criteriaOf(before: Opened, now: Opened, from: readonly Source[], scope: Scope): CarriedCriterion[] {
  const [earlier, later]: [AttemptSide, AttemptSide] = [sideOf(before), sideOf(now)];
  const compared = from.map(({ judged }) => carryForward(earlier, later, judged));
  return now.unit.criteria.flatMap(({ id }) => {
    const judges = from.findIndex(({ judged }) => judged.judgments.some(({ criterion }) => criterion === id));
    const one = compared[Math.max(0, judges)]?.find(({ criterion }) => criterion === id);
    if (!one) return [];
    const judgment = from[judges]?.judged.judgments.find(({ criterion }) => criterion === id) ?? null;
    if (!isInScope(scope, id)) {
      const reason = 'You were asked for other criteria.';
      return [{ criterion: id, carries: false, reason, judgment, anchors: [] }];
    }
    return one.carries
      ? {
          criterion: one.criterion,
          carries: true,
          reason: null,
          judgment: one.judgment,
          anchors: [...one.anchors],
        }
      : {
          criterion: one.criterion,
          carries: false,
          reason: refusalInWords(one.refusal, before, now),
          judgment,
          anchors: [],
        };
  });
}

function artifactsOf(before: Opened, now: Opened, isHidden: boolean): AttemptComparison['artifacts'] {
  // The names that are compared may tell whose it is; what is shown of them is another matter.
  const earlier = shownAt(before, isHidden);
  const later = shownAt(now, isHidden);
  return attemptChanges(earlier.lying, later.lying).map((change) => ({
    kind: change.kind,
    now: change.now ? later.shownOf(change.now) : null,
    before: change.before ? earlier.shownOf(change.before) : null,
  }));
}

function shownAt({ view, unit, details }: Opened, isHidden: boolean) {
  const shown = artifactShapes({
    view: isHidden ? { ...view, isAnonymous: true } : view,
    unit,
    details,
  });
  const named = details?.artifacts ?? [];
  const lying: readonly LyingArtifact[] = view.received.body.artifacts.flatMap(({ hash }, index) => {
    const places = named.filter((one) => one.hash === hash);
    return places.length > 0
      ? places.map(({ path }) => ({ hash, path }))
      : [{ hash, path: `artifact-${index + 1}` }];
  });
  return {
    lying,
    shownOf: ({ hash, path }: LyingArtifact) =>
      shown.find((one) => one.hash === hash && one.path === path) ??
      shown.find((one) => one.hash === hash) ??
      null,
  };
}

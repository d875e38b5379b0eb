import { isIdentityWithheld } from './anonymity.ts';
import { ALLOWED, type Authority, forbidden, type Permission } from './authority.ts';
import { type ComparedAssessments, compareAssessments, weightOf } from './compare.ts';
import { type AgreedJudgment, type Fact, type FactOf, type How, inOrder, type Total } from './facts.ts';
import type { AssessmentId, BatchId, CriterionId, PersonKey, RecordId } from './ids.ts';
import type { Decision } from './judgment.ts';
import { authorMay, mayConfirm, mayModerate } from './permissions.ts';
import type { Unit } from './rubric.ts';
import type { OutcomeState, Verdict } from './states.ts';
import type { ToleranceRule } from './tolerance.ts';
import { decideVerdict, rubricProblem, sameDecision } from './verdict.ts';

export type ReceivedFact = FactOf<'submission.received'>;
export type AssessmentFact = FactOf<'assessment.submitted'>;

export interface OutcomeView {
  readonly how: How;
  readonly sources: readonly AssessmentId[];
  readonly judgments: readonly AgreedJudgment[];
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
  readonly total: Total | null;
  /** Who settled or confirmed it; null where tolerance settled it by itself. */
  readonly by: PersonKey | null;
  readonly at: string | null;
  /** The record that settled or confirmed it. */
  readonly record: RecordId | null;
  /** The agreement behind a confirmation. */
  readonly agreement: RecordId | null;
}

/** All that the records of one submission come to. A pure function of the set of records. */
export interface SubmissionView {
  readonly received: ReceivedFact;
  readonly state: OutcomeState;
  /** Each assessor's standing assessment, in order of time. `author` is the person: the first of their keys. */
  readonly assessments: readonly AssessmentFact[];
  readonly compared: ComparedAssessments | null;
  readonly weight: number;
  readonly outcome: OutcomeView | null;
  readonly batch: BatchId | null;
  readonly pleaseCheck: boolean;
  /** The rubric changed since an assessment was made. */
  readonly isStale: boolean;
  /** Whose it is must not be told: see `shownIdentity`. */
  readonly isAnonymous: boolean;
  /** Records that do not count, with the reason. */
  readonly notCounted: ReadonlyMap<RecordId, string>;
}

export interface SubmissionContext {
  readonly authority: Authority;
  readonly unit: Unit;
  readonly tolerance: ToleranceRule;
  /** Whether the unit is marked anonymously. */
  readonly isAnonymous: boolean;
}

type Decided = ReadonlyMap<CriterionId, Decision>;
const decisions = (judgments: readonly { criterion: CriterionId; decision: Decision }[]): Decided =>
  new Map(judgments.map((judgment) => [judgment.criterion, judgment.decision]));

function outcomeOf(
  unit: Unit,
  how: How,
  sources: readonly AssessmentFact[],
  judgments: readonly AgreedJudgment[],
  settledBy: { by: PersonKey; at: string; record: RecordId; agreement: RecordId | null } | null,
): OutcomeView {
  const decided = decideVerdict(unit, decisions(judgments));
  return {
    how,
    sources: sources.map((source) => source.id),
    judgments,
    ...decided,
    by: settledBy?.by ?? null,
    at: settledBy?.at ?? null,
    record: settledBy?.record ?? null,
    agreement: settledBy?.agreement ?? null,
  };
}

const asAgreed = (assessment: AssessmentFact): readonly AgreedJudgment[] =>
  assessment.body.judgments.map((judgment) => ({
    criterion: judgment.criterion,
    decision: judgment.decision,
    from: assessment.id,
    rationale: judgment.rationale,
  }));

function settledByTolerance(
  compared: ComparedAssessments,
  a: AssessmentFact,
  b: AssessmentFact,
): readonly AgreedJudgment[] {
  return compared.criteria.flatMap((one) => {
    if (!one.settled || !one.a || !one.b) return [];
    const from = sameDecision(one.a.decision, one.settled)
      ? a
      : sameDecision(one.b.decision, one.settled)
        ? b
        : null;
    const source = from === b ? one.b : one.a;
    return [
      {
        criterion: one.criterion,
        decision: one.settled,
        from: from ? from.id : null,
        rationale: source.rationale,
      },
    ];
  });
}

/** The fact that a submission was received: the earliest whose author might take it in. */
export function receivedIn(facts: readonly Fact[], authority: Authority): ReceivedFact | null {
  const received = facts.filter(
    (fact): fact is ReceivedFact =>
      fact.type === 'submission.received' && authorMay(authority, fact, fact.body.unit).allowed,
  );
  return received.sort(inOrder)[0] ?? null;
}

/**
 * Folds the facts about one submission into its view. The order in which they arrived does not matter.
 * Returns null when the facts do not say that it was received.
 */
export function viewSubmission(facts: readonly Fact[], context: SubmissionContext): SubmissionView | null {
  const { authority, unit, tolerance } = context;
  const ordered = [...facts].sort(inOrder);
  const received = receivedIn(facts, authority);
  if (!received) return null;

  const { unit: unitId, learner } = received.body;
  const { personOf } = authority;
  const notCounted = new Map<RecordId, string>();
  const counted = ordered.filter((fact) => {
    const permission = authorMay(authority, fact, unitId, learner);
    const reason = permission.allowed ? misfitOf(unit, fact) : (permission.reason ?? '');
    if (reason !== null) notCounted.set(fact.id, reason);
    return reason === null;
  });

  const recalled = new Set<string>();
  for (const fact of counted) {
    if (fact.type !== 'assessment.recalled') continue;
    const target = counted.find((one) => one.id === fact.body.assessment);
    if (target && personOf(target.author) === personOf(fact.author)) recalled.add(fact.body.assessment);
    else notCounted.set(fact.id, 'Only the assessor can recall an assessment.');
  }
  const standing = new Map<PersonKey, AssessmentFact>();
  for (const fact of counted) {
    if (fact.type === 'assessment.submitted' && !recalled.has(fact.id))
      standing.set(personOf(fact.author), { ...fact, author: personOf(fact.author) });
  }
  const assessments = [...standing.values()].sort(inOrder);
  const [a, b] = assessments;
  const compared = a && b ? compareAssessments(unit, tolerance, a.body.judgments, b.body.judgments) : null;

  let outcome: OutcomeView | null = null;
  let state: OutcomeState = 'awaiting';
  if (a && b && compared) {
    if (compared.within) {
      outcome = outcomeOf(unit, 'auto_agreed', [a, b], settledByTolerance(compared, a, b), null);
      state = 'auto_agreed';
    } else {
      state = 'reconciling';
    }
  } else if (a) {
    outcome = outcomeOf(unit, 'single', [a], asAgreed(a), null);
    state = 'provisional';
  }

  /** What a settling fact rests on; null, and noted why, where it does not count. */
  const standingSources = (
    fact: FactOf<'outcome.agreed'> | FactOf<'outcome.confirmed'>,
    may: typeof mayModerate,
  ): readonly AssessmentFact[] | null => {
    const sources = sourcesOf(counted, fact.body.sources);
    const assessors = sources.map((one) => one.author);
    const permission = may(authority, fact.author, { unit: unitId, learner, assessors }, fact.at);
    if (permission.allowed && sources.length === fact.body.sources.length) return sources;
    notCounted.set(fact.id, permission.reason ?? 'It rests on an assessment that is not here.');
    return null;
  };

  for (const fact of counted) {
    if (fact.type !== 'outcome.agreed') continue;
    const sources = standingSources(fact, mayModerate);
    if (!sources) continue;
    const settledBy = { by: personOf(fact.author), at: fact.at, record: fact.id, agreement: fact.id };
    outcome = outcomeOf(
      unit,
      fact.body.adjudicated ? 'adjudicated' : 'agreed',
      sources,
      fact.body.judgments,
      settledBy,
    );
    state = fact.body.adjudicated ? 'adjudicated' : 'agreed';
  }

  for (const fact of counted) {
    if (fact.type !== 'outcome.confirmed') continue;
    const sources = standingSources(fact, mayConfirm);
    if (!sources) continue;
    const settledBy = {
      by: personOf(fact.author),
      at: fact.at,
      record: fact.id,
      agreement: fact.body.agreement,
    };
    outcome = outcomeOf(unit, fact.body.how, sources, fact.body.judgments, settledBy);
    state = 'confirmed';
  }

  let batch: BatchId | null = null;
  for (const fact of counted) {
    if (fact.type !== 'batch.exported' || outcome?.record === null) continue;
    const mine = fact.body.results.find((result) => result.submission === received.body.submission);
    if (mine && mine.outcome === outcome?.record) {
      batch = fact.id;
      state = 'released';
    }
  }

  return {
    received,
    state,
    assessments,
    compared,
    weight: compared && state === 'reconciling' ? weightOf(unit, compared) : 0,
    outcome,
    batch,
    pleaseCheck: assessments.some((assessment) => assessment.body.pleaseCheck),
    isStale: assessments.some((assessment) => assessment.body.unitVersion !== received.body.unitVersion),
    isAnonymous: isIdentityWithheld(context.isAnonymous, state),
    notCounted,
  };
}

/** Why what a fact decides cannot be read with the unit's rubric, or null. */
function misfitOf(unit: Unit, fact: Fact): string | null {
  switch (fact.type) {
    case 'assessment.submitted':
    case 'outcome.agreed':
    case 'outcome.confirmed':
      return rubricProblem(unit, fact.body.judgments);
    default:
      return null;
  }
}

function sourcesOf(facts: readonly Fact[], ids: readonly AssessmentId[]): readonly AssessmentFact[] {
  return ids.flatMap((id) => {
    const found = facts.find((fact) => fact.id === id);
    return found?.type === 'assessment.submitted' ? [found] : [];
  });
}

/**
 * Taking a submitted assessment back is allowed while nobody else can have seen it:
 * nobody else has assessed the submission since, and no outcome rests on it.
 */
export function mayRecall(view: SubmissionView, person: PersonKey): Permission {
  const mine = view.assessments.find((assessment) => assessment.author === person);
  if (!mine) return forbidden('You have no submitted assessment of this submission.');
  if (view.outcome?.record) return forbidden('An outcome already rests on it.');
  if (view.assessments.some((other) => other.author !== person)) {
    return forbidden('Another assessor has submitted too, so it may have been seen.');
  }
  return ALLOWED;
}

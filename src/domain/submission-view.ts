import { adjudicationProblem, type Referral, referralsIn } from './adjudication.ts';
import { type Allocation, allocationsIn } from './allocations.ts';
import { isIdentityWithheld } from './anonymity.ts';
import { type AppealView, isAppealFact } from './appeals/appeal-view.ts';
import { viewAppealed } from './appeals/view-appealed.ts';
import type { Authority } from './authority.ts';
import { type ComparedAssessments, needsPeople, weightOf } from './compare.ts';
import { type Fact, type FactOf, inOrder } from './facts.ts';
import type { BatchId, PersonKey, RecordId, UnitVersionId } from './ids.ts';
import { type LookedAt, lookedAtIn } from './looked-at.ts';
import { asAgreed, compareMarks, judgedAlone, type Marks, marksFrom, settledByTolerance } from './marks.ts';
import { type OutcomeView, outcomeOf } from './outcome-view.ts';
import { ALLOWED, forbidden, type Permission } from './permission.ts';
import { authorMay, mayConfirm, mayModerate } from './permissions.ts';
import type { Unit } from './rubric.ts';
import { inScope, scopeOf } from './scope.ts';
import type { CommitmentOf, Seals } from './seals.ts';
import { type SetAside, setAsideIn } from './set-aside.ts';
import { sourcesOf } from './sources.ts';
import { staleIn } from './stale.ts';
import type { SetKind } from './standardisation/standardisation-facts.ts';
import { type ClaimedScript, viewScript } from './standardisation/view-script.ts';
import { type AssessmentFact, standingAssessments } from './standing-assessments.ts';
import { isDecided, type OutcomeState } from './states.ts';
import type { ToleranceRule } from './tolerance.ts';
import { judgedProblem, judgesAll, rubricProblem } from './verdict.ts';

export type ReceivedFact = FactOf<'submission.received'>;

/** All that the records of one submission come to. A pure function of the set of records. */
export interface SubmissionView {
  readonly received: ReceivedFact;
  readonly state: OutcomeState;
  /** Whom it is allocated to, first markers before second ones. */
  readonly allocations: readonly Allocation[];
  readonly seals: Pick<Seals, 'standing' | 'of'>;
  /** Of each person nothing of whom fits a seal, the record that shows it. */
  readonly brokenSeals: ReadonlyMap<PersonKey, RecordId>;
  /**
   * Each assessor's standing assessment: by whom it was allocated to first, then in order of
   * time. `author` is the person: the first of their keys.
   */
  readonly assessments: readonly AssessmentFact[];
  /** Trainees' assessments that wait for somebody to stand behind them. */
  readonly toCountersign: readonly AssessmentFact[];
  /** Those that were returned to their authors, who have marked nothing since. */
  readonly returned: readonly AssessmentFact[];
  /** Whoever stands behind an assessment of somebody else, and so cannot mark the submission. */
  readonly standBehind: ReadonlySet<PersonKey>;
  /** Whoever marked it, and is to judge more of its criteria than they did. */
  readonly askedForMore: ReadonlySet<PersonKey>;
  /** The marks that the assessments make. */
  readonly marks: Marks;
  readonly compared: ComparedAssessments | null;
  readonly weight: number;
  readonly outcome: OutcomeView | null;
  /** Who sent it to adjudication; null where nobody did. */
  readonly referral: Referral | null;
  readonly batch: BatchId | null;
  /** What a verifier said of it last. */
  readonly lookedAt: LookedAt | null;
  /** Every confirmation that counts, with what it came to: the last one is the outcome. */
  readonly confirmations: ReadonlyMap<RecordId, OutcomeView>;
  /** Appeals that count, in order of time. */
  readonly appeals: readonly AppealView[];
  /** Another submission is assessed in its place, and nothing comes of this one. */
  readonly setAside: SetAside | null;
  /** Markers are taught or tested by it, and nothing comes of it; null where it is ordinary work. */
  readonly standard: SetKind | null;
  /** Of each marker who is tested by it, what they see of it; empty where it is ordinary work. */
  readonly tested: ReadonlyMap<PersonKey, SubmissionView>;
  readonly pleaseCheck: boolean;
  /** The rubric changed since an assessment was made, and nobody has confirmed that it stands. */
  readonly isStale: boolean;
  /** Whose it is must not be told: see `shownIdentity`. */
  readonly isAnonymous: boolean;
  /** Records that do not count, with the reason. */
  readonly notCounted: ReadonlyMap<RecordId, string>;
}

export interface SubmissionContext {
  readonly authority: Authority;
  readonly unit: Unit;
  /** The unit's version that was published last; null where none is known. */
  readonly currentVersion: UnitVersionId | null;
  readonly tolerance: ToleranceRule;
  /** Whether the unit is marked anonymously. */
  readonly isAnonymous: boolean;
  /** What the records about the unit's standards say of it; null where they do not name it. */
  readonly standard: ClaimedScript | null;
  readonly commitmentOf: CommitmentOf;
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
  const viewPlainly = (some: readonly Fact[]) => viewWork(some, context);
  const view = viewPlainly(facts);
  const { standard, authority } = context;
  return view && standard ? viewScript(facts, view, standard, authority, viewPlainly) : view;
}

/** As of any work that a learner handed in. */
function viewWork(facts: readonly Fact[], context: SubmissionContext): SubmissionView | null {
  const view = facts.some(isAppealFact)
    ? viewAppealed(facts, context, (plain) => viewAllocated(plain, context))
    : viewAllocated(facts, context);
  if (!view) return null;
  const { setAside, notCounted } = setAsideIn({
    counted: facts.filter((fact) => !view.notCounted.has(fact.id)),
    authority: context.authority,
    isDecided: isDecided(view.state),
  });
  const noted = notCounted.size > 0 ? { notCounted: new Map([...view.notCounted, ...notCounted]) } : {};
  if (!setAside) return { ...view, ...noted };
  // What was decided about it is kept, and comes to nothing.
  const nothing = { compared: null, weight: 0, outcome: null, isStale: false };
  return { ...view, ...noted, ...nothing, state: 'set_aside', setAside };
}

function viewAllocated(facts: readonly Fact[], context: SubmissionContext): SubmissionView | null {
  const late = allocatedAfterwards(facts);
  if (late.size === 0) return viewOf(facts, context);
  // To ask somebody for a seal unsettles nothing that was confirmed by then.
  const without = viewOf(
    facts.filter((fact) => !late.has(fact.id)),
    context,
  );
  if (!without || !isDecided(without.state)) return viewOf(facts, context);
  const reasons = [...late].map((id) => [id, 'The outcome had been confirmed by then.'] as const);
  return { ...without, notCounted: new Map([...without.notCounted, ...reasons]) };
}

/** Allocations that say to have been made after a confirmation. */
function allocatedAfterwards(facts: readonly Fact[]): ReadonlySet<RecordId> {
  const confirmed = facts.filter((fact) => fact.type === 'outcome.confirmed').sort(inOrder)[0];
  if (!confirmed) return new Set();
  return new Set(
    facts
      .filter((fact) => fact.type === 'submission.allocated' && inOrder(confirmed, fact) < 0)
      .map((fact) => fact.id),
  );
}

function viewOf(facts: readonly Fact[], context: SubmissionContext): SubmissionView | null {
  const { authority, unit, commitmentOf } = context;
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

  const allocated = allocationsIn(counted, authority);
  const about = { all: ordered, counted, unit, authority, allocations: allocated };
  const assessed = standingAssessments({ ...about, commitmentOf });
  for (const [id, reason] of [...allocated.notCounted, ...assessed.notCounted]) notCounted.set(id, reason);
  const assessments = assessed.standing;
  /** Whether it judges all that its author is to judge. */
  const isDone = ({ author, body }: AssessmentFact) =>
    judgesAll(inScope(unit, scopeOf(allocated.standing, author)), body.judgments);
  const isAwaited = allocated.standing.some(
    ({ person }) => !assessments.some((one) => one.author === person && isDone(one)),
  );
  const isAsked = ({ author }: AssessmentFact) => allocated.standing.some((one) => one.person === author);
  const marked = [...assessments, ...assessed.toCountersign];
  const askedForMore = new Set(marked.filter((one) => isAsked(one) && !isDone(one)).map((one) => one.author));
  const marks = marksFrom(unit, assessments, allocated.standing);
  const isSealed = (one: AssessmentFact) => assessed.seals.standing.has(one.author);
  const isToCome = isAwaited || !marks.isWhole;
  const compared = isToCome ? null : comparedIn(context, marks, isSealed);

  let outcome: OutcomeView | null = null;
  let state: OutcomeState = 'awaiting';
  if (assessments.length > 0 && isToCome) {
    state = 'partially_marked';
  } else if (compared) {
    if (compared.within) {
      outcome = outcomeOf(unit, 'auto_agreed', marks.sources, settledByTolerance(compared, marks), null);
      state = 'auto_agreed';
    } else {
      state = 'reconciling';
    }
  } else if (assessments.length > 0) {
    outcome = outcomeOf(unit, 'single', marks.sources, asAgreed(unit, marks), null);
    state = 'provisional';
  }

  /** What a settling fact rests on; null, and noted why, where it does not count. */
  const standingSources = (
    fact: FactOf<'outcome.agreed'> | FactOf<'outcome.confirmed'>,
    may: typeof mayConfirm | null,
  ): readonly AssessmentFact[] | null => {
    const sources = sourcesOf(counted, fact.body.sources);
    const assessors = sources.map((one) => one.author);
    const alone = judgedAlone(unit, sources, personOf);
    const permission =
      may?.(authority, fact.author, { unit: unitId, learner, assessors, alone }, fact.at) ?? ALLOWED;
    const problem =
      sources.length < fact.body.sources.length
        ? 'It rests on an assessment that is not here.'
        : sources.some((one) => notCounted.has(one.id))
          ? 'It rests on an assessment that does not count.'
          : judgesAll(
                unit,
                sources.flatMap((one) => one.body.judgments),
              )
            ? permission.reason
            : 'It rests on assessments that leave some of the criteria open.';
    if (problem === null) return sources;
    notCounted.set(fact.id, problem);
    return null;
  };

  const referrals = referralsIn(counted, {
    authority,
    unit: unitId,
    learner,
    isUncounted: (one) => notCounted.has(one.id),
  });
  for (const [id, reason] of referrals.notCounted) notCounted.set(id, reason);
  if (referrals.standing) {
    outcome = null;
    state = 'adjudicating';
  }

  for (const fact of counted) {
    if (fact.type !== 'outcome.agreed') continue;
    const sources = standingSources(fact, fact.body.adjudicated ? null : mayModerate);
    if (!sources) continue;
    const assessed = { unit: unitId, learner, assessors: sources.map((one) => one.author) };
    const problem = adjudicationProblem(fact, referrals, assessed, authority);
    if (problem !== null) {
      notCounted.set(fact.id, problem);
      continue;
    }
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

  const confirmations = new Map<RecordId, OutcomeView>();
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
    confirmations.set(fact.id, outcome);
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

  const lookedAt = lookedAtIn(counted, {
    authority,
    submission: received.body.submission,
    unit: unitId,
    learner,
    restsOn: outcome?.sources ?? assessments.map((one) => one.id),
    isDecided: isDecided(state),
  });
  const { currentVersion } = context;
  const judged = { counted, assessments, received, authority, currentVersion };
  const stale = staleIn({ ...judged, isDecided: isDecided(state) });
  for (const [id, reason] of stale.notCounted) notCounted.set(id, reason);

  return {
    received,
    state,
    allocations: allocated.standing,
    seals: assessed.seals,
    brokenSeals: assessed.brokenSeals,
    assessments,
    toCountersign: assessed.toCountersign,
    returned: assessed.returned,
    standBehind: assessed.standBehind,
    askedForMore,
    marks,
    compared,
    weight: compared && state === 'reconciling' ? weightOf(unit, compared) : 0,
    outcome,
    referral: referrals.standing,
    batch,
    lookedAt,
    confirmations,
    appeals: [],
    setAside: null,
    standard: null,
    tested: new Map(),
    pleaseCheck: assessments.some((assessment) => assessment.body.pleaseCheck),
    isStale: stale.some,
    isAnonymous: isIdentityWithheld(context.isAnonymous, state),
    notCounted,
  };
}

/** Two marks of which one was changed after its author could see the other agree about nothing by themselves. */
function comparedIn(
  { unit, tolerance }: SubmissionContext,
  marks: Marks,
  isSealed: (assessment: AssessmentFact) => boolean,
): ComparedAssessments | null {
  const compared = compareMarks(unit, tolerance, marks);
  const isChanged = marks.sources.some((one) => one.body.supersedes && isSealed(one));
  return compared && isChanged
    ? needsPeople(compared, 'One mark was changed after the seals were opened, so people look at both.')
    : compared;
}

/** Why what a fact decides cannot be read with the unit's rubric, or null. */
function misfitOf(unit: Unit, fact: Fact): string | null {
  switch (fact.type) {
    case 'submission.allocated': {
      const known = new Set(unit.criteria.map(({ id }) => id));
      return fact.body.criteria?.some((one) => !known.has(one))
        ? 'It asks for a criterion that this unit does not have.'
        : null;
    }
    case 'assessment.submitted':
      return judgedProblem(unit, fact.body.judgments);
    case 'outcome.agreed':
    case 'outcome.confirmed':
      return rubricProblem(unit, fact.body.judgments);
    default:
      return null;
  }
}

/**
 * Taking a submitted assessment back is allowed while nobody else can have seen it:
 * nobody else has assessed the submission since, and no outcome rests on it.
 */
export function mayRecall(view: SubmissionView, person: PersonKey): Permission {
  const mine = [...view.assessments, ...view.toCountersign].find(({ author }) => author === person);
  if (view.seals.standing.has(person))
    return forbidden(
      'What was sealed is not taken back: nobody could tell it from a second try. Once it is opened, a later assessment that says why can replace it.',
    );
  if (view.setAside) return forbidden('It is set aside, and stays as it was.');
  if (!mine) return forbidden('You have no submitted assessment of this submission.');
  if (view.outcome?.record) return forbidden('An outcome already rests on it.');
  if (view.lookedAt?.assessors.includes(person))
    return forbidden('A verifier has looked at it. A later assessment that says why can replace it.');
  if (view.assessments.some((other) => other.author !== person)) {
    return forbidden('Another assessor has submitted too, so it may have been seen.');
  }
  return ALLOWED;
}

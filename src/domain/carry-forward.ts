import type { Anchor } from './anchor.ts';
import type { ReceivedAttempt } from './attempt-changes.ts';
import { AnchorId, type ArtifactHash, type AssessmentId, type CriterionId } from './ids.ts';
import type { Decision, Draft, Judgment } from './judgment.ts';
import type { Criterion, Unit } from './rubric.ts';
import { isMet, sameDecision } from './verdict.ts';

/** What was decided on the earlier attempt, and rests on one assessment of it. */
export interface EarlierJudgments {
  readonly assessment: AssessmentId;
  readonly judgments: readonly Judgment[];
  readonly anchors: readonly Anchor[];
  /** What the outcome came to, where it is settled: a mark that moderation did not uphold is not carried. */
  readonly settled: ReadonlyMap<CriterionId, Decision> | null;
}

/** One side of the comparison: a submission with the unit version it was marked with. */
export interface AttemptSide {
  readonly unit: Unit;
  readonly attempt: ReceivedAttempt;
}

export type CarryRefusal =
  | { readonly code: 'not_judged' | 'not_met' | 'not_upheld' | 'criterion_changed' | 'currency_lapsed' }
  | {
      readonly code: 'evidence_changed';
      /** What is new or no longer there among what the criterion rests on. */
      readonly added: readonly ArtifactHash[];
      readonly removed: readonly ArtifactHash[];
    };

export type Carried =
  | { readonly criterion: CriterionId; readonly carries: false; readonly refusal: CarryRefusal }
  | {
      readonly criterion: CriterionId;
      readonly carries: true;
      readonly judgment: Judgment & { readonly carriedFrom: AssessmentId };
      readonly anchors: readonly Anchor[];
    };

/**
 * What a judgment on a criterion rests on by the learner's claims: the artifacts claimed for it and for the unit as a
 * whole; all of them, where none is claimed for it in particular.
 */
function evidenceFor({ artifacts }: ReceivedAttempt, criterion: CriterionId): ReadonlySet<ArtifactHash> {
  const claimed = artifacts.filter(({ claims }) => claims.includes(criterion));
  const relevant =
    claimed.length === 0 ? artifacts : [...claimed, ...artifacts.filter((one) => one.claimsUnit)];
  return new Set(relevant.map(({ hash }) => hash));
}

/** Plain values are the same, whatever the order of their keys. */
function isSameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && isSameValue(value, right.get(key)))
  );
}

const criterionIn = (unit: Unit, id: CriterionId): Criterion | undefined =>
  unit.criteria.find((criterion) => criterion.id === id);

/** Why a judgment of the earlier attempt does not hold for the later one as it is; null where it does. */
function refusalOf(
  earlier: AttemptSide,
  later: AttemptSide,
  from: EarlierJudgments,
  judgment: Judgment | undefined,
  id: CriterionId,
): CarryRefusal | null {
  const [before, now] = [criterionIn(earlier.unit, id), criterionIn(later.unit, id)];
  if (!judgment) return { code: 'not_judged' };
  if (!before || !now || !isSameValue(before, now)) return { code: 'criterion_changed' };
  if (!isMet(now, judgment.decision)) return { code: 'not_met' };
  const settled = from.settled?.get(id);
  if (from.settled && !(settled && sameDecision(settled, judgment.decision))) return { code: 'not_upheld' };
  if (judgment.vacs.current === 'no') return { code: 'currency_lapsed' };
  const [had, has] = [evidenceFor(earlier.attempt, id), evidenceFor(later.attempt, id)];
  const present = new Set(later.attempt.artifacts.map(({ hash }) => hash));
  const anchored = from.anchors.filter((anchor) => judgment.anchors.includes(anchor.id));
  const added = [...has].filter((hash) => !had.has(hash));
  const removed = new Set([
    ...[...had].filter((hash) => !has.has(hash)),
    // It rests on what the assessor found as well, whatever the learner claims.
    ...anchored.map((anchor) => anchor.artifact).filter((hash) => !present.has(hash)),
  ]);
  return added.length > 0 || removed.size > 0
    ? { code: 'evidence_changed', added, removed: [...removed] }
    : null;
}

/**
 * Which judgments of an earlier attempt may be confirmed for a later one as they are: those that were met, whose
 * criterion and evidence are what they were (DOMAIN: Reassessment). Each of the others says why not.
 */
export function carryForward(
  earlier: AttemptSide,
  later: AttemptSide,
  from: EarlierJudgments,
): readonly Carried[] {
  return later.unit.criteria.map(({ id: criterion }) => {
    const judgment = from.judgments.find((one) => one.criterion === criterion);
    const refusal = refusalOf(earlier, later, from, judgment, criterion);
    if (refusal || !judgment)
      return { criterion, carries: false, refusal: refusal ?? { code: 'not_judged' } };
    return {
      criterion,
      carries: true,
      judgment: { ...judgment, carriedFrom: from.assessment },
      anchors: from.anchors.filter((anchor) => judgment.anchors.includes(anchor.id)),
    };
  });
}

/** The draft with these judgments taken over in place of what it says about their criteria; the rest stays. */
export function takeOver(draft: Draft, carried: readonly Extract<Carried, { carries: true }>[]): Draft {
  let { judgments } = draft;
  const anchors = new Map(draft.anchors.map((anchor) => [anchor.id, anchor]));
  for (const { criterion, judgment, anchors: places } of carried) {
    const ids = new Map(places.map((anchor) => [anchor.id, freeId(anchors, anchor, judgment.carriedFrom)]));
    for (const anchor of places) {
      const id = ids.get(anchor.id) ?? anchor.id;
      anchors.set(id, { ...anchor, id });
    }
    const taken = { ...judgment, anchors: judgment.anchors.map((id) => ids.get(id) ?? id) };
    judgments = judgments.some((one) => one.criterion === criterion)
      ? judgments.map((one) => (one.criterion === criterion ? taken : one))
      : [...judgments, taken];
  }
  // An anchor goes when no judgment rests on it any more.
  const used = new Set(judgments.flatMap((one) => one.anchors));
  return { ...draft, judgments, anchors: [...anchors.values()].filter(({ id }) => used.has(id)) };
}

/** Ids are unique within one assessment only: another place may go by the same in this draft. */
function freeId(known: ReadonlyMap<AnchorId, Anchor>, anchor: Anchor, from: AssessmentId): AnchorId {
  const there = known.get(anchor.id);
  return there === undefined || isSameValue(there, anchor)
    ? anchor.id
    : AnchorId.parse(`${anchor.id.slice(0, 50)}~${from.slice(0, 12)}`);
}

/** Why a judgment that says it was carried from an assessment was not, or null. */
export function falselyCarried(
  judgment: Judgment,
  earlier: AttemptSide,
  later: AttemptSide,
  from: EarlierJudgments,
): CarryRefusal | { readonly code: 'decision_differs' } | null {
  const carried = carryForward(earlier, later, from).find((one) => one.criterion === judgment.criterion);
  if (!carried) return { code: 'criterion_changed' };
  if (!carried.carries) return carried.refusal;
  return sameDecision(carried.judgment.decision, judgment.decision) ? null : { code: 'decision_differs' };
}

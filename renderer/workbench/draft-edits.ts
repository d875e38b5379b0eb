import type { Anchor, AnchorTarget, ArchiveMember } from '../../src/domain/anchor.ts';
import type { AnchorId, ArtifactHash, CriterionId } from '../../src/domain/ids.ts';
import { Draft, type DraftJudgment, NO_VACS } from '../../src/domain/judgment.ts';

/** The judgment on a criterion, or a blank one where nothing is said yet. */
export function judgmentOn(draft: Draft, criterion: CriterionId): DraftJudgment {
  return (
    draft.judgments.find((judgment) => judgment.criterion === criterion) ?? {
      criterion,
      decision: null,
      rationale: '',
      anchors: [],
      vacs: NO_VACS,
      confidence: null,
    }
  );
}

/** The draft with some fields of one judgment changed; the same object when nothing differs. */
export function editJudgment(
  draft: Draft,
  criterion: CriterionId,
  change: Partial<Omit<DraftJudgment, 'criterion'>>,
): Draft {
  const before = judgmentOn(draft, criterion);
  const edited = { ...before, ...change };
  // What is decided otherwise is no longer what was decided on the attempt before.
  const { carriedFrom: _, ...anew } = edited;
  const after: DraftJudgment = isSame(before.decision, edited.decision) ? edited : anew;
  if (isSame(before, after)) return draft;
  const exists = draft.judgments.some((judgment) => judgment.criterion === criterion);
  return {
    ...draft,
    judgments: exists
      ? draft.judgments.map((judgment) => (judgment.criterion === criterion ? after : judgment))
      : [...draft.judgments, after],
  };
}

interface Place {
  readonly artifact: ArtifactHash;
  readonly member?: ArchiveMember;
  readonly target: AnchorTarget;
}

/** The anchor at exactly that place, if there is one. */
export function findAnchor(draft: Draft, place: Place): Anchor | undefined {
  return draft.anchors.find(
    (anchor) =>
      anchor.artifact === place.artifact &&
      isSame(anchor.member, place.member) &&
      isSame(anchor.target, place.target),
  );
}

/**
 * Rests a judgment on a place in an artifact. A place that is anchored already is shared, not doubled:
 * one anchor can serve several criteria.
 */
export function addAnchor(
  draft: Draft,
  criterion: CriterionId,
  place: Place,
  newId: () => AnchorId,
): { readonly draft: Draft; readonly anchor: Anchor } {
  const known = findAnchor(draft, place);
  const anchor = known ?? { id: newId(), ...place };
  const withAnchor = known ? draft : { ...draft, anchors: [...draft.anchors, anchor] };
  const { anchors } = judgmentOn(draft, criterion);
  return {
    anchor,
    draft: anchors.includes(anchor.id)
      ? withAnchor
      : editJudgment(withAnchor, criterion, { anchors: [...anchors, anchor.id] }),
  };
}

/** Takes an anchor off one judgment; the anchor itself goes when no judgment rests on it any more. */
export function removeAnchor(draft: Draft, criterion: CriterionId, anchor: AnchorId): Draft {
  const { anchors } = judgmentOn(draft, criterion);
  const edited = editJudgment(draft, criterion, { anchors: anchors.filter((id) => id !== anchor) });
  const isUsed = edited.judgments.some((judgment) => judgment.anchors.includes(anchor));
  return isUsed ? edited : { ...edited, anchors: edited.anchors.filter(({ id }) => id !== anchor) };
}

/** Anchors of one judgment, in its order; ids without an anchor are left out. */
export function anchorsOf(draft: Draft, criterion: CriterionId): readonly Anchor[] {
  const byId = new Map(draft.anchors.map((anchor) => [anchor.id, anchor]));
  return judgmentOn(draft, criterion).anchors.flatMap((id) => {
    const anchor = byId.get(id);
    return anchor ? [anchor] : [];
  });
}

/** The first criterion whose judgment differs between two drafts; null when only the whole differs, or nothing. */
export function changedCriterion(before: Draft, after: Draft): CriterionId | null {
  return changedCriteria(before, after)[0] ?? null;
}

/** The criteria whose judgments differ between two drafts. */
export function changedCriteria(before: Draft, after: Draft): readonly CriterionId[] {
  const ids = new Set([...before.judgments, ...after.judgments].map(({ criterion }) => criterion));
  return [...ids].filter((id) => !isSame(judgmentOn(before, id), judgmentOn(after, id)));
}

/** The criteria whose judgments rest on an anchor. */
export function restingOn(draft: Draft, anchor: AnchorId): readonly CriterionId[] {
  return draft.judgments.filter(({ anchors }) => anchors.includes(anchor)).map(({ criterion }) => criterion);
}

/** Whether two drafts say the same, in whatever order their fields were written. */
export function isSameDraft(a: Draft, b: Draft): boolean {
  return isSame(Draft.parse(a), Draft.parse(b));
}

/** Equality of plain values: these are JSON, with keys always written in one order. */
function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

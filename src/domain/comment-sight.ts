/** What a person's appointments let them do with the submissions of one unit, now. */
export interface UnitPart {
  readonly assesses: boolean;
  /** Reads the marks of others: moderators, adjudicators, providers, external quality assurers. */
  readonly reads: boolean;
}

/**
 * Whether others' assessments of a submission may be shown to a person: never to somebody who may still mark it, for
 * the second marker must not learn what the first one thinks. `isClosed`: they may not begin to assess it any
 * more. `isBlind`: they are still to decide, or what they decided is still sealed.
 */
export function seesOthers(
  part: UnitPart,
  submission: { readonly hasMarked: boolean; readonly isClosed: boolean; readonly isBlind: boolean },
): boolean {
  if (submission.isBlind) return false;
  if (submission.hasMarked) return true;
  return part.reads && (!part.assesses || submission.isClosed);
}

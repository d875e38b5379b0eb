/** What a person's appointments let them do with the submissions of one unit, now. */
export interface UnitPart {
  readonly assesses: boolean;
  /** Reads the marks of others: moderators, adjudicators, providers, external quality assurers. */
  readonly reads: boolean;
}

/**
 * Whether others' assessments of a submission may be shown to a person: never to somebody who may still mark it, for
 * the second marker must not learn what the first one thinks. `isClosed`: nobody may begin to assess it any more.
 */
export function seesOthers(
  part: UnitPart,
  submission: { readonly hasMarked: boolean; readonly isClosed: boolean },
): boolean {
  if (submission.hasMarked) return true;
  return part.reads && (!part.assesses || submission.isClosed);
}

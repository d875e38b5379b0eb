import type { AnchorTarget, ArchiveMember } from '../../src/domain/anchor.ts';
import type { ArtifactHash, CriterionId } from '../../src/domain/ids.ts';
import type { Draft } from '../../src/domain/judgment.ts';
import { findAnchor } from './draft-edits.ts';

/** What is chosen in an artifact, to be anchored. */
export interface ChosenPlace {
  readonly artifact: ArtifactHash | null;
  readonly chosen: readonly AnchorTarget[] | null;
  readonly chosenMember: ArchiveMember | undefined;
}

const NONE: readonly CriterionId[] = [];

/** The criteria that rest on all of what is chosen already. */
export function anchoredCriteria(draft: Draft, place: ChosenPlace): readonly CriterionId[] {
  const { artifact, chosen, chosenMember: member } = place;
  if (artifact === null || chosen === null) return NONE;
  const anchors = chosen.map((target) => findAnchor(draft, { artifact, target, ...(member && { member }) }));
  return draft.judgments
    .filter((judgment) =>
      anchors.every((anchor) => anchor !== undefined && judgment.anchors.includes(anchor.id)),
    )
    .map(({ criterion }) => criterion);
}

import type { Artifact } from '../../src/api/shapes.ts';
import type { AnchorTarget, ArchiveMember } from '../../src/domain/anchor.ts';
import type { AnchorId, ArtifactHash, CriterionId, SubmissionId } from '../../src/domain/ids.ts';

/** Whose anchor it is. In reconciliation A is solid and B hatched, so that colour is never the only difference. */
export type OverlayTone = 'mine' | 'markerA' | 'markerB';

/** An anchor drawn over the artifact it lies in. */
export interface Overlay {
  readonly anchor: AnchorId;
  /** In an archive, the file it lies in. */
  readonly member?: ArchiveMember | undefined;
  readonly target: AnchorTarget;
  readonly tone: OverlayTone;
  /** Short: the codes of the criteria that rest on it. */
  readonly label: string;
  /** Opens what rests on the anchor, where it can be opened. */
  readonly onOpen?: () => void;
}

/** A criterion that a chosen place can be anchored to. */
export interface AnchorableCriterion {
  readonly id: CriterionId;
  /** In short, such as `2.1`. */
  readonly label: string;
  readonly title: string;
  /** It rests on the chosen place already. */
  readonly isAnchored: boolean;
}

/** Where to go. A new object goes again, even to the same place. */
export interface Destination {
  /** In an archive, the file to open. */
  readonly member?: ArchiveMember | undefined;
  readonly target: AnchorTarget;
  /** Words to look for from there, as though typed into the viewer's own search. */
  readonly find?: string | undefined;
}

/** What a viewer needs to let people choose places; absent where the artifact is only read. */
export interface Choosing {
  /** Places chosen and not yet anchored. */
  readonly chosen: readonly AnchorTarget[] | null;
  /** In an archive, the file the chosen places are in. */
  readonly member?: ArchiveMember | undefined;
  readonly choose: (targets: readonly AnchorTarget[] | null, member?: ArchiveMember) => void;
  /** Anchors what is chosen to a criterion, the open one where none is named. The choice stays. */
  readonly anchor: (criterion?: CriterionId) => void;
  /** The criterion that is open, in short. */
  readonly criterion: string;
  /** All criteria of the rubric, in its order; the first nine have a key. */
  readonly criteria: readonly AnchorableCriterion[];
  readonly isBoxMode: boolean;
  readonly setBoxMode: (on: boolean) => void;
}

export interface ViewerProps {
  readonly submission: SubmissionId;
  readonly artifact: Artifact;
  /** For a file in an archive: the archive among the evidence, and the way to the file. */
  readonly archive?: { readonly artifact: ArtifactHash; readonly entries: readonly number[] };
  readonly overlays: readonly Overlay[];
  readonly destination: Destination | null;
  readonly choosing: Choosing | null;
  /** All artifacts of the same submission: captions lie beside their video. */
  readonly siblings?: readonly Artifact[];
  /** When the submission was received, ISO; says how old a picture was by then. */
  readonly receivedAt?: string;
  /** Whoever marks may not learn whose work it is. */
  readonly isAnonymous?: boolean;
}

import type { EvidencePlace } from '../../domain/evidence-place.ts';

/** A piece of an artifact's text, and where it stands. Several may stand in the same place. */
export interface TextPart {
  readonly place: EvidencePlace;
  readonly text: string;
}

/** What could be read of an artifact. */
export interface ArtifactText {
  readonly parts: readonly TextPart[];
  /** False where there is more than is kept: see `text-budget.ts`. */
  readonly isWhole: boolean;
}

/** Why nothing could be read. `no_text`: a kind of file that has none, such as a picture. */
export type TextFailure = 'no_text' | 'locked' | 'broken' | 'too_large' | 'too_slow' | 'missing';

export type Extraction =
  | { readonly ok: true; readonly text: ArtifactText }
  | { readonly ok: false; readonly why: TextFailure };

/** Thrown by readers for what is no fault of theirs. */
export class Unreadable extends Error {
  readonly why: TextFailure;
  constructor(why: TextFailure) {
    super(why);
    this.why = why;
  }
}

/** Raised whenever readers learn to read more: what an older version could not read is tried again then. */
export const EXTRACTOR_VERSION = 1;

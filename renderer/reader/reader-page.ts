import type { AnchorTarget, Rect } from '../../src/domain/anchor.ts';
import type { BlockedKind, LongStep, NotShownCode, OutlineEntry, RefusalCode } from './protocol.ts';

/**
 * What a reader of one kind of evidence works on: the page of the isolated frame it runs in.
 * A reader is a module `renderer/reader/<kind>/read-<kind>.ts` that exports `read(bytes, page)`; it is named in
 * `readers.ts`. It turns bytes into elements below `root` and is done when its promise settles. It never reaches
 * for the network, which the frame has not, nor for the elements around `root`.
 */
export interface ReaderPage {
  /** Where the document goes; empty at first. An element with `data-part="name"` in it begins a part. */
  readonly root: HTMLElement;
  /** The name of the file. */
  readonly name: string;
  /** BCP 47, for dates and numbers. */
  readonly language: string;
  /** Adds markup, or a tree built aside, to `into`: cleaned of all that could act or load, and what was taken counted. */
  putMarkup(into: Element, markup: string | Node): void;
  /** A `blob:` address under which a picture held in the evidence is shown. Not for anything but pictures. */
  pictureUrl(bytes: Uint8Array, mediaType: string): string;
  /** Adds a style sheet of the reader's own, which never comes from evidence. */
  addStyle(css: string): void;
  /** Says that something was taken out because it would have acted or loaded. */
  blocked(what: BlockedKind, count?: number): void;
  /** Says that something the file holds cannot be seen here. */
  notShown(code: NotShownCode, count?: number): void;
  /** The headings, in order; `element` is what is gone to. */
  outline(entries: readonly ReaderOutlineEntry[]): void;
  /** Replaces how selections become places and places are found; without it they are words of the text. */
  places(places: OwnPlaces): void;
  /** Chooses places without a selection, such as cells that were dragged over; `null` takes that back. */
  choose(targets: readonly AnchorTarget[] | null, around?: Element | Range): void;
  /** Says that a step begins which may take long without a pause, so that the application waits longer for an answer. */
  working(on: LongStep): void;
  /** To be called after the document changed by itself (a sheet switched to), so that marks are placed anew. */
  changed(): void;
  /** Ends when the person leaves. */
  readonly signal: AbortSignal;
  readonly limits: ReaderLimits;
}

export interface ReaderOutlineEntry extends Omit<OutlineEntry, 'id'> {
  readonly element: Element;
}

/** How a kind of document names places other than as words of its text. Each may answer `null`: then the text is asked. */
export interface OwnPlaces {
  /** What a selection within `root` means. */
  targetsOf(range: Range): readonly AnchorTarget[] | null;
  /** Where a place is on the page as it is now. */
  locate(target: AnchorTarget): Located | null;
  /** Makes a place exist before it is gone to: switches to its sheet, builds its page. */
  reveal?(target: AnchorTarget): void | Promise<void>;
  /**
   * Where the document says such words, at most so many places; for documents that are not on the page as a whole.
   * Pauses now and then, and may stop once it is no longer `isWanted`.
   */
  find?(words: RegExp, most: number, isWanted: () => boolean): Promise<readonly AnchorTarget[]>;
}

export type Located =
  | { readonly kind: 'words'; readonly ranges: readonly Range[] }
  /** Boxes over `element`, in its own pixels (before zoom) from its top left corner; without `rect`, all of it. */
  | {
      readonly kind: 'boxes';
      readonly boxes: readonly { readonly element: Element; readonly rect?: Rect }[];
    };

/** What a reader refuses to go beyond. Sizes of files are checked before it is asked. */
export interface ReaderLimits {
  /** Elements put on the page. */
  readonly elements: number;
  /** Bytes an archive may unpack to, all entries together. */
  readonly unpackedBytes: number;
  readonly entries: number;
  readonly pixelsOfPicture: number;
}

export const LIMITS: ReaderLimits = {
  elements: 400_000,
  unpackedBytes: 400 * 2 ** 20,
  entries: 20_000,
  pixelsOfPicture: 100_000_000,
};

/** Thrown by a reader that will not or cannot show a file; every other error counts as `damaged`. */
export class Refusal extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
  }
}

export interface Reader {
  read(bytes: Uint8Array, page: ReaderPage): Promise<void>;
}

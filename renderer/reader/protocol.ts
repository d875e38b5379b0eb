import { z } from 'zod';
import { AnchorTarget, Rect } from '../../src/domain/anchor.ts';

/**
 * What the application and the page in the isolated frame say to each other, over one `MessagePort` handed over
 * when the frame has loaded. The frame holds evidence, so what comes out of it is parsed and believed little.
 * The frame imports the types of this file only.
 */

/** Kinds of evidence the frame shows. */
export const READER_KINDS = [
  'document',
  'slides',
  'sheet',
  'web',
  'drawing',
  'markdown',
  'message',
  'notebook',
] as const;
export type ReaderKind = (typeof READER_KINDS)[number];

/** What was taken out of evidence because it would have acted or loaded. */
export const BLOCKED_KINDS = [
  'scripts',
  'pictures',
  'styles',
  'fonts',
  'frames',
  'forms',
  'media',
  'refreshes',
  'prefetches',
  'linkedFiles',
] as const;
export type BlockedKind = (typeof BLOCKED_KINDS)[number];

/** What a file holds and this application does not show. Each has its words in `renderer/messages/en/frame-viewer.ts`. */
export const NOT_SHOWN_CODES = [
  'relativePictures',
  'foreignObjects',
  'widgets',
  'attachments',
  'animations',
  'cut',
  'charts',
  'embeddedFiles',
  'headersAndFooters',
  'comments',
  'macros',
  'formulas',
  'hiddenParts',
  'media',
  'layout',
  'hugePictures',
  'pictureFormats',
  'diagrams',
  'shapes',
] as const;
export type NotShownCode = (typeof NOT_SHOWN_CODES)[number];

export const REFUSAL_CODES = ['tooLarge', 'damaged', 'encrypted', 'unsupported', 'empty', 'unsafe'] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** Steps of opening that may keep the frame from answering for long. Each has its words in `renderer/messages/en/frame-viewer.ts`. */
export const LONG_STEPS = ['workbook'] as const;
export type LongStep = (typeof LONG_STEPS)[number];

export type FrameTheme = 'light' | 'dark' | 'contrast';
export type MarkTone = 'mine' | 'markerA' | 'markerB';

export interface FrameOverlay {
  readonly id: string;
  readonly target: AnchorTarget;
  readonly tone: MarkTone;
  readonly label: string;
  /** Its label can be pressed. */
  readonly opens: boolean;
}

/** From the application to the frame. */
export type ToFrame =
  | {
      readonly kind: 'open';
      readonly reader: ReaderKind;
      readonly bytes: ArrayBuffer;
      readonly name: string;
      readonly theme: FrameTheme;
      readonly language: string;
    }
  | { readonly kind: 'overlays'; readonly overlays: readonly FrameOverlay[] }
  | { readonly kind: 'goTo'; readonly target: AnchorTarget }
  | { readonly kind: 'goToEntry'; readonly id: number }
  /** Where `part` (of the text, a slide, a sheet) says the words too, the first of them there is shown first. */
  | { readonly kind: 'find'; readonly text: string; readonly part: string | null }
  | { readonly kind: 'findStep'; readonly by: 1 | -1 }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'theme'; readonly theme: FrameTheme }
  /** What was chosen has served, or was dropped. */
  | { readonly kind: 'unchoose' }
  | { readonly kind: 'beat'; readonly n: number };

const count = z.int().min(0).max(100_000_000);

const OutlineEntry = z.object({
  id: count,
  title: z.string().max(500),
  /** From 1. */
  depth: z.int().min(1).max(9),
});
export type OutlineEntry = z.infer<typeof OutlineEntry>;

const Counts = <const Code extends string>(codes: readonly Code[]) => z.partialRecord(z.enum(codes), count);

/** From the frame to the application. */
export const FromFrame = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({
    kind: z.literal('opened'),
    blocked: Counts(BLOCKED_KINDS),
    notShown: Counts(NOT_SHOWN_CODES),
    outline: z.array(OutlineEntry).max(5_000),
  }),
  /** More was found while reading on. */
  z.object({
    kind: z.literal('noticed'),
    blocked: Counts(BLOCKED_KINDS),
    notShown: Counts(NOT_SHOWN_CODES),
  }),
  /** Opening goes on, and the frame may not answer for long. */
  z.object({ kind: z.literal('working'), on: z.enum(LONG_STEPS) }),
  z.object({ kind: z.literal('failed'), code: z.enum(REFUSAL_CODES) }),
  z.object({
    kind: z.literal('chosen'),
    targets: z.array(AnchorTarget).min(1).max(200).nullable(),
    /** Around what is chosen, in pixels of the frame. */
    rect: Rect.nullable(),
  }),
  /** The same places, elsewhere in the frame: it was scrolled or zoomed. */
  z.object({ kind: z.literal('moved'), rect: Rect.nullable() }),
  z.object({ kind: z.literal('found'), count, at: count }),
  /** How many overlays have no place on the page as it is shown. */
  z.object({ kind: z.literal('unplaced'), count }),
  /** The label of this overlay was pressed. */
  z.object({ kind: z.literal('pressed'), id: z.string().max(200) }),
  z.object({
    kind: z.literal('key'),
    key: z.string().max(40),
    code: z.string().max(40),
    ctrlKey: z.boolean(),
    metaKey: z.boolean(),
    altKey: z.boolean(),
    shiftKey: z.boolean(),
  }),
  z.object({ kind: z.literal('beat'), n: count }),
]);
export type FromFrame = z.infer<typeof FromFrame>;

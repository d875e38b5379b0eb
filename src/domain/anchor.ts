import { z } from 'zod';
import { AnchorId, ArtifactHash } from './ids.ts';

const coordinate = z.number().finite();

/** x, y of the top left corner, width and height. */
export const Rect = z.object({
  x: coordinate,
  y: coordinate,
  width: coordinate.nonnegative(),
  height: coordinate.nonnegative(),
});
export type Rect = z.infer<typeof Rect>;

/**
 * Where in an artifact, in document coordinates, so that it survives zoom, window size and app versions.
 * - `page`: rectangles in PDF points on the unrotated page, origin at the page's top left; `quote` when text was selected.
 * - `image`: natural pixels of the image as displayed upright, origin top left.
 * - `time`: milliseconds from the start.
 * - `lines`: 1-based, both ends included.
 * - `text`: words in a document without pages, such as a web page or a Word file. `part` names the part they are in
 *   (a cell of a notebook, the body of a message), `null` where the document has but one; `start` and `end` count
 *   UTF-16 code units of that part's text. `before` and `after` are the words around, by which the place is found
 *   again where another version of the application counts differently.
 * - `cells`: a rectangle of cells in a spreadsheet, such as `B2:D5`.
 *
 * A slide is a `page`, its points those of the slide.
 */
export const AnchorTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('whole') }),
  z.object({
    kind: z.literal('page'),
    page: z.int().min(1),
    rects: z.array(Rect).min(1).max(500),
    quote: z.string().max(4000).nullable(),
  }),
  z.object({ kind: z.literal('image'), rect: Rect }),
  z.object({ kind: z.literal('time'), startMs: z.int().min(0), endMs: z.int().min(0) }),
  z.object({
    kind: z.literal('lines'),
    from: z.int().min(1),
    to: z.int().min(1),
    quote: z.string().max(4000).nullable(),
  }),
  z.object({
    kind: z.literal('text'),
    part: z.string().max(400).nullable(),
    start: z.int().min(0),
    end: z.int().min(0),
    quote: z.string().max(4000),
    before: z.string().max(100),
    after: z.string().max(100),
  }),
  z.object({
    kind: z.literal('cells'),
    sheet: z.string().max(400),
    range: z.string().regex(/^[A-Z]{1,3}[1-9]\d{0,6}(:[A-Z]{1,3}[1-9]\d{0,6})?$/),
    quote: z.string().max(4000).nullable(),
  }),
]);
export type AnchorTarget = z.infer<typeof AnchorTarget>;

/**
 * A file inside an artifact that is an archive: where it stands in the archive's list (counted from 0; one number for
 * each archive within an archive), and the hash of its bytes. Its name may say who the learner is, so it is not kept.
 */
export const ArchiveMember = z.object({ entries: z.array(z.int().min(0)).min(1).max(8), hash: ArtifactHash });
export type ArchiveMember = z.infer<typeof ArchiveMember>;

export const Anchor = z.object({
  id: AnchorId,
  artifact: ArtifactHash,
  /** Where the artifact is an archive, the file in it that `target` is in. */
  member: ArchiveMember.optional(),
  target: AnchorTarget,
});
export type Anchor = z.infer<typeof Anchor>;

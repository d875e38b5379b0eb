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
]);
export type AnchorTarget = z.infer<typeof AnchorTarget>;

export const Anchor = z.object({ id: AnchorId, artifact: ArtifactHash, target: AnchorTarget });
export type Anchor = z.infer<typeof Anchor>;

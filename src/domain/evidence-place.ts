import { z } from 'zod';

/**
 * Which part of an artifact some text is in, as far as its format knows parts: a page of a PDF, a slide, a sheet, a
 * cell of a notebook, lines of a text file (both ends included); all but names counted from 1. `whole` where the
 * format has no parts, such as a web page.
 */
export const EvidencePlace = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('page'), page: z.int().min(1) }),
  z.object({ kind: z.literal('slide'), slide: z.int().min(1) }),
  z.object({ kind: z.literal('sheet'), sheet: z.string().max(400) }),
  z.object({ kind: z.literal('cell'), cell: z.int().min(1) }),
  z.object({ kind: z.literal('lines'), from: z.int().min(1), to: z.int().min(1) }),
  z.object({ kind: z.literal('whole') }),
]);
export type EvidencePlace = z.infer<typeof EvidencePlace>;

import { z } from 'zod';
import { EvidencePlace } from '../../domain/evidence-place.ts';
import { ArtifactHash, CriterionId } from '../../domain/ids.ts';
import { Problem } from './problem.ts';

/** How an artifact is shown; decided from its bytes, not its name. */
export const ViewerKind = z.enum([
  'pdf',
  'image',
  'text',
  'code',
  'video',
  'audio',
  'archive',
  // Shown in an isolated frame, see docs/decisions/0008-reading-frame.md.
  'document',
  'slides',
  'sheet',
  'web',
  'drawing',
  'markdown',
  'message',
  'notebook',
  'other',
]);
export type ViewerKind = z.infer<typeof ViewerKind>;

export const Artifact = z.object({
  hash: ArtifactHash,
  path: z.string(),
  title: z.string(),
  sizeBytes: z.number(),
  mediaType: z.string(),
  viewer: ViewerKind,
  createdAt: z.string().nullable(),
  /** Criteria the learner claims it bears on. Empty when the claim is for the unit as a whole. */
  claims: z.array(CriterionId),
  /** The learner claims it for the unit as a whole. */
  claimsUnit: z.boolean(),
});
export type Artifact = z.infer<typeof Artifact>;

/** What lies in an archive: its files, without what operating systems leave behind. */
export const ArchiveListing = z.object({
  format: z.enum(['zip', 'tar', 'gzip']),
  /** `entry` is the place in the archive's own list, from 0. */
  entries: z.array(z.object({ entry: z.int().min(0), path: z.string(), sizeBytes: z.number() })),
  /** With an error among them nothing of the archive can be opened. */
  problems: z.array(Problem),
});
export type ArchiveListing = z.infer<typeof ArchiveListing>;

/** A few words around what was found. */
export const Snippet = z.array(z.object({ text: z.string(), isFound: z.boolean() }));
export type Snippet = z.infer<typeof Snippet>;

/** What was found in the evidence of one submission, in the order of its artifacts. */
export const EvidenceFound = z.object({
  artifacts: z.array(
    z.object({
      artifact: ArtifactHash,
      title: z.string(),
      viewer: ViewerKind,
      /** `in_part`: only its beginning can be searched. `no_text`: a kind of file that has none. */
      state: z.enum(['waiting', 'read', 'in_part', 'no_text', 'unreadable']),
      why: z.string().nullable(),
      hits: z.array(z.object({ place: EvidencePlace, snippet: Snippet })),
      hasMore: z.boolean(),
    }),
  ),
});
export type EvidenceFound = z.infer<typeof EvidenceFound>;

/** How many artifacts with text there are, and how many were read for search; `unreadable` is part of `done`. */
export const EvidenceReading = z.object({ total: z.int(), done: z.int(), unreadable: z.int() });
export type EvidenceReading = z.infer<typeof EvidenceReading>;

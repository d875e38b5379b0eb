import { z } from 'zod';
import { ArtifactHash, SubmissionId, UnitId } from '../../domain/ids.ts';
import { Problem } from './problem.ts';

export const BundleKind = z.enum(['native', 'bag', 'crate', 'plain', 'unit', 'unknown']);
export type BundleKind = z.infer<typeof BundleKind>;

/** What is in a bundle, and every problem, found without importing. */
export const Inspection = z.object({
  path: z.string(),
  ok: z.boolean(),
  kind: BundleKind,
  container: z.enum(['zip', 'folder', 'file']),
  problems: z.array(Problem),
  title: z.string().nullable(),
  identifier: z.string().nullable(),
  learner: z.object({ name: z.string().nullable(), identifier: z.string().nullable() }).nullable(),
  /** Codes or ids of the units the bundle says it is for. */
  units: z.array(z.string()),
  /** Units with rubrics that travel in the bundle. */
  carriesUnits: z.array(z.object({ id: UnitId, code: z.string(), title: z.string(), criteria: z.int() })),
  artifacts: z.array(
    z.object({
      path: z.string(),
      title: z.string().nullable(),
      sizeBytes: z.number(),
      mediaType: z.string(),
      sha256: ArtifactHash.nullable(),
      claims: z.array(z.string()),
    }),
  ),
  totalBytes: z.number(),
});
export type Inspection = z.infer<typeof Inspection>;

export const ImportOutcome = z.object({
  path: z.string(),
  status: z.enum(['imported', 'already_there', 'refused', 'units_only']),
  submissions: z.array(SubmissionId),
  problems: z.array(Problem),
});
export type ImportOutcome = z.infer<typeof ImportOutcome>;

import { z } from 'zod';
import { PersonKey, RecordId, Sha256, SubmissionId } from '../domain/ids.ts';
import { Verdict } from '../domain/states.ts';

export const MANIFEST_NAME = 'manifest.json';
export const CREDENTIALS_FOLDER = 'credentials';

/** A path in a batch that is safe on every system: plain segments, no leading dot, forward slashes. */
export const BatchPath = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*){0,3}$/);

/** What a batch holds, signed by the issuer with `eddsa-jcs-2022`; every file but the manifest itself is listed. */
export const BatchManifest = z.strictObject({
  type: z.literal('AssayBatch'),
  v: z.literal(1),
  label: z.string().max(400),
  version: z.int().positive(),
  workspace: z.string().max(400),
  issuer: z.strictObject({ id: PersonKey, name: z.string().max(400), url: z.string().max(2000).nullable() }),
  /** When it was released, UTC. */
  at: z.iso.datetime(),
  counts: z.strictObject({ results: z.int(), passed: z.int(), notYet: z.int() }),
  files: z.array(z.strictObject({ path: BatchPath, sha256: Sha256, sizeBytes: z.int().nonnegative() })),
  results: z.array(
    z.strictObject({
      submission: SubmissionId,
      verdict: Verdict,
      /** The credential's id; null where the verdict is not yet passed. */
      credential: z.string().max(400).nullable(),
      outcomeRecord: RecordId,
    }),
  ),
});
export type BatchManifest = z.infer<typeof BatchManifest>;

/** The folder's name: plain letters and digits of the label, then the version. */
export function batchName(label: string, version: number): string {
  const slug = label
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return `${slug === '' ? 'batch' : slug}-v${version}`;
}

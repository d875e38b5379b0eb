import { z } from 'zod';
import { PackageKind } from '../api/shapes.ts';
import type { Limits } from '../bundle/limits.ts';
import { ArtifactHash, PersonKey, Sha256, Timestamp } from '../domain/ids.ts';

/** The format of packages this program writes; docs/package-format.md says how to read one. */
export const PACKAGE_VERSION = 1;

export const EXTENSION = '.assay';

/** The first entry, so that the first bytes of the file say what it is, as in EPUB and OpenDocument. */
export const MIME_ENTRY = 'mimetype';
export const MIME_TYPE = 'application/vnd.assay.package+zip';

export const MANIFEST = 'package.json';
export const SIGNATURE = 'package.sig';
export const RECORDS = 'records.jsonl';
export const PRIVATE = 'private.jsonl';
export const LOCAL = 'local.jsonl';
export const EVIDENCE_LIST = 'evidence.jsonl';
export const EVIDENCE_FOLDER = 'evidence/';

/** The parts of a package, in the order in which they lie in it; the evidence itself lies before the list of it. */
export function partsOf(kind: PackageKind): readonly string[] {
  return kind === 'backup' ? [RECORDS, PRIVATE, LOCAL, EVIDENCE_LIST] : [RECORDS, PRIVATE, EVIDENCE_LIST];
}

/** Files that a manifest names as left out: a third of what it may hold. */
export const MAX_LEFT_OUT = 5000;

const text = (max: number) => z.string().max(max);
const Named = z.strictObject({ key: PersonKey, name: text(200) });

/** What a package says of itself, signed by whoever made it. Names in it are claims; the keys are what is proved. */
export const PackageManifest = z.strictObject({
  assay: z.literal('package'),
  v: z.literal(PACKAGE_VERSION),
  kind: PackageKind,
  workspace: z.strictObject({ id: Sha256, name: text(200) }),
  from: Named,
  /** Whom it is for; null for whoever gets it. */
  to: Named.nullable(),
  at: Timestamp,
  title: text(400),
  note: text(20_000),
  /** What goes with the kind, such as the appointment an invitation proposes; the use case that reads it knows its shape. */
  about: z.json(),
  records: z.int().min(0),
  evidence: z.strictObject({ count: z.int().min(0), bytes: z.int().min(0) }),
  /** Evidence that belongs in it and was damaged where it was packed; absent where there is none. */
  leftOut: z.array(ArtifactHash).min(1).max(MAX_LEFT_OUT).optional(),
  parts: z.array(z.strictObject({ path: text(100), sizeBytes: z.int().min(0), sha256: Sha256 })).max(10),
});
export type PackageManifest = z.infer<typeof PackageManifest>;

export const EvidenceLine = z.strictObject({ hash: ArtifactHash, sizeBytes: z.int().min(0) });

const MIB = 1024 * 1024;

export const MAX_MANIFEST_BYTES = MIB;
/** Of one line. The longest records, such as a batch of 100,000 results, take half of it. */
export const MAX_LINE_BYTES = 64 * MIB;
/** Up to here, text among evidence is deflated: longer text is stored as it is, so that no entry unpacks to much. */
export const MAX_DEFLATED_BYTES = 32 * MIB;

/** What a package may hold before it is refused. A directory of so many entries takes some 500 MiB to read. */
export const PACKAGE_LIMITS: Limits = {
  maxEntries: 500_000,
  maxTotalBytes: 1024 * 1024 * MIB,
  maxEntryBytes: 256 * 1024 * MIB,
  // Deflate itself gives no more than 1032. Bombs are kept small by `MAX_DEFLATED_BYTES`.
  maxRatio: 1100,
  ratioFloorBytes: MAX_DEFLATED_BYTES,
  maxDepth: 2,
  maxPathBytes: 100,
  maxMetadataBytes: MAX_MANIFEST_BYTES,
};

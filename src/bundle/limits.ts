const MIB = 1024 * 1024;

/** What a bundle may hold before it is refused, so that no file can exhaust the machine that opens it. */
export interface Limits {
  readonly maxEntries: number;
  readonly maxTotalBytes: number;
  readonly maxEntryBytes: number;
  /** Unpacked over packed size, for entries and bundles above `ratioFloorBytes`. */
  readonly maxRatio: number;
  readonly ratioFloorBytes: number;
  /** Folders deep. */
  readonly maxDepth: number;
  /** UTF-8 bytes of a whole path. */
  readonly maxPathBytes: number;
  /** Of each file that is read into memory: manifests, crate metadata, frameworks. */
  readonly maxMetadataBytes: number;
}

export const DEFAULT_LIMITS: Limits = {
  maxEntries: 50_000,
  maxTotalBytes: 64 * 1024 * MIB,
  maxEntryBytes: 32 * 1024 * MIB,
  maxRatio: 250,
  ratioFloorBytes: 32 * MIB,
  maxDepth: 32,
  maxPathBytes: 1024,
  maxMetadataBytes: 32 * MIB,
};

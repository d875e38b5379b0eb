import type { Staging } from '../evidence/vault-types.ts';
import type { ReadOptions } from './bundle-reader.ts';
import { examineBundle } from './examine-bundle.ts';
import type { ReadOutcome } from './read-types.ts';

/**
 * Reads a bundle into a staging of the vault, in one pass: unpacked, hashed, verified and written.
 * Nothing is committed; on refusal, failure or cancellation the caller discards the staging.
 * Throws the signal's reason, and what writing throws (a full disk: `ENOSPC`).
 */
export async function readBundle(
  path: string,
  staging: Staging,
  options: ReadOptions = {},
): Promise<ReadOutcome> {
  const { bundle, inspection } = await examineBundle(path, staging, options);
  return bundle === null ? { ok: false, inspection } : { ok: true, bundle };
}

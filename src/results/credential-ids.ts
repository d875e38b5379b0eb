import { createHash } from 'node:crypto';

/**
 * A `urn:uuid:` made from its parts (UUID version 8, RFC 9562): the same parts always give the same one, so every
 * credential of a unit version names one achievement, and nothing of the parts can be read back.
 */
export function uuidOf(...parts: readonly string[]): string {
  const bytes = createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A credential's id from a fresh random id, which is kept as it is when it is a UUID. */
export function credentialIdOf(freshId: string): string {
  const id = freshId.toLowerCase();
  return UUID.test(id) ? `urn:uuid:${id}` : uuidOf('credential', freshId);
}

import type { RawRecord } from './file-record.ts';

/** Records in one piece of memory, which threads hand to each other without copying it. */
export interface PackedRecords {
  /** Signature and bytes of each record, one after the other. */
  readonly buffer: ArrayBuffer;
  readonly lengths: readonly number[];
}

const SIGNATURE_BYTES = 64;

/** Signatures of another length fit nothing: they are packed as zeros, which fit nothing either. */
export function packRecords(records: readonly RawRecord[]): PackedRecords {
  const lengths = records.map((record) => record.bytes.length);
  const size = lengths.reduce((sum, length) => sum + length, records.length * SIGNATURE_BYTES);
  const packed = new Uint8Array(size);
  let at = 0;
  for (const { bytes, signature } of records) {
    if (signature.length === SIGNATURE_BYTES) packed.set(signature, at);
    packed.set(bytes, at + SIGNATURE_BYTES);
    at += SIGNATURE_BYTES + bytes.length;
  }
  return { buffer: packed.buffer, lengths };
}

export function unpackRecords({ buffer, lengths }: PackedRecords): RawRecord[] {
  let at = 0;
  return lengths.map((length) => {
    const signature = new Uint8Array(buffer, at, SIGNATURE_BYTES);
    const bytes = new Uint8Array(buffer, at + SIGNATURE_BYTES, length);
    at += SIGNATURE_BYTES + length;
    return { bytes, signature };
  });
}

import { type FactType, subjectsOf } from '../domain/facts.ts';
import type { PersonKey, RecordId } from '../domain/ids.ts';
import type { Failure } from '../domain/result.ts';
import { type NewerRecord, readAnyRecord } from './newer-record.ts';

/** A record as it comes from elsewhere, unchecked. */
export interface RawRecord {
  /** Canonical JSON without the signature. */
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
}

/** Under what a record that proved itself is found. */
export interface RecordFiling {
  readonly id: RecordId;
  readonly type: FactType;
  readonly author: PersonKey;
  readonly seq: number;
  readonly prev: RecordId | null;
  readonly at: string;
  /** As `subjectsOf` gives them. */
  readonly subjects: readonly string[];
}

/** What becomes of a record from elsewhere. Plain values: they travel between threads. */
export type FiledAs =
  | { readonly kind: 'known'; readonly filing: RecordFiling }
  | { readonly kind: 'newer'; readonly newer: NewerRecord }
  | { readonly kind: 'refused'; readonly error: Failure };

/** Reads and checks a record for this workspace, as far as that is possible without the others. Never throws. */
export function fileRecord({ bytes, signature }: RawRecord, workspace: string): FiledAs {
  const read = readAnyRecord(bytes, signature);
  if (!read.ok) return { kind: 'refused', error: read.error };
  if (read.value.record.workspace !== workspace)
    return {
      kind: 'refused',
      error: { code: 'record.other_workspace', message: 'A record belongs to another workspace.' },
    };
  if (read.value.kind === 'newer') return { kind: 'newer', newer: read.value.record };
  const { id, prev, fact } = read.value.record;
  const { type, author, seq, at } = fact;
  return { kind: 'known', filing: { id, type, author, seq, prev, at, subjects: subjectsOf(fact) } };
}

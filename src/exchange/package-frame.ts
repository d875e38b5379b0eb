import type { PackageKind } from '../api/shapes.ts';
import type { FileWindow } from '../bundle/file-window.ts';
import type { ZipFileEntry } from '../bundle/zip-directory.ts';
import type { Result } from '../domain/result.ts';
import { ok } from '../domain/result.ts';
import * as format from './package-format.ts';
import { damaged } from './package-refusals.ts';
import {
  centralRecordOf,
  descriptorOf,
  endOf,
  endRecordsOf,
  type FramedEntry,
  LIMIT_32,
  localHeaderOf,
} from './zip-frame.ts';

/** The entry as this format would have written it at that place. */
export function framed(entry: ZipFileEntry): FramedEntry {
  const { path, method, crc32, compressedBytes, sizeBytes, headerAt } = entry;
  const isWide =
    path.endsWith('.jsonl') || (path.startsWith(format.EVIDENCE_FOLDER) && sizeBytes >= LIMIT_32);
  return { path, method, crc32, packedBytes: compressedBytes, sizeBytes, headerAt, isWide };
}

/**
 * Checks that the entries are those of a package of this kind, in order and without a gap, and that the directory and
 * the end are byte for byte what they make. What stands around the bytes of each entry is left to `checkAround`.
 */
export async function checkDirectory(
  window: FileWindow,
  entries: readonly ZipFileEntry[],
  kind: PackageKind,
): Promise<Result<void>> {
  const parts = format.partsOf(kind);
  const before = [format.MIME_ENTRY, ...parts.filter((part) => part !== format.EVIDENCE_LIST)];
  const behind = [format.EVIDENCE_LIST, format.MANIFEST, format.SIGNATURE];
  const names = [
    ...before,
    ...entries.slice(before.length, -behind.length).map((entry) => entry.path),
    ...behind,
  ];
  let at = 0;
  for (const [index, name] of names.entries()) {
    const entry = entries[index];
    if (entry?.path !== name) return damaged(name, 'something else lies in its place');
    const isEvidence = index >= before.length && index < names.length - behind.length;
    if (isEvidence && !EVIDENCE.test(name)) return damaged(name, 'it has no place in a package');
    if (entry.headerAt !== at) return damaged(name, 'other bytes stand before it');
    if (entry.method === 8 && !(isEvidence && entry.sizeBytes <= format.MAX_DEFLATED_BYTES))
      return damaged(name, 'it is packed in a way that packages are not');
    at = endOf(framed(entry));
  }
  return checkEnd(window, entries, at);
}

const EVIDENCE = /^evidence\/[0-9a-f]{64}$/;

async function checkEnd(
  window: FileWindow,
  entries: readonly ZipFileEntry[],
  directoryAt: number,
): Promise<Result<void>> {
  let at = directoryAt;
  for (const entry of entries) {
    const record = centralRecordOf(framed(entry));
    if (!(await window.read(at, record.length)).equals(record))
      return damaged(entry.path, 'the list of files says something else of it');
    at += record.length;
  }
  const end = endRecordsOf({ count: entries.length, at: directoryAt, sizeBytes: at - directoryAt });
  const isWhole = at + end.length === window.sizeBytes && (await window.read(at, end.length)).equals(end);
  return isWhole ? ok(undefined) : damaged('its end', 'it is not the end of a package');
}

/** Whether what stands before and behind the bytes of an entry is what this format writes there. */
export async function isFramed(window: FileWindow, entry: ZipFileEntry): Promise<boolean> {
  const expected = framed(entry);
  const header = localHeaderOf(expected);
  if (!(await window.read(expected.headerAt, header.length)).equals(header)) return false;
  const descriptor = descriptorOf(expected);
  const at = endOf(expected) - descriptor.length;
  // What is read next lies behind the header: the window stays there.
  const there = window.peek(at, descriptor.length) ?? (await window.readApart(at, descriptor.length));
  return there.equals(descriptor);
}

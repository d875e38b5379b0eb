import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportBatch } from '../../src/results/export-batch.ts';
import { verifyPath } from '../../src/results/verify-path.ts';
import { anIssuer, aReleasedResult, idsInARow } from '../builders/a-released-result.ts';
import { aZip, type ZipEntrySpec } from '../builders/a-zip.ts';

// The same batch packed so that other programs would unpack something else than was checked.

const AT = '2026-11-23T11:00:00.000Z';
const signal = new AbortController().signal;
const now = new Date('2026-11-23T12:00:00Z');
const LIE = 'criterion,result\nEverything,Distinction\n';

let root: string;
let folder: string;
let entries: ZipEntrySpec[];
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'assay-rebatch-test-'));
  const exported = await exportBatch({
    label: 'Spring',
    version: 1,
    workspace: 'ws-1',
    issuer: anIssuer(),
    results: [aReleasedResult(1)],
    count: 1,
    into: root,
    at: AT,
    newId: idsInARow(1),
    signal,
    progress: () => {},
  });
  if (!exported.ok) throw new Error(exported.error.message);
  folder = exported.value.folder;
  const paths = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name).slice(folder.length + 1));
  entries = await Promise.all(
    paths.map(async (name) => ({ name, content: await readFile(join(folder, name)) })),
  );
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function verifyZip(bytes: Buffer) {
  const path = join(root, 'again.zip');
  await writeFile(path, bytes);
  return verifyPath(path, { signal, now });
}

/** Info-ZIP Unicode Path (APPNOTE 4.6.9): another name for those programs that heed it. */
function otherName(raw: string, shown: string): Buffer {
  const name = Buffer.from(shown);
  const field = Buffer.alloc(9);
  field.writeUInt16LE(0x7075, 0);
  field.writeUInt16LE(5 + name.length, 2);
  field.writeUInt8(1, 4);
  field.writeUInt32LE(crc32(raw), 5);
  return Buffer.concat([field, name]);
}

describe('a batch packed again', () => {
  it('is verified when nothing else was done', async () => {
    expect((await verifyZip(aZip(entries))).ok).toBe(true);
  });

  it('is refused when a file has one name for some programs and another for others', async () => {
    const swapped = entries.map((entry) =>
      entry.name === 'results.csv'
        ? { ...entry, name: Buffer.from('zzz'), extra: otherName('zzz', 'results.csv') }
        : entry,
    );
    const lie = {
      name: Buffer.from('results.csv'),
      content: LIE,
      extra: otherName('results.csv', '__MACOSX/._results.csv'),
    };
    expect((await verifyZip(aZip([...swapped, lie]))).ok).toBe(false);
  });

  it('is refused with a file behind the last that is listed', async () => {
    // What reads a zip from its front meets this file too.
    const hidden = aZip([{ name: 'results.csv', content: LIE }]).subarray(0, 30 + 11 + LIE.length);
    expect((await verifyZip(aZip(entries, { unlisted: hidden }))).ok).toBe(false);
  });

  it('is refused with a file for people to open among what macOS leaves behind', async () => {
    const litter = { name: '__MACOSX/._results.csv', content: 'finder' };
    expect((await verifyZip(aZip([...entries, litter]))).ok).toBe(true);
    const lie = { name: '__MACOSX/results.csv', content: LIE };
    expect((await verifyZip(aZip([...entries, lie]))).ok).toBe(false);
    await mkdir(join(folder, '__MACOSX'));
    await writeFile(join(folder, '__MACOSX', 'results.csv'), LIE);
    expect((await verifyPath(folder, { signal, now })).ok).toBe(false);
  });
});

import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { inspectBundle } from '../../src/bundle/inspect-bundle.ts';
import { aNativeBundle } from '../builders/a-native-bundle.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const segment = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .map((name) => name.replace(/[\p{Cc}/\\~:]/gu, '_').normalize('NFC'))
  .filter((name) => name.trim() !== '' && !/^\.+$/.test(name) && !name.startsWith('._'));
const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('/'));
const content = fc.oneof(
  fc.uint8Array({ maxLength: 2000 }),
  fc.integer({ min: 1, max: 900_000 }).map((size) => new Uint8Array(size).fill(size % 251)),
);
/** A tree whose names do not collide on any system, each in a folder of its own kind. */
const tree = fc
  .uniqueArray(fc.tuple(path, content, fc.boolean()), {
    minLength: 1,
    maxLength: 12,
    selector: ([name]) => name.toLowerCase().normalize('NFC'),
  })
  .map((files) =>
    files.map(([name, bytes, compress], index) => ({ path: `${index}/${name}`, bytes, compress })),
  );

describe('any tree of files', () => {
  it('comes out of a zip with the paths and bytes that went in', async () => {
    const folder = await aTempFolder();
    await fc.assert(
      fc.asyncProperty(tree, async (files) => {
        const zip = new ZipFile();
        for (const file of [...files, { path: 'x/always', bytes: new Uint8Array(1), compress: false }]) {
          zip.addBuffer(Buffer.from(file.bytes), file.path, { compress: file.compress });
        }
        zip.end();
        const out = join(folder, 'tree.zip');
        await pipeline(zip.outputStream, createWriteStream(out));
        const inspection = await inspectBundle(out);
        expect(inspection.problems).toEqual([]);
        const found = new Map(inspection.artifacts.map((artifact) => [artifact.path, artifact.sha256]));
        for (const file of files) expect(found.get(file.path)).toBe(sha256(file.bytes));
        expect(found.size).toBe(files.length + 1);
      }),
      { numRuns: 150 },
    );
  });
});

describe('any change of one byte of a native bundle', () => {
  it('is found, or changes nothing that is read', async () => {
    const folder = await aTempFolder();
    const original = await readFile(await aNativeBundle(folder));
    const before = await inspectBundle(join(folder, 'bundle.zip'));
    const said = (inspection: typeof before) => ({ ...inspection, path: '', problems: [] });
    const changed = join(folder, 'changed.zip');
    await fc.assert(
      fc.asyncProperty(fc.nat(original.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const bytes = Buffer.from(original);
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        await writeFile(changed, bytes);
        const inspection = await inspectBundle(changed);
        if (inspection.ok) expect(said(inspection)).toEqual(said(before));
        else expect(inspection.problems.some((problem) => problem.severity === 'error')).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('any bytes at all', () => {
  it('are inspected without a crash, as a zip or as a unit file', async () => {
    const folder = await aTempFolder();
    const zips = fc.tuple(
      fc.constantFrom('', 'PK\u0003\u0004', 'PK\u0005\u0006'),
      fc.uint8Array({ maxLength: 300 }),
    );
    await fc.assert(
      fc.asyncProperty(zips, fc.json(), async ([start, bytes], json) => {
        for (const [name, data] of [
          ['any.zip', Buffer.concat([Buffer.from(start), bytes])],
          ['any.json', Buffer.from(`{"CFDocument":{},"CFRubrics":[{"CFRubricCriteria":[${json}]}]}`)],
        ] as const) {
          await writeFile(join(folder, name), data);
          const { ok, problems } = await inspectBundle(join(folder, name));
          expect(ok).toBe(!problems.some((problem) => problem.severity === 'error'));
        }
      }),
      { numRuns: 300 },
    );
  });
});

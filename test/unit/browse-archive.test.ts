import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packTar, type TarHeader } from 'modern-tar';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, type Limits } from '../../src/bundle/limits.ts';
import { type Archive, openArchive } from '../../src/bundle/open-archive.ts';
import { Refusal } from '../../src/bundle/problems.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aZip } from '../builders/a-zip.ts';

const corpus = new URL('../../../shared/corpora/zip/', import.meta.url);
const isCorpusThere = (() => {
  try {
    return readdirSync(corpus).length > 0;
  } catch {
    return false;
  }
})();

async function archiveOf(bytes: Uint8Array, limits: Limits = DEFAULT_LIMITS): Promise<Archive> {
  const path = join(await aTempFolder(), 'archive');
  writeFileSync(path, bytes);
  return openArchive(path, limits, new AbortController().signal);
}

async function textOf(archive: Archive, entry: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of archive.read(entry)) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

const file = (name: string, body: string): { header: TarHeader; body: string } => ({
  header: { name, size: Buffer.byteLength(body), type: 'file' },
  body,
});

const aTar = () =>
  packTar([
    { header: { name: 'site/', size: 0, type: 'directory' } },
    file('./site/notes.txt', 'first'),
    { header: { name: 'site/link', size: 0, type: 'symlink', linkname: '/etc/passwd' } },
    file('site/plan.md', '# second'),
    file('site/.DS_Store', 'junk'),
  ]);

describe('an archive among evidence', () => {
  it('lists the files of a zip without what systems leave behind, and gives each one', async () => {
    const archive = await archiveOf(
      aZip([
        { name: 'a/' },
        { name: '__MACOSX/a/._one.txt', content: 'junk' },
        { name: 'a/one.txt', content: 'one', method: 8 },
        { name: 'a/two.txt', content: 'two' },
      ]),
    );
    expect(archive.format).toBe('zip');
    expect(archive.entries.map(({ path, sizeBytes }) => [path, sizeBytes])).toEqual([
      ['a/one.txt', 3],
      ['a/two.txt', 3],
    ]);
    expect(await Promise.all(archive.entries.map(({ entry }) => textOf(archive, entry)))).toEqual([
      'one',
      'two',
    ]);
    await archive.close();
  });

  it.each([
    ['tar', async () => aTar()],
    ['tar within gzip', async () => gzipSync(await aTar())],
  ])('lists a %s: files only, no links', async (_, make) => {
    const archive = await archiveOf(await make());
    expect(archive.problems).toEqual([]);
    expect(archive.format).toBe('tar');
    expect(archive.entries.map(({ path }) => path)).toEqual(['site/notes.txt', 'site/plan.md']);
    expect(await textOf(archive, archive.entries[1]?.entry ?? -1)).toBe('# second');
    expect(await textOf(archive, archive.entries[0]?.entry ?? -1)).toBe('first');
  });

  it('holds one file where gzip packs just that', async () => {
    const archive = await archiveOf(gzipSync('a log'.repeat(1000)));
    expect(archive.entries).toEqual([{ entry: 0, path: 'unpacked', sizeBytes: 5000 }]);
    expect(await textOf(archive, 0)).toBe('a log'.repeat(1000));
  });

  it('gives nothing under a number that is a link, a folder, or not there', async () => {
    const archive = await archiveOf(await aTar());
    for (const entry of [0, 2, 99]) await expect(textOf(archive, entry)).rejects.toBeInstanceOf(Refusal);
    const zip = await archiveOf(aZip([{ name: 'a.txt', content: 'a' }]));
    expect(() => zip.read(7)).toThrow(Refusal);
    await zip.close();
  });

  it('is refused with a sentence where it is cut short, damaged or unpacks to too much', async () => {
    const tar = Buffer.from(await aTar());
    const packed = gzipSync(await packTar([file('big.txt', 'x'.repeat(400_000))]));
    const refusals = [
      await archiveOf(packed.subarray(0, packed.length / 2)),
      await archiveOf(Buffer.concat([tar.subarray(0, 600), Buffer.alloc(900, 7)])),
      await archiveOf(packed, { ...DEFAULT_LIMITS, maxTotalBytes: 1000 }),
      await archiveOf(packed, { ...DEFAULT_LIMITS, ratioFloorBytes: 1000, maxRatio: 3 }),
      await archiveOf(Buffer.from('no archive at all')),
      await archiveOf(await packTar(Array.from({ length: 30 }, (_, n) => file(`${n}`, 'x'))), {
        ...DEFAULT_LIMITS,
        maxEntries: 20,
      }),
    ];
    for (const { entries, problems, close } of refusals) {
      await close();
      expect(entries).toEqual([]);
      expect(problems[0]?.message).toMatch(/\w.*\.$/);
    }
    expect(refusals.map(({ problems }) => problems[0]?.code)).toEqual([
      'archive.damaged',
      'archive.damaged',
      'archive.too_large',
      'archive.too_large',
      expect.stringMatching(/^zip\./),
      'archive.too_many',
    ]);
  });

  it.skipIf(!isCorpusThere)('of the corpora is listed or refused, never both, and never throws', async () => {
    const paths = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /\.(zip|jar)$/i.test(path),
    );
    expect(paths.length).toBeGreaterThan(20);
    for (const path of paths) {
      const archive = await archiveOf(readFileSync(new URL(path, corpus)));
      const isRefused = archive.problems.some(({ severity }) => severity === 'error');
      expect(isRefused && archive.entries.length > 0, path).toBe(false);
      await archive.close();
    }
  });
});

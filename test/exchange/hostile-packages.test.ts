import { createWriteStream } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { ZipFile } from 'yazl';
import { isPackage } from '../../src/exchange/is-package.ts';
import type { OpenOptions } from '../../src/exchange/open-package.ts';
import { splitLines } from '../../src/exchange/read-lines.ts';
import { ageIdentityOf } from '../../src/ledger/age-keys.ts';
import { keyNamed, seedNamed } from '../builders/a-chain.ts';
import { aForgedPackage } from '../builders/a-forged-package.ts';
import { aNativeBundle } from '../builders/a-native-bundle.ts';
import { aNewPackage, anEvidence, aPackage, readWhole } from '../builders/a-package.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { codeOf } from '../builders/a-workspace.ts';

const refusalOf = async (path: string, options: OpenOptions = {}) => {
  const read = await readWhole(path, options);
  if (read.ok) return { code: 'ok', at: null };
  expect(read.error.message).toMatch(/^[A-Z“].*[.]$/s);
  return { code: read.error.code, at: read.error.at ?? null };
};

/** A package of one record, one private object, and two files of evidence of which one is deflated. */
async function aSmallPackage(folder: string, change = {}): Promise<string> {
  const { records, privates } = aNewPackage(folder);
  return aPackage(folder, {
    records: [...records].slice(0, 1),
    privates: [...privates].slice(0, 1),
    ...change,
  });
}

describe('a package of which one byte was changed', () => {
  it('is refused, whichever byte it is, with the part that the byte lies in', async () => {
    const folder = await aTempFolder();
    const path = await aSmallPackage(folder);
    const bytes = await readFile(path);
    const zip = await yauzl.openPromise(path);
    const entries: yauzl.Entry[] = [];
    for await (const entry of zip.eachEntry()) entries.push(entry);
    const deflated = entries.filter((entry) => entry.compressionMethod === 8).map((entry) => entry.fileName);
    const directoryAt = bytes.indexOf(Buffer.from('PK\u0001\u0002'));
    const partAt = (at: number) =>
      at >= directoryAt
        ? null
        : entries.findLast((entry) => entry.relativeOffsetOfLocalHeader <= at)?.fileName;
    const changed = join(folder, 'changed.assay');
    const before = await readWhole(path);
    const missed: number[] = [];
    const misnamed: unknown[] = [];
    for (let at = 0; at < bytes.length; at += 1) {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ (1 << (at % 8));
      await writeFile(changed, copy);
      const read = await readWhole(changed);
      const part = partAt(at);
      if (read.ok) {
        // Deflate has bits that stand for nothing; what such a bit changes is nothing that is read.
        if (!deflated.includes(part ?? '') || !isDeepStrictEqual(read, before)) missed.push(at);
        continue;
      }
      const { code, at: named } = read.error;
      if (code !== 'package.damaged' || !named?.startsWith(part ?? ''))
        misnamed.push({ at, part, code, named });
    }
    expect({ missed, misnamed }).toEqual({ missed: [], misnamed: [] });
  }, 120_000);

  it('is refused at the line of the record or the private object that was changed', async () => {
    const folder = await aTempFolder();
    const bytes = (await readFile(await aPackage(folder))).toString('latin1');
    const changed = join(folder, 'changed.assay');
    for (const [what, instead, at] of [
      ['reason 1', 'reason 7', 'records.jsonl:3'],
      ['"salt":"b"', '"salt":"c"', 'private.jsonl:2'],
      ['"sizeBytes":26', '"sizeBytes":27', 'evidence.jsonl:2'],
    ] as const) {
      expect(bytes).toContain(what);
      await writeFile(changed, bytes.replace(what, instead), 'latin1');
      expect(await refusalOf(changed)).toEqual({ code: 'package.damaged', at });
    }
  });

  it('is refused when it is encrypted', async () => {
    const folder = await aTempFolder();
    const bytes = await readFile(await aSmallPackage(folder, { encryptFor: [keyNamed('ann')] }));
    const options = { identities: [await ageIdentityOf(seedNamed('ann'))], scratch: folder };
    const changed = join(folder, 'changed.assay');
    for (let at = 0; at < bytes.length; at += 19) {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ (1 << (at % 8));
      await writeFile(changed, copy);
      expect((await refusalOf(changed, options)).code).toMatch(
        /^package\.(damaged|not_package|for_somebody_else)$/,
      );
    }
    expect((await readdir(folder)).sort()).toEqual(['changed.assay', 'test.assay']);
  });
});

describe('a package that is not whole', () => {
  it('is refused, whatever its length', async () => {
    const folder = await aTempFolder();
    const bytes = await readFile(await aSmallPackage(folder));
    const cut = join(folder, 'cut.assay');
    for (let length = 0; length < bytes.length; length += 7) {
      await writeFile(cut, bytes.subarray(0, length));
      expect((await refusalOf(cut)).code).toMatch(/^package\.(damaged|not_package)$/);
    }
  }, 60_000);

  it('is refused when its encryption is cut short', async () => {
    const folder = await aTempFolder();
    const bytes = await readFile(await aSmallPackage(folder, { encryptFor: [keyNamed('ann')] }));
    const options = { identities: [await ageIdentityOf(seedNamed('ann'))] };
    const cut = join(folder, 'cut.assay');
    for (const length of [21, 22, 100, 160, 200, 216, 217, 1000, bytes.length - 1]) {
      await writeFile(cut, bytes.subarray(0, length));
      expect((await refusalOf(cut, options)).code).toMatch(/^package\.(damaged|not_package)$/);
    }
  });

  it('is refused when anything stands before or behind it', async () => {
    const folder = await aTempFolder();
    const bytes = await readFile(await aSmallPackage(folder));
    const more = join(folder, 'more.assay');
    for (const parts of [
      [bytes, Buffer.from('x')],
      [Buffer.from('x'), bytes],
      [bytes, bytes],
    ]) {
      await writeFile(more, Buffer.concat(parts));
      expect((await refusalOf(more)).code).toMatch(/^package\.(damaged|not_package)$/);
    }
  });
});

describe('what is no package', () => {
  it('is told apart from one by its first bytes, and refused as such', async () => {
    const folder = await aTempFolder();
    const others: [string, Uint8Array | string][] = [
      ['empty', ''],
      ['text', 'records.jsonl'],
      ['zip', await readFile(await aNativeBundle(folder))],
    ];
    for (const [name, content] of others) {
      await writeFile(join(folder, name), content);
      expect(await isPackage(join(folder, name))).toBe(false);
      expect((await refusalOf(join(folder, name))).code).toBe('package.not_package');
    }
    expect(await isPackage(join(folder, 'missing'))).toBe(false);
    expect((await refusalOf(join(folder, 'missing'))).code).toBe('package.unreadable');
    expect((await refusalOf(folder)).code).toBe('package.unreadable');
  });

  it('is a damaged zip that is not called a package: what is wrong with it, whoever reads zips says', async () => {
    const folder = await aTempFolder();
    const zip = await readFile(await aNativeBundle(folder));
    const cut = zip.subarray(0, zip.length - 40);
    await writeFile(join(folder, 'cut.zip'), cut);
    expect((await refusalOf(join(folder, 'cut.zip'))).code).toBe('package.not_package');
    await writeFile(join(folder, 'cut.assay'), cut);
    expect((await refusalOf(join(folder, 'cut.assay'))).code).toBe('package.damaged');
    const packed = await readFile(await aSmallPackage(folder));
    await writeFile(join(folder, 'renamed.zip'), packed.subarray(0, packed.length - 40));
    expect((await refusalOf(join(folder, 'renamed.zip'))).code).toBe('package.damaged');
  });

  it('is a file whose age header never ends: its rest is not read', async () => {
    const path = join(await aTempFolder(), 'endless.assay');
    await writeFile(path, `age-encryption.org/v1\n${'a'.repeat(5_000_000)}`);
    expect((await refusalOf(path)).code).toBe('package.damaged');
  });

  it('is the same content in a zip of another form', async () => {
    const folder = await aTempFolder();
    const zip = await yauzl.openPromise(await aSmallPackage(folder));
    const repacked = new ZipFile();
    for await (const entry of zip.eachEntry())
      repacked.addReadStream(await zip.openReadStreamPromise(entry), entry.fileName, { compress: false });
    repacked.end();
    const path = join(folder, 'repacked.assay');
    await pipeline(repacked.outputStream, createWriteStream(path));
    expect((await refusalOf(path)).code).toBe('package.damaged');
  });
});

describe('a forged package is refused', () => {
  const forged = async (what: Parameters<typeof aForgedPackage>[1], options: OpenOptions = {}) =>
    refusalOf(await aForgedPackage(await aTempFolder(), what), options);
  const damagedAt = (at: string) => ({ code: 'package.damaged', at });
  const { hash } = anEvidence('evidence');
  const listed = `{"hash":"${hash}","sizeBytes":8}\n`;
  const carried = { path: `evidence/${hash}`, text: 'evidence' };
  const empty = { 'records.jsonl': '', 'private.jsonl': '' };

  it('not when it is like one that was written', async () => {
    expect((await forged({})).code).toBe('ok');
    const evidence = { count: 1, bytes: 8 };
    expect(
      (
        await forged({
          before: [carried],
          parts: { ...empty, 'evidence.jsonl': listed },
          manifest: { evidence },
        })
      ).code,
    ).toBe('ok');
  });

  it('when a newer version made it', async () => {
    expect((await forged({ manifest: { v: 2 } })).code).toBe('package.newer');
    expect((await forged({ manifest: { v: 2, parts: 'otherwise', more: [] } })).code).toBe('package.newer');
  });

  it('when its manifest is another than a manifest', async () => {
    for (const manifest of [{ kind: 'gossip' }, { more: 1 }, { workspace: 'W' }, { records: -1 }, { v: 0 }])
      expect(await forged({ manifest })).toEqual(damagedAt('package.json'));
    for (const manifestText of [
      (text: string) => `${text}\n`,
      (text: string) => text.replace('"v":1', '"v":1,"v":1'),
      () => '[]',
      () => 'null',
      () => '',
    ])
      expect(await forged({ manifestText })).toEqual(damagedAt('package.json'));
    expect(await forged({ manifest: { from: { key: keyNamed('ann'), name: 'Ann' } } })).toEqual(
      damagedAt('package.json'),
    );
    expect((await forged({ manifest: { note: 'x'.repeat(2_000_000) } })).code).toBe('package.too_large');
  });

  it('when its parts are not those of its kind', async () => {
    expect(await forged({ manifest: { kind: 'backup' } })).toEqual(damagedAt('package.json'));
    expect(await forged({ manifest: { parts: [] } })).toEqual(damagedAt('package.json'));
    expect(await forged({ parts: { ...empty, 'local.jsonl': '', 'evidence.jsonl': '' } })).toEqual(
      damagedAt('package.json'),
    );
    expect(
      (await forged({ parts: { 'private.jsonl': '', 'records.jsonl': '', 'evidence.jsonl': '' } })).code,
    ).toBe('package.damaged');
  });

  it('when a part is not what the manifest says', async () => {
    const parts = ['records.jsonl', 'private.jsonl', 'evidence.jsonl'].map((path) => ({
      path,
      sizeBytes: 0,
      sha256: '0'.repeat(64),
    }));
    expect(await forged({ manifest: { parts } })).toEqual(damagedAt('evidence.jsonl'));
    expect(await forged({ manifest: { records: 1 } })).toEqual(damagedAt('records.jsonl'));
  });

  it('when a line is not a line of its part', async () => {
    for (const line of ['x', 'x x', `${'A'.repeat(85)}B {}`, `${'A'.repeat(86)} `, ''])
      expect(
        await forged({ parts: { ...empty, 'records.jsonl': `${line}\n`, 'evidence.jsonl': '' } }),
      ).toEqual(damagedAt('records.jsonl:1'));
    for (const line of ['{}', `${'0'.repeat(64)} {}`])
      expect(
        await forged({ parts: { ...empty, 'private.jsonl': `${line}\n`, 'evidence.jsonl': '' } }),
      ).toEqual(damagedAt('private.jsonl:1'));
    for (const line of ['', '{', '[]', '{"hash":"x","sizeBytes":1}', listed.replace('8', '-8').trim()])
      expect(await forged({ parts: { ...empty, 'evidence.jsonl': `${line}\n` } })).toEqual(
        damagedAt('evidence.jsonl:1'),
      );
    expect(await forged({ parts: { ...empty, 'evidence.jsonl': listed.trim() }, before: [carried] })).toEqual(
      damagedAt('evidence.jsonl:1'),
    );
  });

  it('when evidence is missing, unlisted, listed twice, or not what its name promises', async () => {
    const evidence = { count: 1, bytes: 8 };
    const one = { ...empty, 'evidence.jsonl': listed };
    expect(await forged({ parts: one, manifest: { evidence } })).toEqual(damagedAt('evidence.jsonl:1'));
    expect(await forged({ before: [carried], manifest: { evidence } })).toEqual(damagedAt('evidence.jsonl'));
    expect(await forged({ before: [carried], parts: one })).toEqual(damagedAt('evidence.jsonl'));
    expect(
      await forged({
        before: [carried],
        parts: { ...empty, 'evidence.jsonl': listed + listed },
        manifest: { evidence },
      }),
    ).toEqual(damagedAt('evidence.jsonl:2'));
    expect((await forged({ before: [carried, carried], parts: one, manifest: { evidence } })).code).toBe(
      'package.damaged',
    );
    const other = { ...carried, text: 'Evidence' };
    expect(await forged({ before: [other], parts: one, manifest: { evidence } })).toEqual(
      damagedAt(carried.path),
    );
  });

  it('when it holds a file that has no place in a package', async () => {
    for (const path of ['evidence/readme.txt', 'evidence/../../x', 'other/x', 'local.jsonl'])
      expect((await forged({ before: [{ path, text: 'x' }] })).code).toBe('package.damaged');
  });

  it('when anything but evidence is deflated, or evidence unpacks to much', async () => {
    expect(await forged({ deflate: true })).toEqual(damagedAt('records.jsonl'));
    const bomb = Buffer.alloc(33 * 1024 * 1024).toString();
    const { hash: name } = anEvidence(bomb);
    expect(
      (await forged({ before: [{ path: `evidence/${name}`, text: bomb, isDeflated: true }] })).code,
    ).toBe('package.damaged');
  });

  it('when it holds more than may be opened', async () => {
    const before = [carried];
    expect((await forged({ before }, { limits: { maxEntries: 6 } })).code).toBe('package.too_large');
    expect((await forged({ before }, { limits: { maxTotalBytes: 100 } })).code).toBe('package.too_large');
    expect((await forged({ before }, { limits: { maxEntryBytes: 100 } })).code).toBe('package.too_large');
  });
});

it('a line longer than any record ends the reading before it is held', async () => {
  let asked = 0;
  const endless = async function* () {
    for (;;) {
      asked += 1;
      yield Buffer.alloc(1024 * 1024, 'a');
    }
  };
  const lines: unknown[] = [];
  for await (const line of splitLines('records.jsonl', endless())) lines.push(codeOf(line));
  expect(lines).toEqual(['package.too_large']);
  expect(asked).toBeLessThanOrEqual(65);
});

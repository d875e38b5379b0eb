import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inspectBundle } from '../../src/bundle/inspect-bundle.ts';
import type { Limits } from '../../src/bundle/limits.ts';
import { readBundle } from '../../src/bundle/read-bundle.ts';
import { openVault } from '../../src/evidence/open-vault.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { anOverlapBomb, aZip, type ZipEntrySpec } from '../builders/a-zip.ts';

async function errorsOf(bytes: Uint8Array, limits: Partial<Limits> = {}): Promise<string[]> {
  const path = join(await aTempFolder(), 'hostile.zip');
  await writeFile(path, bytes);
  const inspection = await inspectBundle(path, { limits });
  expect(inspection.ok).toBe(false);
  for (const problem of inspection.problems) expect(problem.message).toMatch(/^[A-Z“"].*[.]$/s);
  return [...new Set(inspection.problems.map((problem) => problem.code))];
}
const errorsOfEntries = (...entries: ZipEntrySpec[]): Promise<string[]> => errorsOf(aZip(entries));
const good: ZipEntrySpec = { name: 'good.txt', content: 'good' };

describe('a hostile zip is refused', () => {
  it.each([
    '../evil.txt',
    'a/../../evil.txt',
    '/etc/passwd',
    'C:/Windows/evil.dll',
    'c:evil.dll',
    '//server/share/evil',
    '\\\\server\\share\\evil',
    '..\\evil.txt',
    '~/evil',
  ])('when a path leads outside: %s', async (name) => {
    expect(await errorsOfEntries(good, { name, content: 'evil' })).toEqual(['zip.path_escapes']);
  });

  it.each(['a\u0000.txt', 'a\n.txt', 'a\u001b[2J', 'a\u0085b'])(
    'when a name holds a control character',
    async (name) => {
      expect(await errorsOfEntries({ name, content: 'x' })).toEqual(['zip.name_control_character']);
    },
  );

  it('when a name is written with backslashes, or is empty', async () => {
    expect(await errorsOfEntries({ name: 'a\\b.txt', content: 'x' })).toEqual(['zip.backslash']);
    expect(await errorsOfEntries({ name: '', content: 'x' })).toEqual(['zip.name_empty']);
  });

  it('when a name is not in the encoding it claims', async () => {
    expect(
      await errorsOfEntries({ name: Buffer.from([0xff, 0xfe, 0x41]), flags: 0x800, content: 'x' }),
    ).toEqual(['zip.name_encoding']);
  });

  it.each([
    ['a symbolic link', 0o120777],
    ['a named pipe', 0o010644],
    ['a device', 0o060644],
    ['a socket', 0o140644],
  ])('when an entry is %s', async (_what, unixMode) => {
    expect(await errorsOfEntries(good, { name: 'link', content: '/etc/passwd', unixMode })).toEqual([
      'zip.special_file',
    ]);
  });

  it('when an entry is encrypted', async () => {
    expect(await errorsOfEntries({ name: 'a', content: 'x', flags: 0x801 })).toEqual(['zip.encrypted']);
    expect(await errorsOfEntries({ name: 'a', content: 'x', method: 99 })).toEqual(['zip.encrypted']);
  });

  it('when two entries have one name', async () => {
    expect(await errorsOfEntries(good, { ...good, content: 'evil' })).toEqual(['zip.duplicate_name']);
    expect(await errorsOfEntries(good, { name: './good.txt', content: 'evil' })).toEqual([
      'zip.duplicate_name',
    ]);
  });

  it('when two names are one on some computers', async () => {
    expect(await errorsOfEntries(good, { name: 'GOOD.txt', content: 'x' })).toEqual(['zip.name_collision']);
    expect(
      await errorsOfEntries({ name: 'Pr\u00fcfung', content: 'a' }, { name: 'Pru\u0308fung', content: 'b' }),
    ).toEqual(['zip.name_collision']);
    expect(await errorsOfEntries({ name: 'a', content: 'x' }, { name: 'A/b', content: 'x' })).toEqual([
      'zip.name_collision',
    ]);
  });

  it.each([
    ['name', { name: 'evil.txt' }],
    ['longer name', { name: 'good.txt.exe' }],
    ['method', { method: 8 }],
    ['checksum', { crc32: 1 }],
    ['size', { sizeBytes: 5 }],
    ['packed size', { compressedBytes: 3 }],
    ['flags', { flags: 0x801 }],
  ])('when the header before a file gives another %s than the directory', async (_what, local) => {
    expect(await errorsOfEntries({ ...good, local })).toEqual(['zip.header_mismatch']);
  });

  it('when the bytes do not match their checksum', async () => {
    const lie = { crc32: 0xdeadbeef };
    expect(await errorsOfEntries({ ...good, central: lie, local: lie })).toEqual(['zip.crc']);
  });

  it.each([10, 2_000_000])(
    'when a file of %i bytes unpacks to more or fewer bytes than declared',
    async (size) => {
      for (const declared of [size - 1, size + 1]) {
        const lie = { sizeBytes: declared };
        expect(
          await errorsOfEntries({
            name: 'a',
            content: Buffer.alloc(size, 'ab'),
            method: 8,
            central: lie,
            local: lie,
          }),
        ).toEqual(['zip.size_mismatch']);
      }
    },
  );

  it.each([10, 2_000_000])(
    'when bytes are hidden behind the packed bytes of a file of %i bytes',
    async (size) => {
      const content = Buffer.alloc(size, 'ab');
      const packed = Buffer.concat([deflateRawSync(content), Buffer.from('hidden')]);
      expect(await errorsOfEntries({ name: 'a', content, method: 8, packed })).toEqual(['zip.size_mismatch']);
    },
  );

  it('when packed bytes are damaged or cut off', async () => {
    expect(
      await errorsOfEntries({ name: 'a', content: 'xx', method: 8, packed: Buffer.from('nonsense') }),
    ).toEqual(['zip.damaged']);
    const half = deflateRawSync(Buffer.from('some text to pack')).subarray(0, 8);
    expect(
      await errorsOfEntries({ name: 'a', content: 'some text to pack', method: 8, packed: half }),
    ).toEqual(['zip.size_mismatch']);
  });

  it('when entries overlap, before anything is unpacked', async () => {
    const bomb = anOverlapBomb(1000, 50_000_000);
    expect(bomb.length).toBeLessThan(200_000);
    const started = performance.now();
    expect(await errorsOf(bomb, { maxRatio: 1e9, maxTotalBytes: 1e15 })).toContain('zip.overlap');
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('when it unpacks to very many times its size', async () => {
    const zeros = Buffer.alloc(64 * 1024 * 1024);
    expect(await errorsOfEntries({ name: 'zeros', content: zeros, method: 8 })).toEqual(['zip.ratio']);
  });

  it('but a bomb inside it is only a file, since nothing in a bundle is unpacked twice', async () => {
    const inner = aZip([{ name: 'zeros', content: Buffer.alloc(64 * 1024 * 1024), method: 8 }]);
    const path = join(await aTempFolder(), 'outer.zip');
    await writeFile(path, aZip([{ name: 'inner.zip', content: inner, method: 8 }]));
    expect(await inspectBundle(path)).toMatchObject({ ok: true, totalBytes: inner.length });
  });

  it('when it exceeds a limit', async () => {
    const ten = Array.from({ length: 10 }, (_, index) => ({ name: `f${index}`, content: 'x'.repeat(100) }));
    expect(await errorsOf(aZip(ten), { maxEntries: 9 })).toEqual(['zip.too_many_entries']);
    expect(await errorsOf(aZip(ten), { maxTotalBytes: 999 })).toEqual(['zip.too_large']);
    expect(await errorsOf(aZip(ten), { maxEntryBytes: 99 })).toEqual(['zip.entry_too_large']);
    expect(await errorsOfEntries({ name: `${'a/'.repeat(40)}b`, content: 'x' })).toEqual([
      'zip.path_too_deep',
    ]);
    expect(await errorsOfEntries({ name: 'a'.repeat(2000), content: 'x' })).toEqual(['zip.path_too_long']);
  });

  it('when it lists more or fewer files than it says', async () => {
    const two = [good, { name: 'hidden.txt', content: 'x' }];
    expect(await errorsOf(aZip(two, { count: 1 }))).toEqual(['zip.directory_mismatch']);
    expect(await errorsOf(aZip(two, { count: 3 }))).toEqual(['zip.directory_damaged']);
  });

  it('when it is cut short, at any byte', async () => {
    const whole = aZip([good, { name: 'b.txt', content: 'text '.repeat(30), method: 8 }]);
    for (let length = 0; length < whole.length; length += 7) {
      const [code] = await errorsOf(whole.subarray(0, length));
      expect(code, `cut to ${length}`).toMatch(/^zip\.(empty_file|truncated|not_a_zip)$/);
    }
  });

  it('and leaves nothing in the vault', async () => {
    const folder = await aTempFolder();
    const path = join(folder, 'hostile.zip');
    const lie = { crc32: 1 };
    await writeFile(path, aZip([good, { name: 'bad.txt', content: 'bad', central: lie, local: lie }]));
    const vault = openVault(join(folder, 'vault'));
    const staging = await vault.stage();
    const outcome = await readBundle(path, staging);
    expect(outcome.ok).toBe(false);
    await staging.discard();
    expect(await readdir(join(folder, 'vault', '.staging'))).toEqual([]);
    expect(existsSync(join(folder, 'good.txt'))).toBe(false);
  });
});

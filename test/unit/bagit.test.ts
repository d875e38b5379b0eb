import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectBundle } from '../../src/bundle/inspect-bundle.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';

const CORPUS = join(import.meta.dirname, '../../../shared/corpora/bagit');
const bagsIn = (kind: string): string[] =>
  existsSync(CORPUS)
    ? readdirSync(CORPUS).flatMap((version) => {
        const folder = join(CORPUS, version, kind);
        return existsSync(folder) ? readdirSync(folder).map((name) => `${version}/${kind}/${name}`) : [];
      })
    : [];

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Writes a bag of BagIt 1.0 whose files can be replaced, added or taken away (`null`). */
async function aBag(changes: Record<string, string | null> = {}): Promise<string> {
  const folder = join(await aTempFolder(), 'bag');
  const files: Record<string, string | null> = {
    'bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
    'data/a.txt': 'alpha',
    'data/sub/b.txt': 'beta',
    'manifest-sha256.txt': `${sha256('alpha')}  data/a.txt\n${sha256('beta')}  data/sub/b.txt\n`,
    ...changes,
  };
  for (const [path, text] of Object.entries(files)) {
    if (text === null) continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}
const problemsOf = async (changes: Record<string, string | null>): Promise<string[]> =>
  (await inspectBundle(await aBag(changes))).problems.map(
    ({ severity, code, at }) => `${severity} ${code}${at === null ? '' : ` ${at}`}`,
  );

describe.skipIf(!existsSync(CORPUS))(
  'the BagIt conformance suite (skipped where ../shared is absent)',
  () => {
    it.each(bagsIn('valid'))('%s is valid', async (bag) => {
      expect(await inspectBundle(join(CORPUS, bag))).toMatchObject({ ok: true, kind: 'bag', problems: [] });
    });

    it.each([
      ['v0.97/warning/duplicate-file-with-different-case', 'bag.case_collision'],
      ['v0.97/warning/relative-path', 'bag.relative_path'],
      ['v0.97/warning/same-filename-listed-twice-with-the-same-hash', 'bag.duplicate_entry'],
      ['v0.97/warning/special-system-files', 'bag.system_file'],
    ])('%s is valid with the warning %s', async (bag, code) => {
      const inspection = await inspectBundle(join(CORPUS, bag));
      expect(inspection.ok).toBe(true);
      expect(inspection.problems).toContainEqual(expect.objectContaining({ code, severity: 'warning' }));
    });

    const REASONS: [string, string][] = [
      ['v0.97/invalid/corrupt-data-file', 'bag.checksum'],
      ['v0.97/invalid/invalid-version-number', 'bag.declaration_invalid'],
      ['v0.97/invalid/missing-baginfo', 'bag.tag_missing'],
      ['v0.97/invalid/missing-bagit.txt', 'bag.declaration_missing'],
      ['v0.97/invalid/out-of-scope-file-paths-using-dot-notation', 'bag.path_escapes'],
      ['v0.97/invalid/same-filename-listed-twice-with-different-hashes', 'bag.duplicate_entry'],
      ['v1.0/invalid/bagit-with-invalid-whitespace', 'bag.declaration_invalid'],
      ['v1.0/invalid/same-filename-listed-twice-with-different-hashes', 'bag.duplicate_entry'],
      ['v1.0/invalid/same-filename-listed-twice-with-the-same-hash', 'bag.duplicate_entry'],
      // Paths of one system are refused on every system: a bundle must not be safe here and dangerous there.
      ...[...bagsIn('linux-only'), ...bagsIn('windows-only')].map((bag): [string, string] => [
        bag,
        'bag.path_escapes',
      ]),
    ];
    it.each(REASONS)('%s is refused with %s', async (bag, code) => {
      const inspection = await inspectBundle(join(CORPUS, bag));
      expect(inspection.ok).toBe(false);
      expect(inspection.problems).toContainEqual(expect.objectContaining({ code, severity: 'error' }));
    });

    it('is judged whole', () => {
      const judged = new Set(REASONS.map(([bag]) => bag));
      const rest = ['invalid', 'linux-only', 'windows-only']
        .flatMap(bagsIn)
        .filter((bag) => !judged.has(bag));
      expect(rest).toEqual([]);
      expect(bagsIn('warning')).toHaveLength(4);
    });
  },
);

describe('a bag', () => {
  it('is valid when every file is listed and unchanged', async () => {
    expect(await problemsOf({})).toEqual([]);
  });

  it('is refused when a file was changed, added or taken away', async () => {
    expect(await problemsOf({ 'data/a.txt': 'Alpha' })).toEqual(['error bag.checksum data/a.txt']);
    expect(await problemsOf({ 'data/c.txt': 'new' })).toEqual(['error bag.file_unlisted data/c.txt']);
    expect(await problemsOf({ 'data/a.txt': null })).toEqual(['error bag.file_missing data/a.txt']);
  });

  it('is refused when a tag file was changed', async () => {
    const lines = `${sha256('Contact-Name: A\n')}  bag-info.txt\n`;
    expect(
      await problemsOf({ 'bag-info.txt': 'Contact-Name: A\n', 'tagmanifest-sha256.txt': lines }),
    ).toEqual([]);
    expect(
      await problemsOf({ 'bag-info.txt': 'Contact-Name: B\n', 'tagmanifest-sha256.txt': lines }),
    ).toEqual(['error bag.tag_checksum bag-info.txt']);
  });

  it('must hold what Payload-Oxum says', async () => {
    expect(await problemsOf({ 'bag-info.txt': 'Payload-Oxum: 9.2\n' })).toEqual([]);
    expect(await problemsOf({ 'bag-info.txt': 'Payload-Oxum: 10.2\n' })).toEqual([
      'error bag.oxum bag-info.txt',
    ]);
    expect(await problemsOf({ 'bag-info.txt': 'Payload-Oxum: many\n' })).toEqual([
      'warning bag.oxum_invalid bag-info.txt',
    ]);
  });

  it('is incomplete while a file is only named by a web address, and nothing is fetched', async () => {
    const fetch = 'http://127.0.0.1:9/a.txt 5 data/a.txt\n';
    expect(await problemsOf({ 'data/a.txt': null, 'fetch.txt': fetch })).toEqual([
      'error bag.not_fetched data/a.txt',
    ]);
    expect(await problemsOf({ 'fetch.txt': fetch })).toEqual([]);
  });

  it.each(['../../up', '/abs', '~/home', 'C:\\x', '\\\\host\\share', 'data/../../x'])(
    'is refused when its manifest or fetch.txt names %s',
    async (path) => {
      const manifest = `${sha256('alpha')}  data/a.txt\n${sha256('beta')}  data/sub/b.txt\n${sha256('x')}  ${path}\n`;
      expect(await problemsOf({ 'manifest-sha256.txt': manifest })).toEqual([
        `error bag.path_escapes ${path}`,
      ]);
      expect(await problemsOf({ 'fetch.txt': `http://x/ - ${path}\n` })).toEqual([
        `error bag.path_escapes ${path}`,
      ]);
    },
  );

  it('is refused when its manifest lists a file outside the payload', async () => {
    const manifest = `${sha256('alpha')}  data/a.txt\n${sha256('beta')}  data/sub/b.txt\n${sha256('x')}  other.txt\n`;
    expect(await problemsOf({ 'manifest-sha256.txt': manifest })).toEqual([
      'error bag.path_outside_payload other.txt',
    ]);
  });

  it('undoes percent-encoding of the three characters that need it, and of no other', async () => {
    const listed = `${sha256('x')}  data/100%25 sure%0A%20.txt\n`;
    expect(
      await problemsOf({
        'data/a.txt': null,
        'data/sub/b.txt': null,
        'data/100% sure\n%20.txt': 'x',
        'manifest-sha256.txt': listed,
      }),
    ).toEqual([]);
  });

  it('may name a file in another Unicode form, with a warning', async () => {
    const changes = {
      'data/a.txt': null,
      'data/sub/b.txt': null,
      'data/Pru\u0308fung.txt': 'x',
      'manifest-sha256.txt': `${sha256('x')}  data/Pr\u00fcfung.txt\n`,
    };
    expect(await problemsOf(changes)).toEqual(['warning bag.unicode_form data/Pr\u00fcfung.txt']);
    expect(await problemsOf({ ...changes, 'data/Pru\u0308fung.txt': 'y' })).toContain(
      'error bag.checksum data/Pru\u0308fung.txt',
    );
  });

  it('passes over system files that were added to it', async () => {
    expect(
      await problemsOf({
        'data/.DS_Store': 'x',
        'data/sub/Thumbs.db': 'y',
        'bag-info.txt': 'Payload-Oxum: 9.2\n',
      }),
    ).toEqual([]);
  });

  it('of an unknown version, encoding or digest says so', async () => {
    expect(
      await problemsOf({ 'bagit.txt': 'BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n' }),
    ).toEqual(['error bag.version_unknown bagit.txt']);
    expect(
      await problemsOf({ 'bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: EBCDIC\n' }),
    ).toEqual(['error bag.encoding_unknown bagit.txt']);
    expect(await problemsOf({ 'manifest-crc7.txt': '00  data/a.txt\n' })).toEqual([
      'warning bag.algorithm_unknown manifest-crc7.txt',
    ]);
    expect(await problemsOf({ 'manifest-sha256.txt': 'nonsense\n' })).toContain(
      'error bag.manifest_invalid manifest-sha256.txt',
    );
  });

  it('gives its identifier and description from bag-info', async () => {
    const bag = await aBag({
      'bag-info.txt': 'external-identifier : pf-7\nExternal-Description: Long\n  text\n',
    });
    expect(await inspectBundle(bag)).toMatchObject({ ok: true, identifier: 'pf-7' });
  });

  it('made to exhaust its reader is refused in good time, with as many problems as one can read', async () => {
    const bogus = Array.from({ length: 100_000 }, (_, index) => `00  data/${index}\n`).join('');
    const spaces = `00${' '.repeat(1_000_000)}\n`;
    const bag = await aBag({
      'manifest-sha256.txt': bogus + spaces,
      'bag-info.txt': `a${' '.repeat(1_000_000)}b\n`,
    });
    const { ok, problems } = await inspectBundle(bag);
    expect(ok).toBe(false);
    expect(problems.length).toBeLessThan(1100);
    expect(problems.at(-1)).toMatchObject({ code: 'bundle.more_problems' });
  });
});

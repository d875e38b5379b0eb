import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectBundle } from '../../src/bundle/inspect-bundle.ts';
import { readCrate } from '../../src/bundle/ro-crate.ts';

const CORPUS = join(import.meta.dirname, '../../../shared/corpora/ro-crate');

const read = (graph: unknown[]) =>
  readCrate(
    Buffer.from(JSON.stringify({ '@context': 'https://w3id.org/ro/crate/1.2/context', '@graph': graph })),
    'x',
  );
const descriptor = (version = '1.2', name = 'ro-crate-metadata.json') => ({
  '@id': name,
  '@type': 'CreativeWork',
  conformsTo: { '@id': `https://w3id.org/ro/crate/${version}` },
  about: { '@id': './' },
});

describe.skipIf(!existsSync(CORPUS))('crates no one here wrote (skipped where ../shared is absent)', () => {
  it.each([
    ['ro-crate-py/crate-1.0', 1, []],
    ['ro-crate-py/crate_with_subcrates', 7, []],
    ['spec/1.0', 0, ['crate.file_missing', 'bundle.no_artifacts']],
    ['examples/workflow-0.2.0', 0, ['crate.version_unknown', 'bundle.no_artifacts']],
  ])('%s reads as a crate of %i files', async (name, files, warnings) => {
    const inspection = await inspectBundle(join(CORPUS, name));
    expect(inspection).toMatchObject({ ok: true, kind: 'crate' });
    expect(inspection.artifacts).toHaveLength(files);
    expect([...new Set(inspection.problems.map((problem) => problem.code))]).toEqual(warnings);
  });

  it.each(['ro-crate-py/empty_file_crate', 'ro-crate-py/test_add_dir', 'examples/simple-dataset-0.1.0'])(
    '%s has no crate metadata, so it is a plain folder',
    async (name) => {
      expect(await inspectBundle(join(CORPUS, name))).toMatchObject({ ok: true, kind: 'plain' });
    },
  );
});

describe('a crate', () => {
  it('says who made it, for which unit, and what each file speaks to', () => {
    const { crate, problems } = read([
      descriptor('1.3'),
      {
        '@id': './',
        '@type': 'Dataset',
        name: 'Portfolio',
        description: ['First', 'second'],
        identifier: { '@id': '#id' },
        author: [{ '@id': '#college' }, { '@id': '#me' }],
        about: { '@id': '#U1' },
      },
      { '@id': '#id', '@type': 'PropertyValue', value: 'pf-1' },
      { '@id': '#college', '@type': 'Organization', name: 'College' },
      { '@id': '#me', '@type': ['Person'], name: { '@value': 'A. Mendez' }, identifier: 10412 },
      {
        '@id': '#U1',
        '@type': 'DefinedTerm',
        name: 'Unit one',
        termCode: 'U-1',
        url: 'urn:u1',
        identifier: 'urn:id',
      },
      {
        '@id': './evidence/risk%20%C3%BC.pdf',
        '@type': ['File', 'ImageObject'],
        name: 'Risk',
        contentSize: '12',
        sha256: 'AB',
        dateCreated: '2026-01-01',
        about: [{ '@id': '#U1' }, 'urn:other', { '@id': '#a%20b' }],
      },
      { '@id': 'https://example.org/remote.pdf', '@type': 'File' },
      { '@id': '../outside.pdf', '@type': 'File' },
      'not an entity',
    ]);
    expect(problems).toEqual([]);
    expect(crate).toMatchObject({
      title: 'Portfolio',
      description: 'First',
      identifier: 'pf-1',
      learner: { name: 'A. Mendez', identifier: '10412' },
      units: [{ uris: ['#U1', 'urn:u1', 'urn:id'], code: 'U-1', name: 'Unit one' }],
    });
    expect([...(crate?.files.values() ?? [])]).toEqual([
      {
        path: 'evidence/risk ü.pdf',
        title: 'Risk',
        createdAt: '2026-01-01',
        sha256: 'ab',
        sizeBytes: 12,
        conformsTo: [],
        claims: [
          { uris: ['#U1', 'urn:u1', 'urn:id'], code: 'U-1', name: 'Unit one' },
          { uris: ['urn:other'], code: null, name: null },
          { uris: ['#a%20b'], code: 'a b', name: null },
        ],
      },
    ]);
  });

  it('nested beyond reason does no harm', () => {
    const deep = (open: string, close: string) => `${open.repeat(200_000)}1${close.repeat(200_000)}`;
    for (const name of [deep('[', ']'), deep('{"@value":', '}'), deep('{"@id":', '}')]) {
      const json = `{"@graph":[${JSON.stringify(descriptor())},{"@id":"./","@type":"Dataset","name":${name},"about":${name}}]}`;
      expect(readCrate(Buffer.from(json), 'x').crate).toMatchObject({ title: null });
    }
  });

  it.each(['1.0', '1.1', '1.2', '1.3'])('of version %s is known', (version) => {
    expect(read([descriptor(version), { '@id': './', '@type': 'Dataset' }]).problems).toEqual([]);
  });

  it('of another version is read with a warning', () => {
    const { crate, problems } = read([descriptor('7.0'), { '@id': './', '@type': 'Dataset', name: 'x' }]);
    expect(crate?.title).toBe('x');
    expect(problems).toMatchObject([{ code: 'crate.version_unknown', severity: 'warning' }]);
  });

  it.each([
    ['no JSON', 'nonsense', 'crate.unreadable'],
    ['no graph', '{"@graph":{}}', 'crate.unreadable'],
    ['no UTF-8', Buffer.from([0x7b, 0xff]), 'crate.unreadable'],
    ['no root', JSON.stringify({ '@graph': [descriptor()] }), 'crate.root_missing'],
  ])('with %s is refused', (_what, text, code) => {
    expect(readCrate(Buffer.from(text), 'x')).toMatchObject({
      crate: null,
      problems: [{ code, severity: 'error' }],
    });
  });
});

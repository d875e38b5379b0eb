import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCasePackage } from '../../src/framework/case-package.ts';

const CORPUS = join(import.meta.dirname, '../../../shared/corpora/case');
const packages = existsSync(CORPUS)
  ? ['opensalt', 'smarter-balanced'].flatMap((folder) =>
      readdirSync(join(CORPUS, folder))
        .filter((name) => name.endsWith('.json') && !name.includes('schema'))
        .map((name) => `${folder}/${name}`),
    )
  : [];

const level = (quality: string, score?: number | string, more = {}) => ({
  identifier: `l-${quality}`,
  uri: `urn:l:${quality}`,
  quality,
  score,
  ...more,
});
const criterion = (description: string, levels: unknown[], more = {}) => ({
  identifier: `c-${description}`,
  uri: `urn:c:${description}`,
  description,
  CFRubricCriterionLevels: levels,
  ...more,
});
const item = (code: string, statement: string) => ({
  identifier: `i-${code}`,
  uri: `urn:i:${code}`,
  humanCodingScheme: code,
  fullStatement: statement,
  educationLevel: ['4'],
});
const aPackage = (criteria: unknown[], more: Record<string, unknown> = {}, rubric = {}) => ({
  CFDocument: {
    identifier: 'd',
    uri: 'urn:d',
    title: 'Framework',
    lastChangeDateTime: '2026-11-20T09:30:00Z',
  },
  CFRubrics: [{ identifier: 'r', uri: 'urn:r', title: 'Rubric', CFRubricCriteria: criteria, ...rubric }],
  ...more,
});
function read(json: unknown) {
  const result = readCasePackage(json);
  if (!result.ok) throw new Error(result.error.message);
  return {
    ...result.value,
    unit: result.value.units[0],
    codes: result.value.warnings.map((warning) => warning.code),
  };
}

describe.skipIf(packages.length === 0)('published packages (skipped where ../shared is absent)', () => {
  it.each(packages)('%s reads, though it carries no rubric', (name) => {
    const { title, codes } = read(JSON.parse(readFileSync(join(CORPUS, name), 'utf8')));
    expect(title).not.toBe('');
    expect(codes).toEqual(['case.no_rubrics']);
  });
});

describe('a CASE rubric', () => {
  const three = [level('Good', 3), level('Poor', 1), level('Fair', '2')];

  it('becomes a unit whose criteria are in order, with levels from the lowest', () => {
    const { unit } = read(
      aPackage([
        criterion('second', three, { position: 2, weight: '2' }),
        criterion('first', three, { position: '1' }),
      ]),
    );
    expect(unit).toMatchObject({
      id: 'urn:r',
      title: 'Rubric',
      versionLabel: '2026-11-20',
      passRule: { kind: 'all_met' },
      criteria: [
        { id: 'urn:c:first', kind: 'levels', weight: 1 },
        {
          weight: 2,
          levels: [
            { id: 'urn:l:Poor', label: 'Poor', points: 1 },
            { label: 'Fair', points: 2 },
            { label: 'Good', points: 3 },
          ],
        },
      ],
    });
  });

  it('takes the second highest of three levels as required, and says that it assumed so', () => {
    const { unit, warnings } = read(aPackage([criterion('a', three)]));
    expect(unit?.criteria[0]).toMatchObject({ requiredLevel: 'urn:l:Fair' });
    expect(warnings).toMatchObject([{ code: 'case.required_level_assumed', at: 'a', severity: 'warning' }]);
    expect(warnings[0]?.message).toContain('"Fair"');
  });

  it('takes the required level and critical criteria from our extensions', () => {
    const extensions = { 'assay:requiredLevel': 'l-Good', 'assay:critical': true };
    const { unit, warnings } = read(aPackage([criterion('a', three, { extensions })]));
    expect(unit?.criteria[0]).toMatchObject({ requiredLevel: 'urn:l:Good', critical: true });
    expect(warnings).toEqual([]);
  });

  it.each([
    ['scores 0 and 1', [level('B', 1, { description: 'Is so' }), level('A', 0, { description: 'Is not' })]],
    [
      'words',
      [level('Not yet met', 5, { description: 'Is not' }), level('Met', 6, { description: 'Is so' })],
    ],
  ])('with two levels that read as met and not yet met by %s is binary', (_by, levels) => {
    const { unit, warnings } = read(aPackage([criterion('a', levels)]));
    expect(unit?.criteria[0]).toMatchObject({
      kind: 'binary',
      metDescriptor: 'Is so',
      notYetMetDescriptor: 'Is not',
    });
    expect(warnings).toEqual([]);
  });

  it('without levels is binary, met by its description', () => {
    const { unit } = read(aPackage([criterion('Wears goggles', [])]));
    expect(unit?.criteria[0]).toMatchObject({ kind: 'binary', metDescriptor: 'Wears goggles' });
  });

  it('with a range in our extension is numeric', () => {
    const extensions = { 'assay:numeric': { min: 0, max: 10, step: 0.5, passMark: 5 } };
    const { unit } = read(aPackage([criterion('a', [], { extensions })]));
    expect(unit?.criteria[0]).toMatchObject({ kind: 'numeric', max: 10, passMark: 5, guidance: '' });
  });

  it('is named for the item that all its criteria point to', () => {
    const link = { CFItemURI: { identifier: 'i-HS-2', uri: 'wrong', title: 'x' } };
    const { unit } = read(
      aPackage([criterion('a', [], link), criterion('b', [], link)], {
        CFItems: [item('HS-2', 'Assesses risk')],
      }),
    );
    expect(unit).toMatchObject({
      code: 'HS-2',
      title: 'Assesses risk',
      expectedLevel: '4',
      alignments: [{ uri: 'urn:i:HS-2', code: 'HS-2', statement: 'Assesses risk', framework: 'Framework' }],
      criteria: [{ code: null, alignments: [{ uri: 'urn:i:HS-2' }] }, {}],
    });
  });

  it('is named for the common parent of the items its criteria point to', () => {
    const child = (code: string) => ({
      associationType: 'isChildOf',
      originNodeURI: { uri: `urn:i:${code}` },
      destinationNodeURI: { uri: 'urn:i:HS' },
    });
    const { unit } = read(
      aPackage(
        [criterion('a', [], { CFItemURI: 'urn:i:HS.1' }), criterion('b', [], { CFItemURI: 'urn:i:HS.2' })],
        {
          CFItems: [item('HS', 'Safety'), item('HS.1', 'One'), item('HS.2', 'Two')],
          CFAssociations: [child('HS.1'), child('HS.2')],
        },
      ),
    );
    expect(unit).toMatchObject({
      code: 'HS',
      title: 'Safety',
      criteria: [{ code: 'HS.1' }, { code: 'HS.2' }],
    });
  });

  it('takes the rest of a unit from our extension', () => {
    const own = {
      id: 'unit:1',
      versionLabel: '2026.1',
      methods: ['product'],
      passRule: { kind: 'total_points', atLeast: 2 },
    };
    const { unit } = read(aPackage([criterion('a', three)], {}, { extensions: { 'assay:unit': own } }));
    expect(unit).toMatchObject(own);
  });

  it.each([
    ['no criteria', aPackage([])],
    ['two criteria of one id', aPackage([criterion('a', []), criterion('a', [])])],
    ['two levels of one id', aPackage([criterion('a', [level('x', 1), level('x', 2), level('y', 3)])])],
  ])('with %s is left out, and said to be', (_what, json) => {
    const { units, codes } = read(json);
    expect(units).toEqual([]);
    expect(codes).toContain('case.rubric_unusable');
  });

  it.each([null, [], 'x', {}, { CFItems: [] }])('is not looked for in %j', (json) => {
    expect(readCasePackage(json)).toMatchObject({ ok: false, error: { code: 'case.not_a_package' } });
  });

  it('is read past whatever is malformed around it', () => {
    const { units, title } = read({
      CFDocument: { title: 7, version: ['x'] },
      CFItems: 'none',
      CFAssociations: [null, 3],
      CFRubrics: [
        null,
        { title: null, CFRubricCriteria: [7, { description: 'a', weight: -1, position: 'x' }] },
      ],
    });
    expect(title).toBe('7');
    expect(units).toMatchObject([{ criteria: [{ title: 'a', weight: 1 }] }]);
  });
});

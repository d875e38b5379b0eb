import { describe, expect, it } from 'vitest';
import { checkUnit } from '../../src/domain/check-unit.ts';
import { Unit } from '../../src/domain/rubric.ts';
import { readUnitFile } from '../../src/framework/unit-file.ts';

const base = { code: null, title: 'Criterion', description: '', critical: false, weight: 1, alignments: [] };
const binary = { ...base, kind: 'binary', id: 'c1', metDescriptor: '', notYetMetDescriptor: '' };
const levels = {
  ...base,
  kind: 'levels',
  id: 'c2',
  levels: ['a', 'b', 'c'].map((id, points) => ({ id, label: id, descriptor: '', points })),
  requiredLevel: 'b',
};
const numeric = { ...base, kind: 'numeric', id: 'c3', min: 0, max: 10, step: 1, passMark: 5, guidance: '' };
const aUnit = (changes: Record<string, unknown> = {}) => ({
  id: 'unit:1',
  code: 'U1',
  title: 'Unit one',
  versionLabel: '1',
  description: '',
  learningOutcomes: [],
  expectedLevel: null,
  methods: ['observation'],
  recommendedPriorLearning: null,
  credit: null,
  alignments: [],
  criteria: [binary, levels, numeric],
  passRule: { kind: 'all_met' },
  ...changes,
});
const file = (unit: unknown, more = {}) => ({ assay: 'unit', v: 1, unit, ...more });

describe('a unit file', () => {
  it('reads as the unit it holds', () => {
    expect(readUnitFile(file(aUnit()))).toEqual({ ok: true, value: Unit.parse(aUnit()) });
  });

  it.each([
    ['something else', { hello: 1 }, 'unit_file.not_a_unit'],
    ['nothing', null, 'unit_file.not_a_unit'],
    ['a later version', file(aUnit(), { v: 2 }), 'unit_file.version_unknown'],
    ['a unit that is none', file({ title: 'x' }), 'unit_file.invalid'],
    ['a unit without criteria', file(aUnit({ criteria: [] })), 'unit_file.invalid'],
    ['a unit that contradicts itself', file(aUnit({ criteria: [binary, binary] })), 'unit_file.inconsistent'],
  ])('with %s is refused', (_what, json, code) => {
    expect(readUnitFile(json)).toMatchObject({ ok: false, error: { code } });
  });

  it('that is refused names every cause and where it is', () => {
    const result = readUnitFile(file(aUnit({ title: 7, criteria: [{ ...binary, weight: -1 }] })));
    expect(result.ok ? [] : result.error.causes?.map((cause) => cause.at)).toEqual([
      'unit.title',
      'unit.criteria.0.weight',
    ]);
  });
});

describe('a unit', () => {
  it('without contradictions passes', () => {
    expect(checkUnit(Unit.parse(aUnit()))).toEqual([]);
  });

  it.each([
    [
      'two criteria of one id',
      { criteria: [binary, { ...numeric, id: 'c1' }] },
      'unit.criterion_repeated',
      'c1',
    ],
    [
      'a required level that is none',
      { criteria: [{ ...levels, requiredLevel: 'z' }] },
      'unit.required_level_unknown',
      'c2',
    ],
    [
      'two levels of one id',
      { criteria: [{ ...levels, levels: [...levels.levels, { ...levels.levels[0] }] }] },
      'unit.level_repeated',
      'c2',
    ],
    ['an empty range', { criteria: [{ ...numeric, min: 10 }] }, 'unit.range_empty', 'c3'],
    [
      'a pass mark outside its range',
      { criteria: [{ ...numeric, passMark: 11 }] },
      'unit.pass_mark_outside',
      'c3',
    ],
    ['no title', { title: ' ' }, 'unit.title_missing', undefined],
    [
      'a pass mark out of reach',
      { passRule: { kind: 'total_points', atLeast: 99 } },
      'unit.pass_out_of_reach',
      undefined,
    ],
  ])('with %s is refused', (_what, changes, code, at) => {
    const [failure, ...more] = checkUnit(Unit.parse(aUnit(changes)));
    expect(more).toEqual([]);
    expect(failure).toMatchObject({ code });
    expect(failure?.at).toBe(at);
  });
});

import { describe, expect, it } from 'vitest';
import { markersOf } from '../../../renderer/standardisation/markers.ts';
import type { Output } from '../../../src/api/contract.ts';
import { PersonKey, RecordId, UnitId } from '../../../src/domain/ids.ts';
import type { Role } from '../../../src/domain/roles.ts';

type Standards = Output<'standardisation.get'>;
type Standing = Standards['markers'][number];
type Person = Output<'people.list'>[number];

const unit = UnitId.parse('unit:hs-2');
const set = RecordId.parse('a1'.repeat(32));
const keyOf = (name: string) => PersonKey.parse(`did:key:z6Mk${name.padEnd(44, 'x')}`);

const aPerson = (name: string, roles: readonly Role[], units: Person['units'] = 'all') =>
  ({ key: keyOf(name), name, roles, units, isLocal: false }) as unknown as Person;

function aStanding(name: string, change: Partial<Standing> = {}): Standing {
  return {
    person: keyOf(name),
    name,
    state: 'approved',
    scope: 'any',
    until: '2027-01-01T00:00:00.000Z',
    hasExpired: false,
    because: null,
    tries: [],
    seedsPassed: 0,
    seedsFailed: 0,
    isSecondChance: false,
    backReading: [],
    decisions: [],
    notCounted: [],
    ...change,
  };
}

const tried = (isPassed: boolean | null) => [
  { set, scripts: 2, marked: 2, within: isPassed ? 2 : 0, needed: 2, isPassed },
];

function needsOf(markers: readonly Standing[], people: readonly Person[], isRequired = true) {
  const standards: Standards = { unit, unitCode: 'HS-2', isRequired, sets: [], markers: [...markers] };
  return markersOf(standards, people).map(({ name, need }) => [name, need]);
}

describe('the markers of a unit', () => {
  const people = ['Ann', 'Bob', 'Cy', 'Dee', 'Eve'].map((name) => aPerson(name, ['assessor']));

  it('are all who may assess it, and whoever once did, those first who wait for something', () => {
    const known = [
      aStanding('Ann'),
      aStanding('Bob', { isSecondChance: true }),
      aStanding('Cy', { state: 'suspended' }),
      aStanding('Dee', { state: 'qualifying', tries: tried(true) }),
      aStanding('Gone', { state: 'removed' }),
    ];
    expect(needsOf(known, [...people, aPerson('Far', ['assessor'], [])])).toEqual([
      ['Cy', 'suspended'],
      ['Dee', 'passed'],
      ['Bob', 'secondChance'],
      ['Eve', 'qualify'],
      ['Ann', null],
      ['Gone', null],
    ]);
  });

  it('wait for no test where nobody needs to be approved, but to be approved once they passed', () => {
    const known = [aStanding('Ann', { state: 'qualifying', tries: tried(true) })];
    expect(needsOf(known, people.slice(0, 2), false)).toEqual([
      ['Ann', 'passed'],
      ['Bob', null],
    ]);
  });

  it('wait for a new test once their approval has ended, or the last one was failed', () => {
    const known = [
      aStanding('Ann', { hasExpired: true, tries: tried(true) }),
      aStanding('Bob', { state: 'qualifying', tries: tried(false) }),
    ];
    expect(needsOf(known, people.slice(0, 2))).toEqual([
      ['Ann', 'expired'],
      ['Bob', 'qualify'],
    ]);
  });

  it('are not tested where they read the definitive marks, but approved without', () => {
    expect(needsOf([], [aPerson('Max', ['assessor', 'moderator'])])).toEqual([['Max', 'recognise']]);
  });
});

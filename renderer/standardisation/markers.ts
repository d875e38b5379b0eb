import type { Output } from '../../src/api/contract.ts';
import type { StandardsOfUnit } from './may-decide.ts';

type Person = Output<'people.list'>[number];
type Standing = StandardsOfUnit['markers'][number];

/** What a marker waits for, the most pressing first; null where there is nothing to do. */
export type MarkerNeed = 'suspended' | 'passed' | 'recognise' | 'expired' | 'secondChance' | 'qualify';

export interface Marker extends Standing {
  /** False for whoever reads the definitive marks: nothing tests them. */
  readonly isTested: boolean;
  /** They mark on this machine. */
  readonly isLocal: boolean;
  readonly need: MarkerNeed | null;
}

const NEEDS: readonly (MarkerNeed | null)[] = [
  'suspended',
  'passed',
  'expired',
  'secondChance',
  'recognise',
  'qualify',
  null,
];

/** Everybody who marks the unit, those included of whom nothing was asked yet; who waits for something comes first. */
export function markersOf(standards: StandardsOfUnit, people: readonly Person[]): readonly Marker[] {
  const known = new Map(standards.markers.map((marker) => [marker.person, marker]));
  const assessors = people.filter(
    ({ roles, units }) => roles.includes('assessor') && (units === 'all' || units.includes(standards.unit)),
  );
  const others = standards.markers.filter(({ person }) => !assessors.some(({ key }) => key === person));
  const all = [
    ...assessors.map(({ key, name }) => known.get(key) ?? { ...NOT_STARTED, person: key, name }),
    ...others,
  ].map((marker): Marker => {
    const person = people.find(({ key }) => key === marker.person);
    const isTested = !person?.roles.some((role) => role !== 'assessor');
    const need = needOf(marker, isTested, standards.isRequired);
    return { ...marker, isTested, isLocal: person?.isLocal ?? false, need };
  });
  return all.sort((a, b) => NEEDS.indexOf(a.need) - NEEDS.indexOf(b.need) || a.name.localeCompare(b.name));
}

const NOT_STARTED = {
  state: 'not_started',
  scope: null,
  until: null,
  hasExpired: false,
  because: null,
  tries: [],
  seedsPassed: 0,
  seedsFailed: 0,
  isSecondChance: false,
  backReading: [],
  decisions: [],
  notCounted: [],
} as const satisfies Omit<Standing, 'person' | 'name'>;

function needOf(
  { state, hasExpired, isSecondChance, tries }: Standing,
  isTested: boolean,
  isRequired: boolean,
): MarkerNeed | null {
  switch (state) {
    case 'removed':
      return null;
    case 'suspended':
      return 'suspended';
    case 'approved':
      return hasExpired ? 'expired' : isSecondChance ? 'secondChance' : null;
    default:
      if (!isTested) return isRequired ? 'recognise' : null;
      if (tries.at(-1)?.isPassed) return 'passed';
      return isRequired || state === 'requalifying' ? 'qualify' : null;
  }
}

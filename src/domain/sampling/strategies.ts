import { assertNever } from '../result.ts';
import type { SampleCandidate } from './candidate.ts';
import { type ByLot, shareOf } from './lots.ts';
import type { Strategy } from './sampling-rule.ts';

/** Why a strategy drew a candidate. */
export type Because =
  | { readonly kind: 'census' | 'highest' | 'lowest' | 'fail' }
  /** By lot, as number `place` of `drawn`. */
  | { readonly kind: 'lot'; readonly place: number; readonly drawn: number; readonly from: number }
  | { readonly kind: 'risk'; readonly band: string; readonly percent: number }
  | { readonly kind: 'minimum'; readonly each: Each; readonly of: string; readonly atLeast: number }
  | { readonly kind: 'boundary'; readonly margin: number; readonly within: number }
  | { readonly kind: 'new_assessor'; readonly assessor: string; readonly nth: number; readonly first: number }
  | { readonly kind: 'failed_seed'; readonly assessor: string }
  | { readonly kind: 'pick'; readonly reason: string };

export type Each = Extract<Strategy, { kind: 'minimum' }>['each'];

export interface Pick {
  readonly id: string;
  readonly because: Because;
}

const drawnByLot = (candidates: ByLot, wanted: number): Pick[] => {
  const drawn = Math.min(wanted, candidates.length);
  return candidates
    .slice(0, drawn)
    .map(({ id }, at) => ({ id, because: { kind: 'lot', place: at + 1, drawn, from: candidates.length } }));
};

/** What one strategy draws. It looks at no other strategy, so that adding one never takes anything out of a sample. */
export function picksOf(strategy: Strategy, candidates: ByLot): readonly Pick[] {
  switch (strategy.kind) {
    case 'census':
      return candidates.map(({ id }) => ({ id, because: { kind: 'census' } }));
    case 'percentage':
      return drawnByLot(candidates, shareOf(candidates.length, strategy.percent));
    case 'size_table':
      return bySize(strategy, candidates);
    case 'risk':
      return byRisk(strategy, candidates);
    case 'minimum':
      return byMinimum(strategy, candidates);
    case 'fails':
      return candidates.flatMap(({ id, passed }) =>
        passed === false ? [{ id, because: { kind: 'fail' } }] : [],
      );
    case 'boundary': {
      const within = strategy.withinMilliPercent;
      return candidates.flatMap(({ id, margin }) =>
        margin !== null && -within <= margin && margin <= within
          ? [{ id, because: { kind: 'boundary', margin, within } }]
          : [],
      );
    }
    case 'new_assessor': {
      const { first } = strategy;
      return candidates.flatMap(({ id, assessments }) =>
        assessments.flatMap(({ assessor, nth }): Pick[] =>
          nth !== null && nth <= first
            ? [{ id, because: { kind: 'new_assessor', assessor, nth, first } }]
            : [],
        ),
      );
    }
    case 'failed_seed':
      return candidates.flatMap(({ id, assessments }) =>
        assessments.flatMap(({ assessor, afterFailedSeed }): Pick[] =>
          afterFailedSeed ? [{ id, because: { kind: 'failed_seed', assessor } }] : [],
        ),
      );
    case 'picks': {
      const wanted = new Set(strategy.ids);
      const { reason } = strategy;
      return candidates.flatMap(({ id }) =>
        wanted.has(id) ? [{ id, because: { kind: 'pick', reason } }] : [],
      );
    }
    default:
      return assertNever(strategy);
  }
}

function bySize({ steps }: Extract<Strategy, { kind: 'size_table' }>, candidates: ByLot): readonly Pick[] {
  const total = candidates.length;
  const step = steps.find(({ upTo }) => upTo === null || total <= upTo);
  const wanted = Math.min(total, step ? (step.draw ?? total) : total);
  const [highest, lowest] = extremes(candidates);
  const picks: Pick[] = [];
  if (highest) picks.push({ id: highest.id, because: { kind: 'highest' } });
  if (lowest && (wanted > 1 || !highest)) picks.push({ id: lowest.id, because: { kind: 'lowest' } });
  const taken = new Set(picks.map(({ id }) => id));
  const rest = candidates.filter(({ id }) => !taken.has(id));
  const lots = rest.slice(0, Math.max(0, wanted - taken.size));
  for (const [at, { id }] of lots.entries())
    picks.push({ id, because: { kind: 'lot', place: at + 1, drawn: lots.length, from: rest.length } });
  return picks;
}

/** The highest and the lowest mark, of equal ones that whose lot comes up first. */
function extremes(candidates: ByLot): readonly [SampleCandidate | null, SampleCandidate | null] {
  let highest: (SampleCandidate & { mark: number }) | null = null;
  let lowest: (SampleCandidate & { mark: number }) | null = null;
  for (const candidate of candidates) {
    const { mark } = candidate;
    if (mark === null) continue;
    if (!highest || mark > highest.mark) highest = { ...candidate, mark };
    if (!lowest || mark < lowest.mark) lowest = { ...candidate, mark };
  }
  return [highest, lowest];
}

function byRisk({ bands, rated }: Extract<Strategy, { kind: 'risk' }>, candidates: ByLot): readonly Pick[] {
  const bandOf = ({ risk, assessments }: SampleCandidate) => {
    const assessors = new Set(assessments.map(({ assessor }) => assessor));
    const named = new Set(rated.filter((one) => assessors.has(one.assessor)).map((one) => one.band));
    if (risk !== null) named.add(risk);
    return (bands.find(({ band }) => named.has(band)) ?? bands[0])?.band;
  };
  const members = new Map(bands.map(({ band }) => [band, [] as SampleCandidate[]]));
  for (const candidate of candidates) members.get(bandOf(candidate) ?? '')?.push(candidate);
  return bands.flatMap(({ band, percent }) => {
    const within = members.get(band) ?? [];
    return within
      .slice(0, shareOf(within.length, percent))
      .map(({ id }): Pick => ({ id, because: { kind: 'risk', band, percent } }));
  });
}

/** What there is to be some of each of. */
export function valuesOf(candidate: SampleCandidate, each: Each): readonly string[] {
  switch (each) {
    case 'assessor':
      return candidate.assessments.map(({ assessor }) => assessor);
    case 'criterion':
      return candidate.criteria;
    case 'method':
      return candidate.methods;
    case 'location':
      return candidate.location === null ? [] : [candidate.location];
    default:
      return assertNever(each);
  }
}

function byMinimum(
  { each, atLeast }: Extract<Strategy, { kind: 'minimum' }>,
  candidates: ByLot,
): readonly Pick[] {
  const counts = new Map<string, number>();
  const picks: Pick[] = [];
  for (const candidate of candidates) {
    for (const of of new Set(valuesOf(candidate, each))) {
      const before = counts.get(of) ?? 0;
      if (before >= atLeast) continue;
      counts.set(of, before + 1);
      picks.push({ id: candidate.id, because: { kind: 'minimum', each, of, atLeast } });
    }
  }
  return picks;
}

import { ok, type Result, refused } from '../result.ts';
import type { SampleCandidate } from './candidate.ts';
import { byLot, type Sha256Of } from './lots.ts';
import { SampleSeed, type SamplingRule } from './sampling-rule.ts';
import { type Because, picksOf } from './strategies.ts';

/** One reason, and which strategy of the rule (0 is the first) gives it. */
export interface Why {
  readonly strategy: number;
  readonly because: Because;
}

export interface DrawnCandidate {
  readonly id: string;
  /** Every reason that applies, at least one. */
  readonly why: readonly Why[];
}

/** What a draw is made from. Whoever has it comes to the same sample. */
export interface Draw {
  readonly population: readonly SampleCandidate[];
  readonly rule: SamplingRule;
  readonly seed: string;
}

/**
 * What any strategy of the rule draws, in order of id, each with all its reasons: the same on every machine. Fails with
 * `sample.…` where the population or the rule makes no sense.
 */
export function drawSample({ population, rule, seed }: Draw, sha256: Sha256Of): Result<DrawnCandidate[]> {
  const ids = new Set(population.map(({ id }) => id));
  if (!SampleSeed.safeParse(seed).success)
    return refused('sample.seed_unfit', 'A seed is one line of 1 to 200 characters.');
  if (ids.size === 0) return refused('sample.nobody', 'There is nothing to draw from.');
  if (ids.size < population.length)
    return refused('sample.id_twice', 'Two of those to draw from have one id.');
  const unfit = rule.strategies.flatMap((strategy) => problemOf(strategy, ids))[0];
  if (unfit) return refused('sample.rule_unfit', unfit);
  const candidates = byLot(population, seed, sha256);
  const drawn = new Map<string, Why[]>();
  for (const [at, strategy] of rule.strategies.entries()) {
    for (const { id, because } of picksOf(strategy, candidates)) {
      const why = drawn.get(id) ?? [];
      why.push({ strategy: at, because });
      drawn.set(id, why);
    }
  }
  return ok([...drawn.keys()].sort().map((id) => ({ id, why: drawn.get(id) ?? [] })));
}

function problemOf(strategy: SamplingRule['strategies'][number], ids: ReadonlySet<string>): string[] {
  switch (strategy.kind) {
    case 'picks': {
      const unknown = strategy.ids.find((id) => !ids.has(id));
      return unknown === undefined ? [] : [`“${unknown}” was picked and is not among those to draw from.`];
    }
    case 'risk': {
      const bands = new Set(strategy.bands.map(({ band }) => band));
      if (bands.size < strategy.bands.length) return ['Two bands of risk have one name.'];
      const unknown = strategy.rated.find(({ band }) => !bands.has(band));
      return unknown ? [`${unknown.assessor} is rated “${unknown.band}”, and there is no such band.`] : [];
    }
    case 'size_table': {
      const limits = strategy.steps.map(({ upTo }) => upTo ?? Number.MAX_SAFE_INTEGER);
      return limits.every((limit, at) => at === 0 || limit > (limits[at - 1] ?? 0))
        ? []
        : ['The steps of a size table rise.'];
    }
    default:
      return [];
  }
}

/** One timed run of one side. */
export interface Timed {
  readonly ms: number;
  /** Peak resident memory of the processes that did the work, where the system tells. */
  readonly peakBytes: number | null;
}

export interface Side {
  readonly name: string;
  run(): Promise<Timed> | Timed;
}

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export interface SideFigures {
  readonly name: string;
  readonly ms: Spread;
  readonly peakBytes: number | null;
}

export interface Ratio {
  readonly against: string;
  /** Of the ratios within each round, so that what slows a whole round cancels. */
  readonly ratio: Spread;
  readonly goal: number | null;
}

/** One case of one benchmark: ours first, then what it is held against. */
export interface CaseFigures {
  readonly bench: string;
  readonly shape: string;
  readonly size: string;
  readonly rounds: number;
  /** What the figures under `ms` count where it is not milliseconds. */
  readonly unit?: 'bytes';
  readonly sides: readonly SideFigures[];
  readonly ratios: readonly Ratio[];
}

export interface Rounds {
  readonly warmUps: number;
  readonly rounds: number;
}

/** Runs the sides in turn, the order reversed every other round, and forgets the warm-ups. */
export async function runSideBySide(sides: readonly Side[], { warmUps, rounds }: Rounds): Promise<Timed[][]> {
  const timed: Timed[][] = sides.map(() => []);
  for (let round = -warmUps; round < rounds; round += 1) {
    const order = [...sides.entries()];
    if (round % 2 !== 0) order.reverse();
    for (const [index, side] of order) {
      const run = await side.run();
      if (round >= 0) timed[index]?.push(run);
    }
  }
  return timed;
}

/** Sums up: the first side is ours; `goals` holds the most it may take as a multiple of a side, by name. */
export function figuresOf(
  sides: readonly Side[],
  timed: readonly (readonly Timed[])[],
  goals: Readonly<Record<string, number>>,
): Pick<CaseFigures, 'rounds' | 'sides' | 'ratios'> {
  const [ours = []] = timed;
  return {
    rounds: ours.length,
    sides: sides.map(({ name }, index) => ({
      name,
      ms: spreadOf((timed[index] ?? []).map((run) => run.ms)),
      peakBytes: peakOf(timed[index] ?? []),
    })),
    ratios: sides.slice(1).map(({ name }, index) => ({
      against: name,
      ratio: spreadOf(ours.map((run, round) => run.ms / (timed[index + 1]?.[round]?.ms ?? Number.NaN))),
      goal: goals[name] ?? null,
    })),
  };
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2;
  return { median, min: at(0), max: at(sorted.length - 1) };
}

function peakOf(runs: readonly Timed[]): number | null {
  const peaks = runs.map((run) => run.peakBytes).filter((bytes) => bytes !== null);
  return peaks.length === 0 ? null : spreadOf(peaks).median;
}

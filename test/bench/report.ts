import type { CaseFigures, Spread } from './side-by-side.ts';

/** How time and memory grow from one size to the next, ten times as large. */
export interface Growth {
  readonly bench: string;
  readonly shape: string;
  readonly from: string;
  readonly to: string;
  readonly time: number;
  readonly memory: number | null;
}

const TIME_GOAL = 11;
const MEMORY_GOAL = 1.2;

/** Cases of one shape lie next to each other, the smaller first. */
export function growthOf(cases: readonly CaseFigures[]): Growth[] {
  return cases.slice(1).flatMap((large, index) => {
    const small = cases[index];
    if (!small || small.bench !== large.bench || small.shape !== large.shape) return [];
    const [ours, before] = [large.sides[0], small.sides[0]];
    if (!ours || !before) return [];
    const memory = ours.peakBytes && before.peakBytes ? ours.peakBytes / before.peakBytes : null;
    const time = ours.ms.median / before.ms.median;
    return [{ bench: large.bench, shape: large.shape, from: small.size, to: large.size, time, memory }];
  });
}

/** The cases as a table a person reads. */
export function describeCases(cases: readonly CaseFigures[]): string {
  const rows = cases.flatMap((figures) =>
    figures.sides.map((side, index) => {
      const against = figures.ratios[index - 1];
      const isFirst = index === 0;
      return [
        isFirst ? `${figures.bench}: ${figures.shape}, ${figures.size}` : '',
        side.name,
        amount(side.ms.median, figures.unit),
        `${amount(side.ms.min, figures.unit)} – ${amount(side.ms.max, figures.unit)}`,
        side.peakBytes === null ? '–' : `${(side.peakBytes / 1024 / 1024).toFixed(0)} MiB`,
        isFirst ? `${figures.rounds} rounds` : against ? describeRatio(against.ratio) : '',
        isFirst || !against || against.goal === null ? '' : verdict(against.ratio.median, against.goal),
      ];
    }),
  );
  return table(['', 'side', 'median', 'min – max', 'peak memory', 'ours ÷ it, by round', 'goal'], rows);
}

export function describeGrowth(growths: readonly Growth[]): string {
  return table(
    ['growth', 'time', 'goal', 'memory', 'goal'],
    growths.map(({ bench, shape, from, to, time, memory }) => [
      `${bench}: ${shape}, ${from} → ${to}`,
      `${time.toFixed(2)}×`,
      verdict(time, TIME_GOAL),
      memory === null ? '–' : `${memory.toFixed(2)}×`,
      memory === null ? '' : verdict(memory, MEMORY_GOAL),
    ]),
  );
}

function verdict(value: number, goal: number): string {
  return `≤ ${goal.toFixed(goal < 0.1 ? 2 : 1)}× ${value <= goal ? 'met' : 'MISSED'}`;
}

function describeRatio({ median, min, max }: Spread): string {
  return `${median.toFixed(2)}× (${min.toFixed(2)} – ${max.toFixed(2)})`;
}

function amount(value: number, unit: CaseFigures['unit']): string {
  return unit === 'bytes' ? `${(value / 1024 / 1024).toFixed(0)} MiB` : milliseconds(value);
}

function milliseconds(ms: number): string {
  return ms >= 1000 ? `${(ms / 1000).toFixed(2)} s` : `${ms.toFixed(ms < 10 ? 2 : 0)} ms`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

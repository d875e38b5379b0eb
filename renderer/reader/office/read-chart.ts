import { all, child, children, first } from './xml.ts';

/** The figures behind a chart, as they were when the file was last saved. */
export interface ChartFigures {
  readonly title: string | null;
  readonly categories: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly string[] }[];
}

/** More figures are cut: a chart of thousands of points says little as a table. */
const MOST_POINTS = 500;
const MOST_SERIES = 30;

/** Reads a chart part (ECMA-376 part 1, 21.2). */
export function readChart(tree: XMLDocument): ChartFigures {
  const chart = first(tree, 'chart');
  const series = all(tree, 'ser').slice(0, MOST_SERIES);
  const longest = series
    .map((one) => points(child(one, 'cat') ?? child(one, 'xVal')))
    .reduce<string[]>((found, candidate) => (candidate.length > found.length ? candidate : found), []);
  return {
    title: textOf(child(chart, 'title')),
    categories: longest,
    series: series.map((one, index) => ({
      name: points(child(one, 'tx')).join(' ') || String(index + 1),
      values: points(child(one, 'val') ?? child(one, 'yVal')),
    })),
  };
}

function textOf(title: Element | null): string | null {
  if (title === null) return null;
  const words = all(title, 't', 'v').map((element) => element.textContent ?? '');
  return words.join('').trim() || null;
}

function points(source: Element | null): string[] {
  if (source === null) return [];
  const values: string[] = [];
  for (const point of all(source, 'pt')) {
    const index = Number(point.getAttribute('idx') ?? values.length);
    if (!Number.isInteger(index) || index < 0 || index >= MOST_POINTS) continue;
    values[index] = children(point, 'v')
      .map((value) => value.textContent ?? '')
      .join('');
  }
  const direct = children(source, 'v').map((value) => value.textContent ?? '');
  return Array.from(values.length > 0 ? values : direct, (value) => value ?? '');
}

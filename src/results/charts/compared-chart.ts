import type { MarkersCompared } from '../../api/shapes.ts';
import type { Chart } from './chart.ts';
import { COLOURS, EDGE, element, svgDocument, TITLE_HEIGHT, text } from './svg.ts';

const CELL = { width: 96, height: 44 };
const LABEL = 170;
const HEAD = 30;
const LEAST_WIDTH = 640;

interface Between {
  readonly unit: string;
  /** The criterion, or the verdict. */
  readonly about: string;
  readonly a: string;
  readonly b: string;
}

/** What one of two markers gave where the other gave that: the first in rows, the second in columns. */
export function comparedChart({ categories, counts, shared }: MarkersCompared, between: Between): Chart {
  const { unit, about, a, b } = between;
  const most = Math.max(1, ...counts.flat());
  const left = EDGE + LABEL;
  const top = TITLE_HEIGHT + HEAD;
  const middle = (place: number) => left + (place + 0.5) * CELL.width;
  const inside = [
    ...categories.map((words, across) =>
      text(middle(across), top - 10, words, { 'text-anchor': 'middle', fill: COLOURS.quiet }, 14),
    ),
    ...counts.flatMap((row, down) => [
      text(
        left - 12,
        top + (down + 0.5) * CELL.height + 4,
        categories[down] ?? '',
        { 'text-anchor': 'end', fill: COLOURS.quiet },
        26,
      ),
      ...row.flatMap((count, across) =>
        cellAt(count, down === across, count / most, middle(across), top + down * CELL.height),
      ),
    ]),
  ];
  return {
    svg: svgDocument({
      title: `${unit}: ${a} and ${b}, ${about}`,
      description: `${a} in rows, ${b} in columns, ${shared} shared. Where they meet lies on the diagonal.`,
      width: Math.max(LEAST_WIDTH, left + categories.length * CELL.width + EDGE),
      height: top + categories.length * CELL.height + EDGE,
      inside,
    }),
    columns: [`${a} ↓ ${b} →`, ...categories],
    rows: counts.map((row, down) => [categories[down] ?? '', ...row]),
  };
}

function cellAt(count: number, isSame: boolean, share: number, middle: number, top: number): string[] {
  const colour = isSame ? COLOURS.accent : COLOURS.other;
  return [
    element('rect', {
      ...{
        x: middle - CELL.width / 2 + 1.5,
        y: top + 1.5,
        width: CELL.width - 3,
        height: CELL.height - 3,
        rx: 4,
      },
      fill: colour,
      'fill-opacity': count === 0 ? 0 : 0.1 + 0.35 * share,
      stroke: isSame ? COLOURS.accent : COLOURS.line,
    }),
    text(middle, top + CELL.height / 2 + 4, String(count), {
      'text-anchor': 'middle',
      fill: count === 0 ? COLOURS.quiet : COLOURS.ink,
      'font-weight': count === 0 ? 400 : 600,
    }),
  ];
}

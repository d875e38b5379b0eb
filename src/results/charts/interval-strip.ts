import type { Estimate } from '../../api/shapes.ts';
import { COLOURS, EDGE, element, text } from './svg.ts';

export interface Scale {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  /** What the left and the right end mean, where a number does not say it. */
  readonly ends?: readonly [string, string];
}

export interface StripRow {
  readonly name: string;
  readonly note: string;
  readonly marks: readonly { readonly shape: Shape; readonly estimate: Estimate; readonly digits: number }[];
}

export type Shape = 'square' | 'dot' | 'diamond';

const LABEL = 250;
const PLOT = 380;
const NUMBERS = 190;
const LINE = 18;
const GAP = 12;
const HEAD = 40;
export const STRIP_WIDTH = EDGE * 2 + LABEL + PLOT + NUMBERS;

/** Estimates with their intervals, a row each, from `top` down; the numbers stand beside them as text. */
export function intervalStrip(rows: readonly StripRow[], scale: Scale, top: number) {
  const left = EDGE + LABEL;
  const x = (value: number) =>
    left + (Math.min(scale.to, Math.max(scale.from, value)) - scale.from) * (PLOT / (scale.to - scale.from));
  const heights = rows.map(({ marks }) => Math.max(2, marks.length) * LINE + GAP);
  const height = HEAD + heights.reduce((sum, one) => sum + one, 0);
  const inside = scale.ticks.flatMap((tick) => [
    element('line', {
      ...{ x1: x(tick), x2: x(tick), y1: top + HEAD - 6, y2: top + height },
      stroke: tick === 0 ? COLOURS.zero : COLOURS.line,
    }),
    text(x(tick), top + HEAD - 10, tickInWords(tick), { 'text-anchor': 'middle', fill: COLOURS.quiet }),
  ]);
  if (scale.ends) {
    inside.push(text(left, top + 12, `← ${scale.ends[0]}`, { fill: COLOURS.quiet }));
    inside.push(
      text(left + PLOT, top + 12, `${scale.ends[1]} →`, { fill: COLOURS.quiet, 'text-anchor': 'end' }),
    );
  }
  let y = top + HEAD;
  for (const [place, row] of rows.entries()) {
    inside.push(text(EDGE, y + LINE - 4, row.name, { 'font-weight': 600 }, 36));
    inside.push(text(EDGE, y + 2 * LINE - 6, row.note, { fill: COLOURS.quiet, 'font-size': 11 }, 42));
    for (const [line, { shape, estimate, digits }] of row.marks.entries()) {
      const middle = y + line * LINE + LINE / 2;
      inside.push(...markAt(shape, estimate, x, middle));
      inside.push(
        text(left + PLOT + 20, middle + 4, inNumbers(estimate, digits), {
          fill: estimate.value === null ? COLOURS.quiet : COLOURS.ink,
        }),
      );
    }
    y += heights[place] ?? 0;
  }
  return { height, inside };
}

function markAt(shape: Shape, estimate: Estimate, x: (value: number) => number, y: number): string[] {
  if (estimate.value === null) return [];
  const { value, low, high } = estimate;
  const fill = colourOf(shape);
  const interval =
    low === undefined || high === undefined
      ? []
      : [element('line', { x1: x(low), x2: x(high), y1: y, y2: y, stroke: fill, 'stroke-width': 2 })];
  return [...interval, shapeAt(shape, x(value), y)];
}

const colourOf = (shape: Shape) =>
  ({ square: COLOURS.quiet, dot: COLOURS.accent, diamond: COLOURS.other })[shape];

/** A shape of its own as well as a colour: copies in black and white lose nothing. */
export function shapeAt(shape: Shape, x: number, y: number): string {
  const fill = colourOf(shape);
  if (shape === 'dot') return element('circle', { cx: x, cy: y, r: 4, fill });
  const points = shape === 'square' ? [-4, -4, 4, -4, 4, 4, -4, 4] : [0, -5, 5, 0, 0, 5, -5, 0];
  return element('polygon', { points: points.map((by, place) => by + (place % 2 ? y : x)).join(' '), fill });
}

const tickInWords = (tick: number) => String(tick).replace('-', '−');

export function inNumbers(estimate: Estimate, digits: number): string {
  if (estimate.value === null) return '–';
  const written = (value: number) => (Number(value.toFixed(digits)) || 0).toFixed(digits).replace('-', '−');
  const { value, low, high } = estimate;
  return low === undefined || high === undefined
    ? written(value)
    : `${written(value)} (${written(low)} to ${written(high)})`;
}

/** A scale of equal reach to both sides that holds all of these, with five ticks. */
export function scaleAround(
  estimates: readonly Estimate[],
  least: number,
  ends?: readonly [string, string],
): Scale {
  const reach = Math.max(
    least,
    ...estimates.flatMap((one) =>
      one.value === null ? [] : [Math.abs(one.value), Math.abs(one.low ?? 0), Math.abs(one.high ?? 0)],
    ),
  );
  const step = [1, 2, 5, 10, 20, 25, 50].find((one) => one * 2 >= reach) ?? 50;
  const scale = { from: -2 * step, to: 2 * step, ticks: [-2, -1, 0, 1, 2].map((tick) => tick * step) };
  return ends ? { ...scale, ends } : scale;
}

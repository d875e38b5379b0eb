import type { Estimate, UnitStatistics } from '../../api/shapes.ts';
import { type Chart, ESTIMATE_COLUMNS, estimateCells } from './chart.ts';
import { type Scale, scaleAround } from './interval-strip.ts';
import { COLOURS, EDGE, element, svgDocument, TITLE_HEIGHT, text } from './svg.ts';

const LEAST_REACH = 5;
const WIDTH = 380;
const HEIGHT = 120;
const CELL = HEIGHT + 70;
const ACROSS = 2;
const PAD = 34;

interface Stretch {
  readonly from: string;
  readonly to: string;
  readonly n: number;
  readonly mean: Estimate;
}

/** Each marker’s distance from the others, stretch by stretch; null where nobody shares enough work to tell. */
export function driftChart(said: UnitStatistics): Chart | null {
  const drawn = said.markers.flatMap(({ marker, drift }) =>
    drift.stretches === null ? [] : [{ marker, stretches: drift.stretches }],
  );
  if (drawn.length === 0) return null;
  const scale = scaleAround(
    drawn.flatMap(({ stretches }) => stretches.map(({ mean }) => mean)),
    LEAST_REACH,
  );
  return {
    svg: svgDocument({
      title: `${said.unit.code}: drift of markers`,
      description:
        'Percent of the marks above (lenient) or below (severe) the others, from the earliest shared work to the latest.',
      width: EDGE * 2 + ACROSS * WIDTH + EDGE,
      height: TITLE_HEIGHT + Math.ceil(drawn.length / ACROSS) * CELL + EDGE,
      inside: drawn.flatMap(({ marker, stretches }, place) =>
        curve(marker.name, stretches, scale, {
          left: EDGE + (place % ACROSS) * (WIDTH + EDGE),
          top: TITLE_HEIGHT + Math.floor(place / ACROSS) * CELL,
        }),
      ),
    }),
    columns: ['marker', 'from', 'to', 'shared', 'percent_above_or_below', ...ESTIMATE_COLUMNS],
    rows: drawn.flatMap(({ marker, stretches }) =>
      stretches.map(({ from, to, n, mean }) => [marker.name, from, to, n, ...estimateCells(mean)]),
    ),
  };
}

function curve(
  name: string,
  stretches: readonly Stretch[],
  scale: Scale,
  { left, top }: { readonly left: number; readonly top: number },
): string[] {
  const above = top + 26;
  const wide = WIDTH - PAD - 12;
  const x = (place: number) => left + PAD + 6 + (place * (wide - 12)) / Math.max(1, stretches.length - 1);
  const y = (value: number) =>
    above +
    HEIGHT -
    (Math.min(scale.to, Math.max(scale.from, value)) - scale.from) * (HEIGHT / (scale.to - scale.from));
  const points = stretches.flatMap(({ mean }, place) =>
    mean.value === null
      ? []
      : [{ at: x(place), ...mean, low: mean.low ?? mean.value, high: mean.high ?? mean.value }],
  );
  const band = [
    ...points.map(({ at, high }) => [at, y(high)]),
    ...points.toReversed().map(({ at, low }) => [at, y(low)]),
  ];
  const quiet = { fill: COLOURS.quiet, 'font-size': 11 };
  return [
    text(left, top + 14, name, { 'font-weight': 600 }, 52),
    ...scale.ticks.flatMap((tick) => [
      element('line', {
        ...{ x1: left + PAD, x2: left + PAD + wide, y1: y(tick), y2: y(tick) },
        stroke: tick === 0 ? COLOURS.zero : COLOURS.line,
      }),
      text(left + PAD - 6, y(tick) + 4, String(tick).replace('-', '−'), { ...quiet, 'text-anchor': 'end' }),
    ]),
    element('polygon', { points: joined(band), fill: COLOURS.accent, 'fill-opacity': 0.16 }),
    element('polyline', {
      points: joined(points.map(({ at, value }) => [at, y(value)])),
      fill: 'none',
      stroke: COLOURS.accent,
      'stroke-width': 1.5,
    }),
    ...points.map(({ at, value }) => element('circle', { cx: at, cy: y(value), r: 3, fill: COLOURS.accent })),
    text(left + PAD, above + HEIGHT + 18, dayOf(stretches[0]?.from), quiet),
    text(left + PAD + wide, above + HEIGHT + 18, dayOf(stretches.at(-1)?.to), {
      ...quiet,
      'text-anchor': 'end',
    }),
  ];
}

const dayOf = (at: string | undefined) => (at ?? '').slice(0, 10);

const joined = (points: readonly (readonly number[])[]) =>
  points.map((point) => point.map((one) => Math.round(one * 100) / 100).join(',')).join(' ');

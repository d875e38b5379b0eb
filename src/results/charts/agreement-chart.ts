import type { UnitStatistics } from '../../api/shapes.ts';
import { type Chart, ESTIMATE_COLUMNS, estimateCells } from './chart.ts';
import { intervalStrip, STRIP_WIDTH, shapeAt } from './interval-strip.ts';
import { EDGE, svgDocument, TITLE_HEIGHT, text } from './svg.ts';

const SCALE = { from: -0.25, to: 1, ticks: [0, 0.25, 0.5, 0.75, 1] };
const SHOWN = [
  ['square', 'exact', 'Agreement'],
  ['dot', 'ac', 'AC'],
  ['diamond', 'kappa', 'κ'],
] as const;
const ALL = [
  ['agreement', 'exact'],
  ['ac', 'ac'],
  ['kappa', 'kappa'],
  ['adjacent', 'adjacent'],
  ['alpha', 'alpha'],
] as const;
const LEGEND = 24;

/** How far markers agree about the verdict and each criterion; κ never without percent agreement and AC beside it. */
export function agreementChart(said: UnitStatistics): Chart {
  const about = [said.verdict, ...said.criteria];
  const rows = about.map((one) => ({
    name: one.title,
    note: `${one.paired} shared`,
    marks: SHOWN.map(([shape, name]) => ({ shape, estimate: one[name], digits: 2 })),
  }));
  const strip = intervalStrip(rows, SCALE, TITLE_HEIGHT + LEGEND);
  const legend = SHOWN.flatMap(([shape, , words], place) => [
    shapeAt(shape, EDGE + 5 + place * 100, TITLE_HEIGHT + 10),
    text(EDGE + 16 + place * 100, TITLE_HEIGHT + 14, words),
  ]);
  return {
    svg: svgDocument({
      title: `${said.unit.code}: agreement of markers`,
      description: `${said.doubleMarked} of ${said.submissions} submissions were marked by two or more. Intervals are 95 %.`,
      width: STRIP_WIDTH,
      height: TITLE_HEIGHT + LEGEND + strip.height + EDGE,
      inside: [...legend, ...strip.inside],
    }),
    columns: ['about', 'scale', 'shared', 'statistic', 'value', ...ESTIMATE_COLUMNS],
    rows: about.flatMap((one) =>
      ALL.map(([words, name]) => [one.title, one.level, one.paired, words, ...estimateCells(one[name])]),
    ),
  };
}

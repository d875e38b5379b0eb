import type { UnitStatistics } from '../../api/shapes.ts';
import { type Chart, ESTIMATE_COLUMNS, estimateCells } from './chart.ts';
import { intervalStrip, STRIP_WIDTH, scaleAround } from './interval-strip.ts';
import { EDGE, svgDocument, TITLE_HEIGHT } from './svg.ts';

const LEAST_REACH = 5;

/** Who is lenient and who is severe, beside the others on the same work. */
export function severityChart(said: UnitStatistics): Chart {
  const scale = scaleAround(
    said.markers.map(({ severity }) => severity),
    LEAST_REACH,
    ['severe', 'lenient'],
  );
  const strip = intervalStrip(
    said.markers.map(({ marker, marked, shared, severity }) => ({
      name: marker.name,
      note: `${marked} marked, ${shared} shared`,
      marks: [{ shape: 'dot' as const, estimate: severity, digits: 1 }],
    })),
    scale,
    TITLE_HEIGHT,
  );
  return {
    svg: svgDocument({
      title: `${said.unit.code}: severity of markers`,
      description:
        'Percent of the marks above (lenient) or below (severe) the others on the same work, with 95 % intervals.',
      width: STRIP_WIDTH,
      height: TITLE_HEIGHT + strip.height + EDGE,
      inside: strip.inside,
    }),
    columns: ['marker', 'marked', 'shared', 'percent_above_or_below', ...ESTIMATE_COLUMNS],
    rows: said.markers.map(({ marker, marked, shared, severity }) => [
      marker.name,
      marked,
      shared,
      ...estimateCells(severity),
    ]),
  };
}

import type { RaschOfUnit } from '../../api/shapes.ts';
import { type Chart, cell, ESTIMATE_COLUMNS, estimateCells } from './chart.ts';
import { intervalStrip, STRIP_WIDTH, scaleAround } from './interval-strip.ts';
import { COLOURS, EDGE, svgDocument, TITLE_HEIGHT, text } from './svg.ts';

type Measures = NonNullable<RaschOfUnit['measures']>;
type Measured = Omit<Measures['markers'][number], 'marker'> & { readonly name: string };

const LEAST_REACH = 2;
const HEADING = 30;
const LINE = 18;
const MOST_LETTERS = 130;

/** Markers by severity and criteria by difficulty, in logits. No learner is named in it. */
export function raschChart(
  { unit, leftOut }: Pick<RaschOfUnit, 'unit' | 'leftOut'>,
  measures: Measures,
): Chart {
  const markers = ordered(measures.markers.map(({ marker, ...one }) => ({ ...one, name: marker.name })));
  const criteria = ordered(measures.criteria.map(({ title, ...one }) => ({ ...one, name: title })));
  const notes = [
    ...[...markers, ...criteria].flatMap(({ name, misfit }) =>
      misfit === null ? [] : [`${name}: ${misfit}`],
    ),
    ...measures.remarks,
    ...leftOut.map(({ facet, name, reason }) => `Left out: ${facet} ${name}. ${reason}`),
  ].flatMap(wrapped);
  let y = TITLE_HEIGHT;
  const inside: string[] = [];
  for (const { heading, ends, measured } of [
    { heading: 'Markers', ends: ['lenient', 'severe'] as const, measured: markers },
    { heading: 'Criteria', ends: ['easy', 'hard'] as const, measured: criteria },
  ]) {
    inside.push(text(EDGE, y + 14, heading, { 'font-size': 13, 'font-weight': 600 }));
    const strip = intervalStrip(rowsOf(measured), scaleOf(measured, ends), y);
    inside.push(...strip.inside);
    y += strip.height + HEADING;
  }
  for (const note of notes) {
    inside.push(text(EDGE, y, note, { fill: COLOURS.quiet, 'font-size': 11 }));
    y += LINE;
  }
  return {
    svg: svgDocument({
      title: `${unit.code}: markers and criteria on one scale`,
      description: `Many-facet Rasch measures in logits, with 95 % intervals; ${measures.ratings} marks for ${measures.learners.count} learners.`,
      width: STRIP_WIDTH,
      height: y + EDGE,
      inside,
    }),
    columns: ['facet', 'name', 'group', 'marks', 'logits', ...ESTIMATE_COLUMNS, 'infit', 'outfit', 'pattern'],
    rows: [
      ...rowsInTable('marker (above zero: severe)', markers),
      ...rowsInTable('criterion (above zero: hard)', criteria),
      ...leftOut.map(({ facet, name, count, reason }) => [
        ...[`${facet}, left out`, name, '', count, '', '', '', ''],
        ...[reason, '', '', ''],
      ]),
    ],
  };
}

const ordered = (measured: readonly Measured[]) =>
  measured.toSorted((a, b) => a.group - b.group || (b.measure.value ?? 0) - (a.measure.value ?? 0));

const scaleOf = (measured: readonly Measured[], ends: readonly [string, string]) =>
  scaleAround(
    measured.map(({ measure }) => measure),
    LEAST_REACH,
    ends,
  );

const groupsOf = (measured: readonly Measured[]) => [...new Set(measured.map(({ group }) => group))];

function rowsOf(measured: readonly Measured[]) {
  const groups = groupsOf(measured);
  return measured.map(({ name, count, measure, group }) => ({
    name,
    note: [...(groups.length > 1 ? [`Group ${groups.indexOf(group) + 1}`] : []), `${count} marks`].join(
      ' · ',
    ),
    marks: [{ shape: 'dot' as const, estimate: measure, digits: 2 }],
  }));
}

function rowsInTable(facet: string, measured: readonly Measured[]): (string | number)[][] {
  const groups = groupsOf(measured);
  return measured.map(({ name, count, measure, fit, misfit, group }) => [
    ...[facet, name, groups.indexOf(group) + 1, count, ...estimateCells(measure)],
    ...[cell(fit.infit), cell(fit.outfit), misfit ?? 'as expected'],
  ]);
}

/** SVG breaks no lines of its own. */
function wrapped(sentence: string): string[] {
  const lines = [''];
  for (const word of sentence.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + word.length >= MOST_LETTERS) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}

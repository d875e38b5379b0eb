import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Estimate, RaschOfUnit, UnitStatistics } from '../api/shapes.ts';
import { manyFacetRasch, type RaschReport, remarksOn } from '../domain/agreement/many-facet-rasch.ts';
import type { FacetRating, LeftOut } from '../domain/agreement/rasch-design.ts';
import { misfitInWords } from '../domain/agreement/rasch-misfit.ts';
import { chartsInWords, writeCharts } from './chart-files.ts';
import { findUnit } from './find-unit.ts';
import type { Act } from './program.ts';
import { readRows } from './read-rows.ts';
import { Refused } from './session.ts';

export function addStatisticsCommands(program: Command, act: Act): void {
  program
    .command('statistics')
    .description('how the markers of a unit agree: agreement, severity, drift, and the many-facet Rasch view')
    .argument('<unit>', 'id or code')
    .option('--charts <folder>', 'write every chart there, as SVG and as CSV')
    .action(
      act(async (session, wanted: string, options: { charts?: string }) => {
        await session.open();
        const unit = await findUnit(session, wanted);
        const said = await session.call('moderation.statistics', { unit });
        const { unit: _, ...rasch } = await session.call('moderation.rasch', { unit });
        const charts = options.charts === undefined ? null : await writeCharts(session, said, options.charts);
        session.print({ ...said, rasch, ...(charts && { charts }) }, () =>
          [statisticsInWords(said), '', raschOfUnit(rasch), ...(charts ? chartsInWords(charts) : [])].join(
            '\n',
          ),
        );
        return 0;
      }),
    );

  program
    .command('rasch')
    .description(
      'many-facet Rasch measures from a table with the columns learner, marker, criterion and rating: severity, difficulty and ability in logits',
    )
    .argument('<file.csv>')
    .action(
      act(async (session, path: string) => {
        const rows = await readRows(
          resolve(session.terminal.cwd, path),
          path,
          'Give a header row with learner, marker, criterion and rating, and one row a mark.',
        );
        if (!rows.ok) throw new Refused(rows.error);
        const report = manyFacetRasch(ratingsOf(rows.value));
        session.print(withMisfits(report), () => reportInWords(report));
        return 0;
      }),
    );
}

const COLUMNS = ['learner', 'marker', 'criterion', 'rating'] as const;

function ratingsOf([header = [], ...rows]: readonly (readonly string[])[]): FacetRating[] {
  const names = header.map((name) => name.toLowerCase());
  const missing = COLUMNS.filter((column) => !names.includes(column));
  if (missing.length > 0)
    throw new Refused({
      code: 'rasch.columns_missing',
      message: `The table has no column ${missing.map((one) => `“${one}”`).join(', ')}. It needs learner, marker, criterion and rating.`,
    });
  return rows.flatMap((row, place): FacetRating[] => {
    const cell = (column: (typeof COLUMNS)[number]) => row[names.indexOf(column)] ?? '';
    const rating = cell('rating');
    if (rating === '') return [];
    const [learner, marker, criterion] = [cell('learner'), cell('marker'), cell('criterion')];
    if (learner === '' || marker === '' || criterion === '' || !Number.isFinite(Number(rating)))
      throw new Refused({
        code: 'rasch.row_unreadable',
        message: `Row ${place + 2} needs a learner, a marker, a criterion and a rating that is a number; higher is better.`,
      });
    return [{ learner, marker, criterion, rating: Number(rating) }];
  });
}

function withMisfits(report: RaschReport) {
  if (report.measures === null) return report;
  const { markers, criteria, learners, ...rest } = report.measures;
  return {
    measures: {
      ...rest,
      remarks: remarksOn(report.measures),
      markers: markers.map((one) => ({ ...one, misfit: misfitInWords('marker', one.fit) })),
      criteria: criteria.map((one) => ({ ...one, misfit: misfitInWords('criterion', one.fit) })),
      learners: learners.map((one) => ({ ...one, misfit: misfitInWords('learner', one.fit) })),
    },
  };
}

interface Line {
  readonly name: string;
  readonly measure: Estimate;
  readonly count: number;
  readonly fit: { readonly infit: number; readonly outfit: number };
  readonly misfit: string | null;
}

function lines(title: string, measured: readonly Line[], width: number): string[] {
  return [
    title,
    ...measured.map(({ name, measure, count, fit, misfit }) =>
      [
        `  ${name.padEnd(width)}  ${inNumbers(measure, 2)}  ${count} marks, infit ${fit.infit.toFixed(2)}, outfit ${fit.outfit.toFixed(2)}`,
        ...(misfit === null ? [] : [`  ${''.padEnd(width)}  ${misfit}`]),
      ].join('\n'),
    ),
  ];
}

const widthOf = (names: readonly string[]) => Math.min(40, Math.max(...names.map((name) => name.length)));

function reportInWords(report: RaschReport): string {
  const said = withMisfits(report);
  if (said.measures === null) return [said.reason, ...leftOutLines(said.leftOut)].join('\n');
  const { markers, criteria, learners, leftOut, ratings } = said.measures;
  const width = widthOf([...markers, ...criteria, ...learners].map(({ name }) => name));
  return [
    `${ratings} marks. Measures are logits.`,
    ...lines('Markers (above zero: severe)', markers, width),
    ...lines('Criteria (above zero: hard)', criteria, width),
    ...lines('Learners', learners, width),
    ...leftOutLines(leftOut),
    ...said.measures.remarks,
  ].join('\n');
}

function raschOfUnit(rasch: Omit<RaschOfUnit, 'unit'>): string {
  if (rasch.measures === null)
    return [
      'Many-facet Rasch: none.',
      ...('reason' in rasch ? [String(rasch.reason)] : []),
      ...leftOutLines(rasch.leftOut),
    ].join('\n');
  const { markers, criteria, learners, remarks, separation } = rasch.measures;
  const [byMarker, byCriterion] = [
    markers.map((one) => ({ ...one, name: one.marker.name })),
    criteria.map((one) => ({ ...one, name: one.title })),
  ];
  const width = widthOf([...byMarker, ...byCriterion].map(({ name }) => name));
  return [
    'Many-facet Rasch, in logits',
    ...lines('Markers (above zero: severe)', byMarker, width),
    ...lines('Criteria (above zero: hard)', byCriterion, width),
    `Learners: ${learners.count}, of whom ${learners.extreme} with all highest or all lowest marks${
      separation.learners ? `; reliability ${separation.learners.reliability.toFixed(2)}` : ''
    }`,
    ...learners.misfits.map((one) => `  ${one.learner}: ${one.misfit ?? ''}`),
    ...leftOutLines(rasch.leftOut),
    ...remarks,
  ].join('\n');
}

const leftOutLines = (leftOut: readonly LeftOut[]) =>
  leftOut.map(({ facet, name, reason }) => `Left out: ${facet} ${name}. ${reason}`);

function inNumbers(estimate: Estimate, digits: number): string {
  if (estimate.value === null) return `—  ${estimate.reason}`;
  const { value, low, high } = estimate;
  const interval =
    low === undefined || high === undefined ? '' : ` (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
  return `${value.toFixed(digits)}${interval}`;
}

function statisticsInWords(said: UnitStatistics): string {
  return [
    `${said.unit.code}: ${said.doubleMarked} of ${said.submissions} submissions marked by two or more.`,
    ...[said.verdict, ...said.criteria].flatMap((one) => [
      `${one.title} (${one.paired} shared)`,
      `  agreement ${inNumbers(one.exact, 2)}`,
      `  AC        ${inNumbers(one.ac, 2)}`,
      `  κ         ${inNumbers(one.kappa, 2)}`,
      `  α         ${inNumbers(one.alpha, 2)}`,
    ]),
    'Severity, in percent of the marks (above zero: lenient)',
    ...said.markers.map(
      ({ marker, marked, shared, severity }) =>
        `  ${marker.name}  ${inNumbers(severity, 1)}  ${marked} marked, ${shared} shared`,
    ),
  ].join('\n');
}

import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { type AgreementReport, agreementReport } from '../domain/agreement/agreement-report.ts';
import type { Estimate } from '../domain/agreement/estimate.ts';
import { ratingTable } from '../domain/agreement/rating-table.ts';
import type { Act } from './program.ts';
import { readRows } from './read-rows.ts';
import { Refused } from './session.ts';

const WEIGHTS = ['identity', 'linear', 'quadratic'] as const;
const LEVELS = ['nominal', 'ordinal', 'interval', 'ratio'] as const;

interface AgreementOptions {
  readonly weights: (typeof WEIGHTS)[number];
  readonly level: (typeof LEVELS)[number];
}

export function addAgreementCommand(program: Command, act: Act): void {
  program
    .command('agreement')
    .description(
      'say how well raters agree: a table with a header row of raters, one row a unit, empty = not rated',
    )
    .argument('<file.csv>')
    .addOption(
      new Option('--weights <scheme>', 'how much near ratings agree').choices(WEIGHTS).default('identity'),
    )
    .addOption(
      new Option('--level <level>', 'what distances mean, for Krippendorff’s alpha')
        .choices(LEVELS)
        .default('nominal'),
    )
    .action(
      act(async (session, path: string, options: AgreementOptions) => {
        const rows = await readRows(
          resolve(session.terminal.cwd, path),
          path,
          'Give a header row of raters and one row a unit.',
        );
        if (!rows.ok) throw new Refused(rows.error);
        const [raters = [], ...units] = rows.value;
        const table = ratingTable(raters, units);
        if (!table.ok) throw new Refused(table.error);
        const report = agreementReport(table.value, options);
        session.print({ ...options, ...report }, () => inWords(report));
        return 0;
      }),
    );
}

const LINES: readonly (readonly [string, (report: AgreementReport) => Estimate])[] = [
  ['percent agreement', (report) => report.percentAgreement],
  ['  exact', (report) => report.exactAgreement],
  ['  within one', (report) => report.adjacentAgreement],
  ['Gwet’s AC', (report) => report.gwetAC],
  ['Cohen’s κ', (report) => report.cohenKappa],
  ['Conger’s κ', (report) => report.congerKappa],
  ['Fleiss’ κ', (report) => report.fleissKappa],
  ['Brennan–Prediger', (report) => report.brennanPrediger],
  ['Krippendorff’s α', (report) => report.krippendorffAlpha],
  ['ICC(1,1)', (report) => report.icc.icc11],
  ['ICC(2,1)', (report) => report.icc.icc21],
  ['ICC(3,1)', (report) => report.icc.icc31],
  ['ICC(1,k)', (report) => report.icc.icc1k],
  ['ICC(2,k)', (report) => report.icc.icc2k],
  ['ICC(3,k)', (report) => report.icc.icc3k],
];

function inWords(report: AgreementReport): string {
  const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;
  const counts = [
    count(report.raters, 'rater'),
    count(report.units, 'unit'),
    count(report.ratings, 'rating'),
  ];
  const lines = [
    ...LINES.map(([name, estimateOf]) => line(name, estimateOf(report))),
    'severity (above zero: lenient)',
    ...report.severity.map((one) => line(`  ${one.rater}`, one)),
  ];
  return [`${counts.join(', ')}.`, ...lines].join('\n');
}

function line(name: string, estimate: Estimate): string {
  if (estimate.value === null) return `${name.padEnd(20)}  —  ${estimate.reason}`;
  const { value, low, high } = estimate;
  const interval =
    low === undefined || high === undefined ? '' : `  95% ${low.toFixed(3)} to ${high.toFixed(3)}`;
  return `${name.padEnd(20)}  ${value.toFixed(3)}${interval}`;
}

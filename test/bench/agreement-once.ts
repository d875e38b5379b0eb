import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { parse } from 'csv-parse/sync';
import { agreementReport } from '../../src/domain/agreement/agreement-report.ts';
import { ratingTable } from '../../src/domain/agreement/rating-table.ts';

// Times every statistic of the report; reading the file into a table is not timed, as it is not in R. Prints one line of JSON.
const [path = ''] = process.argv.slice(2);
const [raters = [], ...units] = parse(readFileSync(path)) as string[][];
const rows = units.map((unit) => unit.map((one) => (one === '' ? null : Number(one))));
const table = ratingTable(raters, rows);
if (!table.ok) throw new Error(table.error.message);
const startMs = performance.now();
const report = agreementReport(table.value, { weights: 'identity', level: 'nominal' });
const ms = performance.now() - startMs;
const { percentAgreement, gwetAC, fleissKappa, congerKappa, brennanPrediger, krippendorffAlpha, icc } =
  report;
const wanted = {
  percentAgreement,
  gwetAC,
  fleissKappa,
  congerKappa,
  brennanPrediger,
  krippendorffAlpha,
  ...icc,
};
const values = Object.fromEntries(Object.entries(wanted).map(([name, { value }]) => [name, value]));
const peakBytes = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ ms, peakBytes, values }));

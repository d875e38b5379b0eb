import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { ok, type Result, refused } from '../domain/result.ts';
import { SampleCandidate } from '../domain/sampling/candidate.ts';

const Rows = z.array(z.record(z.string(), z.string()));
const Population = z.array(SampleCandidate).max(1_000_000);

/** The columns of a population; only `id` must be there. Several values in one cell are parted by `;`. */
const COLUMNS = [
  'id',
  'learner',
  'assessor',
  'nth',
  'after_failed_seed',
  'method',
  'criterion',
  'location',
  'risk',
  'result',
  'mark',
  'boundary',
] as const;
type Column = (typeof COLUMNS)[number];

/**
 * A population from a CSV table, or from JSON as `assay sample draw --json` prints it. Fails with `sample.…`, naming the
 * row.
 */
export async function readPopulation(cwd: string, path: string): Promise<Result<SampleCandidate[]>> {
  let text: string;
  try {
    text = await readFile(resolve(cwd, path), 'utf8');
  } catch {
    return refused('sample.no_file', `${path} cannot be read. Give the path of a CSV or JSON file.`);
  }
  return path.toLowerCase().endsWith('.json') ? fromJson(text, path) : fromCsv(text, path);
}

function fromJson(text: string, path: string): Result<SampleCandidate[]> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refused('sample.not_json', `${path} is not JSON.`);
  }
  const given = Population.or(z.object({ population: Population })).safeParse(json);
  if (!given.success)
    return refused('sample.population_invalid', `${path} is not a population that samples are drawn from.`, {
      at: given.error.issues[0]?.path.join('.'),
    });
  return ok(Array.isArray(given.data) ? given.data : given.data.population);
}

function fromCsv(text: string, path: string): Result<SampleCandidate[]> {
  let rows: z.infer<typeof Rows>;
  try {
    rows = Rows.parse(parse(text, { bom: true, trim: true, skip_empty_lines: true, columns: true }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refused('sample.not_csv', `${path} is not a CSV table: ${error.message}.`);
  }
  const named = Object.keys(rows[0] ?? {});
  const strange = named.find((column) => !COLUMNS.some((known) => known === column));
  if (!named.includes('id') || strange !== undefined)
    return refused(
      'sample.columns_unknown',
      `${path} needs a column “id”, and may have ${COLUMNS.slice(1).join(', ')}${strange === undefined ? '' : `; not “${strange}”`}.`,
    );
  const candidates: SampleCandidate[] = [];
  for (const [at, row] of rows.entries()) {
    const candidate = candidateOf(row);
    if (typeof candidate === 'string')
      return refused('sample.population_invalid', `${path}, row ${at + 2}: ${candidate}`, {
        at: `${at + 2}`,
      });
    candidates.push(candidate);
  }
  return ok(candidates);
}

const YES_NO: Readonly<Record<string, boolean>> = { yes: true, no: false };
const RESULTS: Readonly<Record<string, boolean>> = { passed: true, not_yet: false };

/** The candidate, or what is wrong with it. */
function candidateOf(row: Readonly<Record<string, string>>): SampleCandidate | string {
  const cell = (column: Column) => {
    const text = row[column] ?? '';
    return text === '' ? null : text;
  };
  const several = (column: Column) => {
    const parts = (cell(column) ?? '').split(';').map((part) => part.trim());
    return parts.filter((part) => part !== '');
  };
  const result = cell('result');
  const passed = result === null ? null : RESULTS[result];
  if (passed === undefined) return `the result is “passed” or “not_yet”, not “${result}”.`;
  const mark = thousandths(cell('mark'));
  const boundary = thousandths(cell('boundary'));
  if (mark === undefined || boundary === undefined)
    return 'mark and boundary are percents with three decimals at most.';
  const nths = several('nth');
  const afterFailed = several('after_failed_seed');
  const assessors = several('assessor');
  if ([nths, afterFailed].some((list) => list.length > 0 && list.length !== assessors.length))
    return 'nth and after_failed_seed are given for every assessor, or for none.';
  const assessments = assessors.map((assessor, at) => ({
    assessor,
    nth: nths[at] === undefined ? null : Number(nths[at]),
    afterFailedSeed: afterFailed[at] === undefined ? false : YES_NO[afterFailed[at]],
  }));
  const read = SampleCandidate.safeParse({
    id: cell('id'),
    learner: cell('learner'),
    assessments,
    methods: several('method'),
    criteria: several('criterion'),
    location: cell('location'),
    risk: cell('risk'),
    passed,
    mark,
    margin: mark === null || boundary === null ? null : mark - boundary,
  });
  return read.success ? read.data : `“${read.error.issues[0]?.path.join('.')}” cannot be read.`;
}

/** A percent in thousandths, read as text so that nothing is rounded; undefined where it is none. */
function thousandths(text: string | null): number | null | undefined {
  if (text === null) return null;
  const [, sign, whole, decimals = ''] = /^(-?)(\d{1,3})(?:\.(\d{1,3}))?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const size = Number(whole) * 1000 + Number(decimals.padEnd(3, '0'));
  return sign === '-' ? -size : size;
}

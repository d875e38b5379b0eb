import { readFile, stat, writeFile } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { type PersonKey, type SubmissionId, Timestamp } from '../../domain/ids.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { defuseCell } from '../../results/results-table.ts';
import { allocationProblem, mayAllocate, standardsOnce } from '../allocate.ts';
import { identityOf, loadSubmission, type Opened } from '../load-submission.ts';
import type { Workspace } from '../workspace.ts';
import type { WantedAllocation } from './apply-allocations.ts';

/** `learner` and `unit` are for whoever reads the table; what counts is the submission. */
export const ALLOCATION_COLUMNS = ['submission', 'learner', 'unit', 'marker', 'as', 'sealed', 'due'] as const;
const NEEDED = ['submission', 'marker'];
const MAX_BYTES = 20 * 1024 * 1024;
const Rows = z.array(z.record(z.string(), z.string()));

export interface ReadTable {
  readonly wanted: readonly WantedAllocation[];
  /** Rows that are so already, or name nobody. */
  readonly unchanged: number;
  /** `line` as a spreadsheet counts rows: the header is the first. */
  readonly problems: readonly { readonly line: number; readonly reason: string }[];
}

/**
 * Reads who is to mark what from a CSV table: a row an allocation. Records nothing. Fails with `allocation.no_table` or
 * `allocation.not_a_table`; what is wrong with a row is told by its line, and the others go on.
 */
export async function readAllocationTable(workspace: Workspace, path: string): Promise<Result<ReadTable>> {
  let text: string;
  try {
    if ((await stat(path)).size > MAX_BYTES)
      return refused('allocation.no_table', 'The table is larger than 20 MB.');
    text = await readFile(path, 'utf8');
  } catch {
    return refused('allocation.no_table', 'The file cannot be read.');
  }
  let rows: z.infer<typeof Rows>;
  try {
    rows = Rows.parse(
      parse(text, {
        bom: true,
        trim: true,
        skip_empty_lines: true,
        // Spreadsheets of many countries part cells by semicolons.
        delimiter: [',', ';', '\t'],
        columns: (header: string[]) => header.map((name) => name.toLowerCase()),
      }),
    );
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refused('allocation.not_a_table', `The file is not a CSV table: ${error.message}.`);
  }
  const columns = Object.keys(rows[0] ?? {});
  const missing = NEEDED.filter((column) => !columns.includes(column));
  if (rows.length > 0 && missing.length > 0)
    return refused(
      'allocation.not_a_table',
      `The first row names the columns, and “${missing.join('” and “')}” ${missing.length === 1 ? 'is' : 'are'} not among them. There may be: ${ALLOCATION_COLUMNS.join(', ')}.`,
    );
  const standardsOf = standardsOnce(workspace);
  // Rows may give a submission to a first marker as well, in whatever order.
  const withFirst = new Set(
    rows.flatMap(({ submission = '', marker = '', as = '' }) =>
      marker !== '' && as.toLowerCase() !== 'second' ? [submission] : [],
    ),
  );
  const wanted: WantedAllocation[] = [];
  const problems: { line: number; reason: string }[] = [];
  const seen = new Set<string>();
  let unchanged = 0;
  for (const [at, row] of rows.entries()) {
    const read = readRow(workspace, row, { standardsOf, isAfterFirst: withFirst.has(row.submission ?? '') });
    if (typeof read === 'string') {
      problems.push({ line: at + 2, reason: read });
      continue;
    }
    if (read === null) {
      unchanged += 1;
      continue;
    }
    const key = `${read.submission} ${read.person}`;
    if (seen.has(key))
      problems.push({ line: at + 2, reason: 'The same marker has this submission in another row.' });
    else {
      seen.add(key);
      wanted.push(read);
    }
  }
  return ok({ wanted, unchanged, problems });
}

/** What a row asks for, null where it names nobody or is so already, or what is wrong with it. */
function readRow(
  workspace: Workspace,
  row: Readonly<Record<string, string>>,
  around: {
    readonly standardsOf: ReturnType<typeof standardsOnce>;
    readonly isAfterFirst: boolean;
  },
): WantedAllocation | string | null {
  const { submission: id = '', marker = '', as = '', sealed = '', due = '' } = row;
  if (marker === '') return null;
  const found = /^[0-9a-f]{6,64}$/.test(id) ? workspace.store.workloads.beginningWith(id) : [];
  const [submission] = found;
  if (!submission)
    return `There is no submission “${id.slice(0, 80)}”. Use the id that the queue’s table has.`;
  if (found.length > 1) return `“${id}” fits several submissions. Use the whole id.`;
  const person = personNamed(workspace, marker);
  if (typeof person !== 'string') return person.problem;
  const place = as === '' ? 'first' : as.toLowerCase();
  if (place !== 'first' && place !== 'second') return `“${as.slice(0, 40)}” is not “first” or “second”.`;
  const isSealed = sealed === '' ? false : YES_NO[sealed.toLowerCase()];
  if (isSealed === undefined) return `“${sealed.slice(0, 40)}” is not “yes” or “no”.`;
  const until = due === '' ? null : dueOf(due);
  if (until === undefined) return `“${due.slice(0, 40)}” is no date. Write it as 2026-12-31.`;
  const wanted = { submission, person, as: place, sealed: isSealed, due: until } as const;
  const opened = loadSubmission(workspace, submission);
  if (!opened.ok) return opened.error.message;
  if (isSo(opened.value, wanted)) return null;
  const how = { isSealed, as: place, ...around } as const;
  return allocationProblem(workspace, opened.value.view, person, how) ?? wanted;
}

const YES_NO: Readonly<Record<string, boolean>> = { yes: true, no: false, true: true, false: false };

function dueOf(text: string): string | undefined {
  const day = Timestamp.safeParse(`${text}T23:59:59.999Z`);
  return day.success ? day.data : Timestamp.safeParse(text).data;
}

/** Somebody by their key, or by a name that only they have. */
function personNamed(workspace: Workspace, named: string): PersonKey | { readonly problem: string } {
  const authority = workspace.store.authority();
  // A table written here has an apostrophe before what a spreadsheet would run.
  const names = new Set([named, named.replace(/^'/, '')].map((name) => name.toLowerCase()));
  const found = authority.people.filter(
    (person) => person === named || names.has(authority.nameOf(person).toLowerCase()),
  );
  const [person] = found;
  if (person && found.length === 1) return person;
  return {
    problem: person
      ? `Several people are called “${named}”. Use the key of the one you mean.`
      : `Nobody here is called “${named.slice(0, 80)}”.`,
  };
}

function isSo({ view }: Opened, { person, as, sealed, due }: WantedAllocation): boolean {
  return view.allocations.some(
    (one) => one.person === person && one.as === as && one.isSealed === sealed && one.due === due,
  );
}

/**
 * Writes who is to mark these submissions as a table that can be filled in and read again. Fails with
 * `allocation.not_allowed` or `allocation.not_written`.
 */
export async function writeAllocationTable(
  workspace: Workspace,
  submissions: readonly SubmissionId[],
  path: string,
): Promise<Result<{ readonly rows: number }>> {
  const authority = workspace.store.authority();
  const rows: string[][] = [];
  for (const submission of submissions) {
    const opened = loadSubmission(workspace, submission);
    if (!opened.ok) return opened;
    const { view, unit } = opened.value;
    const may = mayAllocate(workspace, view);
    if (!may.allowed) return refused('allocation.not_allowed', may.reason ?? '');
    const about = [submission, identityOf(opened.value).name, unit.code];
    if (view.allocations.length === 0) rows.push([...about, '', '', '', '']);
    for (const { person, as, isSealed, due } of view.allocations) {
      const named = authority.nameOf(person);
      const isOnly = typeof personNamed(workspace, named) === 'string';
      rows.push([...about, isOnly ? named : person, as, isSealed ? 'yes' : 'no', dayOrTime(due)]);
    }
  }
  const text = stringify([[...ALLOCATION_COLUMNS], ...rows.map((row) => row.map(defuseCell))], {
    record_delimiter: '\r\n',
  });
  try {
    await writeFile(path, text);
  } catch {
    return refused('allocation.not_written', 'The table could not be written there. Choose another place.');
  }
  return ok({ rows: rows.length });
}

/** The last moment of a day is written as the day. */
const dayOrTime = (due: string | null) =>
  due === null ? '' : due.endsWith('T23:59:59.999Z') ? due.slice(0, 10) : due;

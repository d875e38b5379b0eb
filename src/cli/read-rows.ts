import { readFile } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { ok, type Result, refused } from '../domain/result.ts';

const Rows = z.array(z.array(z.string()));

/** The rows of a CSV file, header and all. `expected` says what belongs into an empty one. */
export async function readRows(path: string, named: string, expected: string): Promise<Result<string[][]>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return refused('agreement.no_file', `${named} cannot be read. Give the path of a CSV file.`);
  }
  try {
    const rows = Rows.parse(
      parse(text, { bom: true, trim: true, skip_empty_lines: true, relax_column_count: true }),
    );
    if (rows.length === 0) return refused('agreement.empty_file', `${named} is empty. ${expected}`);
    return ok(rows);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refused('agreement.not_csv', `${named} is not a CSV table: ${error.message}.`);
  }
}

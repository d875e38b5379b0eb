import { type Stringifier, stringify } from 'csv-stringify';
import { decisionInWords, isMet, pointsOf } from '../domain/verdict.ts';
import type { ReleasedResult } from './result-types.ts';

export const TABLE_COLUMNS = [
  'submission',
  'learner',
  'learner_id',
  'email',
  'unit_code',
  'unit_title',
  'unit_version',
  'attempt',
  'criterion',
  'criterion_title',
  'result',
  'points',
  'met',
  'rationale',
  'verdict',
  'total',
  'total_max',
  'decided',
  'moderated_by',
  'assessors',
  'confirmed_at',
  'outcome_record',
  'credential',
  'feedback',
  'action',
] as const;

/** The cells of one result: a row for each criterion of its unit, judged or not, in rubric order. */
export function tableRows(result: ReleasedResult, credentialId: string | null): string[][] {
  const { unit, learner } = result;
  return unit.criteria.map((criterion) => {
    const judgment = result.judgments.find(({ criterion: id }) => id === criterion.id);
    const points = judgment ? pointsOf(criterion, judgment.decision) : null;
    const cells: Record<(typeof TABLE_COLUMNS)[number], string> = {
      submission: result.submission,
      learner: learner.name,
      learner_id: learner.identifier ?? '',
      email: learner.email ?? '',
      unit_code: unit.code,
      unit_title: unit.title,
      unit_version: unit.versionLabel,
      attempt: String(result.attempt),
      criterion: criterion.code ?? criterion.id,
      criterion_title: criterion.title,
      result: judgment ? decisionInWords(criterion, judgment.decision) : '',
      points: points === null ? '' : String(points),
      met: judgment ? (isMet(criterion, judgment.decision) ? 'yes' : 'no') : '',
      rationale: judgment?.rationale ?? '',
      verdict: result.verdict,
      total: result.total === null ? '' : String(result.total.points),
      total_max: result.total === null ? '' : String(result.total.max),
      decided: result.how,
      moderated_by: result.moderatedBy ?? '',
      assessors: result.assessors.join('; '),
      confirmed_at: result.confirmedAt,
      outcome_record: result.outcomeRecord,
      credential: credentialId ?? '',
      feedback: result.feedback,
      action: result.actions.find(({ criterion: id }) => id === criterion.id)?.text ?? '',
    };
    return TABLE_COLUMNS.map((column) => defuseCell(cells[column]));
  });
}

/** A stream from rows to CSV (RFC 4180, UTF-8) under a header line. `byteOrderMark` is for Excel. */
export function tableStream({ byteOrderMark }: { byteOrderMark: boolean }): Stringifier {
  return stringify({
    bom: byteOrderMark,
    header: true,
    columns: [...TABLE_COLUMNS],
    record_delimiter: '\r\n',
  });
}

const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;
// A spreadsheet runs what begins with these, after blanks too, and in their full-width forms.
const FORMULA_START = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\p{Cc}]/u;

/** The cell with an apostrophe before it if a spreadsheet could run it as a formula; plain numbers stay as they are. */
export function defuseCell(text: string): string {
  return FORMULA_START.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

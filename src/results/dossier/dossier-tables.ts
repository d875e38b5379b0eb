import type { Dossier } from '../../api/shapes.ts';
import { tableAsCsv } from '../charts/chart.ts';

/** What was drawn and why, with what was said of it last: a row for each item of the sample. */
export function sampleAsCsv({ outcomes }: Dossier): string {
  return tableAsCsv({
    columns: [
      'submission',
      'learner',
      'attempt',
      'assessors',
      'state',
      'verdict',
      'points',
      'max',
      'why_drawn',
      'looked',
      'outcome_record',
    ],
    rows: outcomes
      .filter(({ drawnBecause }) => drawnBecause.length > 0)
      .map(
        ({
          submission,
          learner,
          attempt,
          assessors,
          state,
          verdict,
          total,
          drawnBecause,
          looked,
          record,
        }) => [
          submission,
          learner,
          attempt,
          assessors.map(({ name }) => name).join('; '),
          state,
          verdict ?? '',
          total?.points ?? '',
          total?.max ?? '',
          drawnBecause.join(' '),
          looked ?? '',
          record ?? '',
        ],
      ),
  });
}

/** Everything that was said of items of the sample, in order of time. */
export function findingsAsCsv({ findings }: Dossier): string {
  return tableAsCsv({
    columns: [
      'record',
      'at',
      'by',
      'submission',
      'learner',
      'finding',
      'note',
      'would_have_given',
      'actions',
      'due',
    ],
    rows: findings.map(
      ({ record, at, by, submission, learner, finding, note, wouldHaveGiven, actions, due }) => [
        record,
        at,
        by.name,
        submission,
        learner,
        finding,
        note,
        wouldHaveGiven.map(({ criterion, decision }) => `${criterion}: ${decision}`).join('; '),
        actions.join('; '),
        due ?? '',
      ],
    ),
  });
}

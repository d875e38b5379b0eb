import type { Marking } from '../domain/agreement/marking-statistics.ts';
import type { AssessmentId, PersonKey, SubmissionId, UnitId } from '../domain/ids.ts';
import type { Db } from './open-database.ts';
import type { RecordReader } from './records.ts';
import { IS_STANDARD } from './standards.ts';

export interface MarkingReader {
  /**
   * The standing assessments of a unit, in pieces: meanwhile others may work. What was read once is remembered, so that
   * only new ones are read again.
   */
  ofUnit(unit: UnitId): Generator<readonly Marking[]>;
}

interface Row {
  readonly assessment: AssessmentId;
  readonly submission: SubmissionId;
  readonly author: PersonKey;
  readonly at: string;
}

const PIECE = 250;
/** Decisions of so many assessments are kept in memory, a few hundred bytes each. */
const REMEMBERED = 200_000;

/** Reads assessments for statistics. An assessment never changes, so its decisions are read once. */
export function markingReader(db: Db, records: Pick<RecordReader, 'fact'>): MarkingReader {
  const list = db.prepare<[string], Row>(
    `SELECT a.assessment, a.submission, a.author, a.at FROM submissions s CROSS JOIN assessments a USING (submission)
     WHERE s.unit = ? AND NOT ${IS_STANDARD}
     ORDER BY a.submission, a.author`,
  );
  const known = new Map<AssessmentId, Marking['decisions']>();
  const decisionsOf = (id: AssessmentId): Marking['decisions'] | null => {
    const remembered = known.get(id);
    if (remembered) return remembered;
    const fact = records.fact(id);
    if (fact?.type !== 'assessment.submitted') return null;
    const decisions = new Map(fact.body.judgments.map(({ criterion, decision }) => [criterion, decision]));
    if (known.size >= REMEMBERED) known.clear();
    known.set(id, decisions);
    return decisions;
  };
  return {
    *ofUnit(unit) {
      const rows = list.all(unit);
      for (let from = 0; from < rows.length; from += PIECE)
        yield rows.slice(from, from + PIECE).flatMap(({ assessment, submission, author, at }) => {
          const decisions = decisionsOf(assessment);
          return decisions ? [{ submission, marker: author, at, decisions }] : [];
        });
    },
  };
}

import type { Disagreement } from '../../src/domain/disagreement.ts';
import type { OutcomeState } from '../../src/domain/states.ts';
import { PARTS_EACH } from '../../src/store/evidence-text.ts';
import type { Db } from '../../src/store/open-database.ts';

/** A submission as the views hold it, as far as the queue looks at it. */
export interface QueuedSubmission {
  readonly submission: string;
  readonly unit: string;
  readonly unitCode: string;
  readonly criteria: number;
  readonly learnerName: string;
  readonly title: string;
  readonly attempt: number;
  readonly state: OutcomeState;
  readonly receivedAt: string;
  readonly pleaseCheck: boolean;
  readonly isStale: boolean;
  readonly isReturned?: boolean;
  readonly hasGaps: boolean;
  /** How many it is allocated to, and when the first of their marks is due; to nobody, when absent. */
  readonly allocated?: number;
  readonly due?: string | null;
}

/** What one person is to mark, and has not opened. */
export interface QueuedAllocation {
  readonly submission: string;
  readonly person: string;
  readonly isSealed: boolean;
  readonly due: string | null;
  readonly stands: 'to_do' | 'sealed';
  /** All of them, when absent. */
  readonly criteria?: readonly string[];
}

/** One person's draft or submitted assessment of it. */
export interface QueuedPart {
  readonly submission: string;
  readonly person: string;
  readonly kind: 'draft' | 'assessment';
  readonly met: number;
  readonly notYet: number;
  readonly toDo: number;
  readonly pleaseCheck: boolean;
}

export const searchOf = (row: QueuedSubmission) =>
  [row.learnerName, row.title, row.unitCode, titleOf(row), '', ''].join('\n').toLowerCase();
const titleOf = (row: QueuedSubmission) => `The unit ${row.unit}`;
const OUTCOMES: readonly OutcomeState[] = ['provisional', 'auto_agreed', 'agreed', 'confirmed', 'released'];

/** Writes straight into the views: records, signed one by one, would take minutes for as many. */
export function queueWriter(db: Db) {
  const submission = db.prepare(
    `INSERT OR REPLACE INTO submissions (submission, unit, unit_version, unit_code, unit_title, criteria, learner,
       learner_name, title, search, attempt, state, received_at, artifacts, marks, please_check, is_stale, has_gaps, is_returned,
       weight, how, verdict, points, max_points, allocated, due)
     VALUES (?, ?, 'v1', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 3, 0, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, ?, ?)`,
  );
  const allocation = db.prepare(
    "INSERT OR REPLACE INTO allocations VALUES (?, ?, 'r', 'first', ?, ?, ?, NULL, ?)",
  );
  const disagreement = db.prepare(
    `INSERT OR REPLACE INTO disagreements
       SELECT submission, unit, state IN ('reconciling', 'adjudicating'), weight, learner_name, ?
       FROM submissions WHERE submission = ?`,
  );
  const assessment = db.prepare(
    "INSERT OR REPLACE INTO assessments VALUES (?, ?, ?, '2026-01-01T00:00:00.000Z', ?, ?, ?)",
  );
  const draft = db.prepare(
    "INSERT OR REPLACE INTO drafts VALUES (?, ?, '{}', 1, '2026-01-01T00:00:00.000Z', ?, ?, ?, ?, '')",
  );
  const artifact = db.prepare(
    "INSERT INTO evidence_artifacts (hash, media_type, state, extractor) VALUES (?, 'text/plain', 'read', 1)",
  );
  const link = db.prepare('INSERT INTO evidence_links (submission, artifact) VALUES (?, ?)');
  const part = db.prepare('INSERT INTO evidence_parts VALUES (?, ?, ?)');
  const partWords = db.prepare('INSERT INTO evidence_words (rowid, text) VALUES (?, ?)');
  const comment = db.prepare(
    'INSERT INTO comment_texts (submission, person, source, revision, text) VALUES (?, ?, ?, 0, ?)',
  );
  const commentWords = db.prepare('INSERT INTO comment_words (rowid, text) VALUES (?, ?)');
  return {
    /** The words of one artifact, page by page. */
    putEvidence(submission: string, hash: string, pages: readonly string[]) {
      const number = Number(artifact.run(hash).lastInsertRowid);
      link.run(submission, number);
      for (const [index, text] of pages.entries()) {
        part.run(number * PARTS_EACH + index, JSON.stringify({ kind: 'page', page: index + 1 }), text);
        partWords.run(number * PARTS_EACH + index, text);
      }
    },
    /** The words of an assessment that `putPart` put. */
    putComment(submission: string, person: string, text: string) {
      const { lastInsertRowid } = comment.run(submission, person, `a:${person}:${submission}`, text);
      commentWords.run(lastInsertRowid, text);
    },
    put(row: QueuedSubmission) {
      const outcome = OUTCOMES.includes(row.state);
      submission.run(
        ...[row.submission, row.unit, row.unitCode, titleOf(row), row.criteria, `l:${row.learnerName}`],
        ...[row.learnerName, row.title, searchOf(row), row.attempt, row.state, row.receivedAt],
        ...[row.pleaseCheck, row.isStale, row.hasGaps, row.isReturned ?? false].map(Number),
        ...[row.attempt / 10, outcome ? 'single' : null, outcome ? 'passed' : null],
        ...[row.allocated ?? 0, row.due ?? null],
      );
    },
    putDisagreement(id: string, one: Disagreement) {
      disagreement.run(JSON.stringify(one), id);
    },
    putAllocation({ submission: of, person, isSealed, due, stands, criteria }: QueuedAllocation) {
      const some = criteria === undefined ? null : JSON.stringify(criteria);
      allocation.run(of, person, Number(isSealed), due, stands, some);
    },
    putPart(part: QueuedPart) {
      const { person, met, notYet, toDo } = part;
      if (part.kind === 'draft')
        draft.run(part.submission, person, met, notYet, toDo, Number(part.pleaseCheck));
      else assessment.run(`a:${person}:${part.submission}`, part.submission, person, met, notYet, toDo);
    },
  };
}

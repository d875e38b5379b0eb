import type { AcrossFilter } from '../api/shapes.ts';
import type { AssessmentId, PersonKey, SubmissionId, UnitId } from '../domain/ids.ts';
import { type Across, type AcrossIndex, acrossIndex } from './across-index.ts';
import type { Db } from './open-database.ts';

export interface AcrossEntry {
  readonly submission: SubmissionId;
  readonly learner: string;
  readonly title: string;
  readonly attempt: number;
  readonly isAnonymous: 0 | 1;
  /** What I submitted; null while I may still mark. */
  readonly assessment: AssessmentId | null;
}

export interface AcrossPage {
  /** How many there are, in how many of them the criterion is judged, and how many the filter leaves. */
  readonly all: number;
  readonly judged: number;
  readonly total: number;
  readonly entries: readonly AcrossEntry[];
}

/**
 * The submissions of a unit that I mark or have marked, in order of receipt, by whether I have judged one criterion.
 * Those that others have settled are left out: there is nothing for me to do in them.
 */
export interface AcrossReader {
  page(across: Across, filter: AcrossFilter, offset: number, limit: number): AcrossPage;
  nextToJudge: AcrossIndex['nextToJudge'];
  progress: AcrossIndex['progress'];
  /** My drafts of a unit's submissions that I may still submit, and how many of those I have not begun. */
  drafts(me: PersonKey, unit: UnitId): { readonly drafts: readonly OpenDraft[]; readonly notBegun: number };
  learnerOf(submission: SubmissionId): string;
}

export interface OpenDraft {
  readonly submission: SubmissionId;
  /** Criteria not judged yet. */
  readonly toDo: number;
}

export function acrossReader(db: Db, personOf: (key: PersonKey) => PersonKey = (key) => key): AcrossReader {
  const index = acrossIndex(db, personOf);
  const listed = db.prepare<[{ person: string; submissions: string }], AcrossEntry>(
    `SELECT s.submission, s.learner_name AS learner, s.title, s.attempt, s.is_anonymous AS isAnonymous, a.assessment
     FROM json_each(:submissions) wanted CROSS JOIN submissions s ON s.submission = wanted.value
     LEFT JOIN assessments a ON a.submission = s.submission AND a.author = :person
     ORDER BY wanted.key`,
  );
  const myDrafts = db.prepare<[string], OpenDraft>(
    'SELECT submission, to_do AS toDo FROM drafts WHERE person = ? ORDER BY submission',
  );
  const learner = db
    .prepare<[string], string>('SELECT learner_name FROM submissions WHERE submission = ?')
    .pluck();
  return {
    page(across, filter, offset, limit) {
      const { submissions, ...counts } = index.page(across, filter, offset, limit);
      return {
        ...counts,
        entries: listed.all({ person: personOf(across.me), submissions: JSON.stringify(submissions) }),
      };
    },
    nextToJudge: index.nextToJudge,
    progress: index.progress,
    drafts(me, unit) {
      const open = index.open(me, unit);
      const drafts = myDrafts.all(me).filter(({ submission }) => open.has(submission));
      return { drafts, notBegun: open.size - drafts.length };
    },
    learnerOf: (submission) => learner.get(submission) ?? '',
  };
}

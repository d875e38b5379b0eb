import type { AssessmentId, PersonKey, RecordId, SubmissionId } from '../domain/ids.ts';
import type { Draft } from '../domain/judgment.ts';
import type { SearchTerm } from '../domain/search-terms.ts';
import type { Drafts } from './drafts.ts';
import type { Db } from './open-database.ts';
import type { RecordReader } from './records.ts';
import { type Snippet, snippetIn } from './snippets.ts';

export interface CommentHit extends Snippet {
  readonly comment: number;
  readonly person: PersonKey;
  readonly isDraft: boolean;
}

/** The words of assessments and drafts. Who may see which is not decided here. */
export interface CommentTexts {
  /** Something was written about these; their words are read again before they are searched. */
  note(submissions: readonly SubmissionId[]): void;
  /** Reads what was noted; and a little of what was missed, which is all of it in a small workspace. */
  settle(): void;
  /** Looks for what was missed while nobody noted it, among the next submissions; false when all were looked at. */
  catchUp(limit: number): boolean;
  /** Forgets what was written about these, for good: what SQLite held of it is overwritten. */
  erase(submissions: readonly SubmissionId[]): void;
  /** Those of one submission in which any of the terms is. */
  hits(submission: SubmissionId, terms: readonly SearchTerm[]): readonly CommentHit[];
  version(): number;
}

/** After every submission. */
const END = '\uffff';
const FEW = 300;

type Words = Pick<Draft, 'judgments' | 'feedback' | 'actions'>;

/** All that somebody wrote, in the order of the rubric; marks are no words. */
function wordsOf({ judgments, feedback, actions }: Words): string {
  return (
    [...judgments.map(({ rationale }) => rationale), feedback, ...actions.map(({ text }) => text)]
      .filter((text) => text.trim() !== '')
      .join('\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: two of them mark what was found.
      .replace(/[\u0000-\u0009\u000b-\u001f]+/g, ' ')
  );
}

export function commentTexts(
  db: Db,
  sources: { readonly records: Pick<RecordReader, 'fact'>; readonly drafts: Pick<Drafts, 'get'> },
): CommentTexts {
  const noted = new Set<SubmissionId>();
  let changes = 0;
  let lookedAt = '';
  const standing = db.prepare<[string], { source: AssessmentId; person: PersonKey }>(
    'SELECT assessment AS source, author AS person FROM assessments WHERE submission = ?',
  );
  const drafted = db.prepare<[string], { person: PersonKey; revision: number }>(
    'SELECT person, revision FROM drafts WHERE submission = ?',
  );
  const known = db.prepare<
    [string],
    { comment: number; person: PersonKey; source: string; revision: number; text: string }
  >('SELECT comment, person, source, revision, text FROM comment_texts WHERE submission = ?');
  const unindex = db.prepare<[number, string]>(
    "INSERT INTO comment_words (comment_words, rowid, text) VALUES ('delete', ?, ?)",
  );
  const drop = db.prepare<[number]>('DELETE FROM comment_texts WHERE comment = ?');
  const add = db.prepare<[string, string, string, number, string]>(
    'INSERT INTO comment_texts (submission, person, source, revision, text) VALUES (?, ?, ?, ?, ?)',
  );
  const index = db.prepare<[number | bigint, string]>(
    'INSERT INTO comment_words (rowid, text) VALUES (?, ?)',
  );
  const endOfRange = db
    .prepare<[string, number], string | null>(
      'SELECT max(submission) FROM (SELECT submission FROM submissions WHERE submission > ? ORDER BY submission LIMIT ?)',
    )
    .pluck();
  const missed = db
    .prepare<[{ after: string; to: string }], SubmissionId>(
      `SELECT submission FROM assessments a WHERE submission > :after AND submission <= :to AND NOT EXISTS
         (SELECT 1 FROM comment_texts c WHERE c.submission = a.submission AND c.person = a.author AND c.source = a.assessment)
       UNION SELECT submission FROM drafts d WHERE submission > :after AND submission <= :to AND NOT EXISTS
         (SELECT 1 FROM comment_texts c WHERE c.submission = d.submission AND c.person = d.person AND c.source = 'draft' AND c.revision = d.revision)
       UNION SELECT submission FROM comment_texts c WHERE submission > :after AND submission <= :to AND NOT EXISTS
         (SELECT 1 FROM assessments a WHERE a.submission = c.submission AND a.author = c.person AND a.assessment = c.source)
         AND NOT EXISTS (SELECT 1 FROM drafts d WHERE c.source = 'draft' AND d.submission = c.submission AND d.person = c.person)`,
    )
    .pluck();
  const settleOne = (submission: SubmissionId) => {
    const wanted = new Map<string, { person: PersonKey; source: string; revision: number }>();
    for (const { source, person } of standing.all(submission))
      wanted.set(`${person} ${source}`, { person, source, revision: 0 });
    for (const { person, revision } of drafted.all(submission))
      wanted.set(`${person} draft`, { person, source: 'draft', revision });
    for (const { comment, person, source, revision, text } of known.all(submission)) {
      const key = `${person} ${source}`;
      if (wanted.get(key)?.revision === revision) {
        wanted.delete(key);
        continue;
      }
      unindex.run(comment, text);
      drop.run(comment);
      changes += 1;
    }
    for (const { person, source, revision } of wanted.values()) {
      const text = textOf(submission, person, source);
      const { lastInsertRowid } = add.run(submission, person, source, revision, text);
      index.run(lastInsertRowid, text);
      changes += 1;
    }
  };
  const ofErased = db.prepare<[string]>(
    'SELECT 1 FROM submissions JOIN erased_learners USING (learner) WHERE submission = ?',
  );
  const textOf = (submission: SubmissionId, person: PersonKey, source: string): string => {
    if (ofErased.get(submission)) return '';
    if (source === 'draft') {
      const draft = sources.drafts.get(submission, person)?.draft;
      return draft ? wordsOf(draft) : '';
    }
    const fact = sources.records.fact(source as RecordId);
    return fact?.type === 'assessment.submitted' ? wordsOf(fact.body) : '';
  };
  const settleAll = db.transaction((submissions: Iterable<SubmissionId>) => {
    for (const submission of submissions) settleOne(submission);
  });

  const eraseAll = db.transaction((submissions: readonly SubmissionId[]) => {
    for (const { comment, text } of submissions.flatMap((submission) => known.all(submission))) {
      unindex.run(comment, text);
      drop.run(comment);
    }
    // Words that were deleted stay in the index's older segments until these are merged.
    db.exec("INSERT INTO comment_words (comment_words) VALUES ('optimize')");
    changes += 1;
    settleAll(submissions);
  });

  const catchUp = (limit: number): boolean => {
    const to = endOfRange.get(lookedAt, limit) ?? END;
    const submissions = missed.all({ after: lookedAt, to });
    if (submissions.length > 0) settleAll(submissions);
    lookedAt = to;
    return to !== END;
  };

  return {
    note(submissions) {
      for (const submission of submissions) noted.add(submission);
    },
    settle() {
      if (lookedAt !== END) catchUp(FEW);
      if (noted.size === 0) return;
      settleAll(noted);
      noted.clear();
    },
    catchUp,
    erase: (submissions) => eraseAll(submissions),
    hits: (submission, terms) =>
      known.all(submission).flatMap(({ comment, person, source, text }) => {
        const { snippet } = snippetIn(text, terms);
        return snippet.some(({ isFound }) => isFound)
          ? [{ comment, person, isDraft: source === 'draft', snippet }]
          : [];
      }),
    version: () => changes,
  };
}

import { z } from 'zod';
import type { Progress } from '../domain/draft-rules.ts';
import { AssessmentId, type PersonKey } from '../domain/ids.ts';
import { Draft } from '../domain/judgment.ts';
import type { Db } from './open-database.ts';
import { isUnreadable, SET_ASIDE, summedRows, sumOf } from './sums.ts';

export interface SavedDraft {
  readonly draft: Draft;
  readonly revision: number;
  readonly savedAt: string;
  /** The submitted assessment that it is to take the place of, and why. */
  readonly supersedes?: { readonly assessment: AssessmentId; readonly reason: string } | undefined;
}

const StoredDraft = Draft.extend({
  supersedes: z.object({ assessment: AssessmentId, reason: z.string().max(2000) }).optional(),
});

/** Assessments still being made, local to this machine. */
export interface Drafts {
  /** Null where there is none, or none that can be read any more. */
  get(submission: string, person: PersonKey): SavedDraft | null;
  /** On disk when it returns. */
  put(submission: string, person: PersonKey, saved: SavedDraft, progress: Progress): void;
  drop(submission: string, person: PersonKey): void;
}

export function draftStatements(db: Db): Drafts {
  const rows = summedRows(db, 'drafts');
  const put = db.prepare<[string, string, string, number, string, number, number, number, number, string]>(
    `INSERT INTO drafts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (submission, person) DO UPDATE SET draft = excluded.draft, revision = excluded.revision,
       saved_at = excluded.saved_at, met = excluded.met, not_yet = excluded.not_yet, to_do = excluded.to_do,
       please_check = excluded.please_check, sum = excluded.sum`,
  );
  const setAside = db.prepare<[string, string]>(
    `UPDATE OR REPLACE drafts SET person = person || '${SET_ASIDE}' WHERE submission = ? AND person = ?`,
  );
  /** Drafts that a damaged disk left unreadable: what remains is kept, out of the way, when a new one is saved. */
  const unreadable = new Set<string>();
  const drop = db.prepare<[string, string]>('DELETE FROM drafts WHERE submission = ? AND person = ?');
  return {
    get(submission, person) {
      // Looking for what it was takes a while; once it was not found, it is not looked for again.
      if (unreadable.has(`${submission} ${person}`)) return null;
      const saved = savedIn(() => rows.get(submission, person));
      if (saved !== 'unreadable') return saved;
      unreadable.add(`${submission} ${person}`);
      return null;
    },
    put(submission, person, saved, progress) {
      const { draft, revision, savedAt, supersedes } = saved;
      const { met, notYet, toDo } = progress;
      if (unreadable.delete(`${submission} ${person}`)) setAside.run(submission, person);
      const row = [
        submission,
        person,
        JSON.stringify(supersedes ? { ...draft, supersedes } : draft),
        revision,
        savedAt,
        met,
        notYet,
        toDo,
        draft.pleaseCheck ? 1 : 0,
      ] as const;
      put.run(...row, sumOf(row));
    },
    drop(submission, person) {
      unreadable.delete(`${submission} ${person}`);
      drop.run(submission, person);
    },
  };
}

function savedIn(
  read: () => Readonly<Record<string, Buffer | null>> | null,
): SavedDraft | null | 'unreadable' {
  try {
    const row = read();
    if (!row) return null;
    const { supersedes, ...draft } = StoredDraft.parse(JSON.parse(String(row.draft)));
    const saved = { draft, revision: Number(row.revision), savedAt: String(row.saved_at) };
    return supersedes ? { ...saved, supersedes } : saved;
  } catch (error) {
    if (isUnreadable(error)) return 'unreadable';
    throw error;
  }
}

import type { Progress } from '../domain/draft-rules.ts';
import type { PersonKey } from '../domain/ids.ts';
import { Draft } from '../domain/judgment.ts';
import type { Db } from './open-database.ts';

export interface SavedDraft {
  readonly draft: Draft;
  readonly revision: number;
  readonly savedAt: string;
}

/** Assessments still being made, local to this machine. */
export interface Drafts {
  /** Null where there is none, or none that can be read any more. */
  get(submission: string, person: PersonKey): SavedDraft | null;
  /** On disk when it returns. */
  put(submission: string, person: PersonKey, saved: SavedDraft, progress: Progress): void;
  drop(submission: string, person: PersonKey): void;
}

interface Row {
  draft: string;
  revision: number;
  savedAt: string;
}

export function draftStatements(db: Db): Drafts {
  const get = db.prepare<[string, string], Row>(
    'SELECT draft, revision, saved_at AS savedAt FROM drafts WHERE submission = ? AND person = ?',
  );
  const put = db.prepare<[string, string, string, number, string, number, number, number, number]>(
    `INSERT INTO drafts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (submission, person) DO UPDATE SET draft = excluded.draft, revision = excluded.revision,
       saved_at = excluded.saved_at, met = excluded.met, not_yet = excluded.not_yet, to_do = excluded.to_do,
       please_check = excluded.please_check`,
  );
  const setAside = db.prepare<[string, string]>(
    "UPDATE OR REPLACE drafts SET person = person || '#damaged' WHERE submission = ? AND person = ?",
  );
  /** Drafts that a damaged disk left unreadable: what remains is kept, out of the way, when a new one is saved. */
  const unreadable = new Set<string>();
  const drop = db.prepare<[string, string]>('DELETE FROM drafts WHERE submission = ? AND person = ?');
  return {
    get(submission, person) {
      const row = get.get(submission, person);
      if (!row) return null;
      const draft = draftIn(row.draft);
      if (!draft) {
        unreadable.add(`${submission} ${person}`);
        return null;
      }
      return { draft, revision: row.revision, savedAt: row.savedAt };
    },
    put(submission, person, saved, progress) {
      const { draft, revision, savedAt } = saved;
      const { met, notYet, toDo } = progress;
      if (unreadable.delete(`${submission} ${person}`)) setAside.run(submission, person);
      put.run(
        submission,
        person,
        JSON.stringify(draft),
        revision,
        savedAt,
        met,
        notYet,
        toDo,
        draft.pleaseCheck ? 1 : 0,
      );
    },
    drop: (submission, person) => void drop.run(submission, person),
  };
}

function draftIn(text: string): Draft | null {
  try {
    return Draft.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

import type { BankComment } from '../api/shapes.ts';
import type { CriterionId, PersonKey, UnitId } from '../domain/ids.ts';
import type { Db } from './open-database.ts';

/** Whose comment it is, and what it is about. */
export interface CommentPlace {
  readonly person: PersonKey;
  readonly unit: UnitId;
  readonly criterion: CriterionId;
}

export interface KeptComment extends BankComment {
  readonly comment: string;
}

/** Each person's comments, local to this machine. */
export interface Comments {
  about(place: CommentPlace): readonly KeptComment[];
  /** Null where there is none, or it is somebody else's. */
  get(person: PersonKey, comment: string): KeptComment | null;
  put(place: CommentPlace, comment: KeptComment): void;
  /** False where there is none of that name. */
  countUse(person: PersonKey, comment: string, at: string): boolean;
  remove(person: PersonKey, comment: string): void;
}

export function commentStatements(db: Db): Comments {
  const columns = 'comment, criterion, decision, text, uses, last_used_at AS lastUsedAt';
  const about = db.prepare<[string, string, string], KeptComment>(
    `SELECT ${columns} FROM comment_bank WHERE person = ? AND unit = ? AND criterion = ?`,
  );
  const get = db.prepare<[string, string], KeptComment>(
    `SELECT ${columns} FROM comment_bank WHERE person = ? AND comment = ?`,
  );
  const put = db.prepare<[string, string, string, string, string | null, string, number, string]>(
    `INSERT INTO comment_bank VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (comment) DO UPDATE SET decision = excluded.decision, text = excluded.text,
       uses = excluded.uses, last_used_at = excluded.last_used_at`,
  );
  const remove = db.prepare<[string, string]>('DELETE FROM comment_bank WHERE person = ? AND comment = ?');
  const countUse = db.prepare<[string, string, string]>(
    'UPDATE comment_bank SET uses = uses + 1, last_used_at = ? WHERE person = ? AND comment = ?',
  );
  return {
    about: ({ person, unit, criterion }) => about.all(person, unit, criterion),
    get: (person, comment) => get.get(person, comment) ?? null,
    put: ({ person, unit, criterion }, { comment, decision, text, uses, lastUsedAt }) =>
      void put.run(comment, person, unit, criterion, decision, text, uses, lastUsedAt),
    countUse: (person, comment, at) => countUse.run(at, person, comment).changes > 0,
    remove: (person, comment) => void remove.run(person, comment),
  };
}

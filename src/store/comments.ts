import type { BankComment } from '../api/shapes.ts';
import type { CriterionId, PersonKey, UnitId } from '../domain/ids.ts';
import type { Db } from './open-database.ts';
import { sumOf } from './sums.ts';

/** Whose comment it is, and what it is about. */
export interface CommentPlace {
  readonly person: PersonKey;
  readonly unit: UnitId;
  readonly criterion: CriterionId;
}

export interface KeptComment extends BankComment {
  readonly comment: string;
}

/** Each person's comments, local to this machine. What was damaged on the disk is left out. */
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
  const columns = 'comment, person, unit, criterion, decision, text, uses, last_used_at AS lastUsedAt, sum';
  const about = db.prepare<[string, string, string], Row>(
    `SELECT ${columns} FROM comment_bank WHERE person = ? AND unit = ? AND criterion = ?`,
  );
  const get = db.prepare<[string, string], Row>(
    `SELECT ${columns} FROM comment_bank WHERE person = ? AND comment = ?`,
  );
  const put = db.prepare<[...Held, string]>(
    `INSERT INTO comment_bank VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (comment) DO UPDATE SET person = excluded.person, unit = excluded.unit,
       criterion = excluded.criterion, decision = excluded.decision, text = excluded.text, uses = excluded.uses,
       last_used_at = excluded.last_used_at, sum = excluded.sum`,
  );
  const remove = db.prepare<[string, string]>('DELETE FROM comment_bank WHERE person = ? AND comment = ?');
  const find = (person: PersonKey, comment: string) => {
    const row = get.get(person, comment);
    return row && isProved(row) ? row : null;
  };
  const write = ({ person, unit, criterion }: CommentPlace, kept: Omit<KeptComment, 'criterion'>) => {
    const held = heldBy({ ...kept, person, unit, criterion });
    put.run(...held, sumOf(held));
  };
  return {
    about: ({ person, unit, criterion }) => about.all(person, unit, criterion).filter(isProved).map(shown),
    get(person, comment) {
      const row = find(person, comment);
      return row && shown(row);
    },
    put: write,
    countUse(person, comment, at) {
      const row = find(person, comment);
      if (!row) return false;
      write(row, { ...row, uses: row.uses + 1, lastUsedAt: at });
      return true;
    },
    remove: (person, comment) => void remove.run(person, comment),
  };
}

type Row = KeptComment & CommentPlace & { readonly sum: string };
/** What a row holds, in the order of its columns. */
type Held = [string, string, string, string, string | null, string, number, string];

const heldBy = (row: Omit<Row, 'sum'>): Held => [
  row.comment,
  row.person,
  row.unit,
  row.criterion,
  row.decision,
  row.text,
  row.uses,
  row.lastUsedAt,
];

const isProved = (row: Row): boolean => sumOf(heldBy(row)) === row.sum;

const shown = ({ comment, criterion, decision, text, uses, lastUsedAt }: Row): KeptComment => ({
  comment,
  criterion,
  decision,
  text,
  uses,
  lastUsedAt,
});

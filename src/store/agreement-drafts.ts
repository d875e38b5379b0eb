import { AgreementDraft } from '../api/shapes.ts';
import type { PersonKey } from '../domain/ids.ts';
import type { Db } from './open-database.ts';
import { isUnreadable, summedRows, sumOf } from './sums.ts';

export interface SavedAgreement {
  readonly draft: AgreementDraft;
  readonly revision: number;
  readonly savedAt: string;
}

/** Agreements still being made, local to this machine. */
export interface AgreementDrafts {
  /** Null where there is none, or none that can be read any more. */
  get(submission: string, person: PersonKey): SavedAgreement | null;
  /** On disk when it returns. */
  put(submission: string, person: PersonKey, saved: SavedAgreement): void;
  drop(submission: string, person: PersonKey): void;
}

export function agreementDraftStatements(db: Db): AgreementDrafts {
  const rows = summedRows(db, 'agreement_drafts');
  const put = db.prepare<[string, string, string, number, string, string]>(
    `INSERT INTO agreement_drafts VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (submission, person) DO UPDATE SET draft = excluded.draft, revision = excluded.revision,
       saved_at = excluded.saved_at, sum = excluded.sum`,
  );
  const drop = db.prepare<[string, string]>(
    'DELETE FROM agreement_drafts WHERE submission = ? AND person = ?',
  );
  return {
    get(submission, person) {
      try {
        const row = rows.get(submission, person);
        if (!row) return null;
        const draft = AgreementDraft.parse(JSON.parse(String(row.draft)));
        return { draft, revision: Number(row.revision), savedAt: String(row.saved_at) };
      } catch (error) {
        if (isUnreadable(error)) return null;
        throw error;
      }
    },
    put(submission, person, { draft, revision, savedAt }) {
      const row = [submission, person, JSON.stringify(draft), revision, savedAt] as const;
      put.run(...row, sumOf(row));
    },
    drop: (submission, person) => void drop.run(submission, person),
  };
}

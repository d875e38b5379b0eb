import { AgreementDraft } from '../api/shapes.ts';
import type { PersonKey } from '../domain/ids.ts';
import type { Db } from './open-database.ts';

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

interface Row {
  draft: string;
  revision: number;
  savedAt: string;
}

export function agreementDraftStatements(db: Db): AgreementDrafts {
  const get = db.prepare<[string, string], Row>(
    'SELECT draft, revision, saved_at AS savedAt FROM agreement_drafts WHERE submission = ? AND person = ?',
  );
  const put = db.prepare<[string, string, string, number, string]>(
    `INSERT INTO agreement_drafts VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (submission, person) DO UPDATE SET draft = excluded.draft, revision = excluded.revision,
       saved_at = excluded.saved_at`,
  );
  const drop = db.prepare<[string, string]>(
    'DELETE FROM agreement_drafts WHERE submission = ? AND person = ?',
  );
  return {
    get(submission, person) {
      const row = get.get(submission, person);
      const draft = row ? draftIn(row.draft) : null;
      return row && draft ? { draft, revision: row.revision, savedAt: row.savedAt } : null;
    },
    put: (submission, person, { draft, revision, savedAt }) =>
      void put.run(submission, person, JSON.stringify(draft), revision, savedAt),
    drop: (submission, person) => void drop.run(submission, person),
  };
}

function draftIn(text: string): AgreementDraft | null {
  try {
    return AgreementDraft.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

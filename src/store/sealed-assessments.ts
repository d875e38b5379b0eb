import { FACTS } from '../domain/facts.ts';
import { PersonKey, RecordId, type SubmissionId } from '../domain/ids.ts';
import type { SealedContent } from '../domain/seals.ts';
import type { Db } from './open-database.ts';
import { isUnreadable, summedRows, sumOf } from './sums.ts';

/** What was sealed on this machine and is not opened yet: all that its seal promises. */
export interface SealedAssessment {
  readonly seal: RecordId;
  /** The key that sealed it. */
  readonly person: PersonKey;
  /** 32 random bytes as hex. */
  readonly salt: string;
  readonly body: SealedContent;
  readonly sealedAt: string;
}

export interface SealedAssessments {
  /** Null where this machine holds none, or none that can be read any more. */
  get(seal: RecordId): SealedAssessment | null;
  /** The seals kept here, by the key that made them and then by submission. */
  seals(): readonly { readonly seal: RecordId; readonly submission: SubmissionId }[];
  /** The submissions for which a person has sealed what does not count as opened. */
  closedBy(person: PersonKey): readonly SubmissionId[];
  put(sealed: SealedAssessment): void;
  /** False where there was none. */
  drop(seal: RecordId): boolean;
}

const Body = FACTS['assessment.submitted'].omit({ seal: true });

export function sealedAssessmentStatements(db: Db): SealedAssessments {
  const rows = summedRows(db, 'sealed_assessments');
  const seals = db.prepare<[], { seal: RecordId; submission: SubmissionId }>(
    'SELECT seal, submission FROM sealed_assessments ORDER BY person, submission, seal',
  );
  const put = db.prepare<[string, string, string, string, string, string, string]>(
    'INSERT INTO sealed_assessments VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const closed = db
    .prepare<[string], SubmissionId>(
      "SELECT submission FROM allocations WHERE person = ? AND stands = 'sealed' ORDER BY submission",
    )
    .pluck();
  const drop = db.prepare<[string]>('DELETE FROM sealed_assessments WHERE seal = ?');
  return {
    get(seal) {
      try {
        const row = rows.get(seal);
        return (
          row && {
            seal: RecordId.parse(String(row.seal)),
            person: PersonKey.parse(String(row.person)),
            salt: String(row.salt),
            body: Body.parse(JSON.parse(String(row.body))),
            sealedAt: String(row.sealed_at),
          }
        );
      } catch (error) {
        if (isUnreadable(error)) return null;
        throw error;
      }
    },
    seals: () => seals.all(),
    closedBy: (person) => closed.all(person),
    put({ seal, person, salt, body, sealedAt }) {
      const row = [seal, body.submission, person, salt, JSON.stringify(body), sealedAt] as const;
      put.run(...row, sumOf(row));
    },
    drop: (seal) => drop.run(seal).changes > 0,
  };
}

import type { Disagreement } from '../domain/disagreement.ts';
import type { PersonKey, SubmissionId, UnitId } from '../domain/ids.ts';
import type { OutcomeState } from '../domain/states.ts';
import type { Db } from './open-database.ts';

/** A submission that two people marked, as the board shows it. */
export interface DisagreementView extends Disagreement {
  readonly submission: SubmissionId;
  readonly learner: string;
  readonly title: string;
  readonly unit: UnitId;
  readonly unitCode: string;
  readonly state: OutcomeState;
  readonly weight: number;
}

export interface DisagreementQuestion {
  /** Whoever asks: their own are always theirs to see. */
  readonly person: PersonKey;
  /** The units whose others they may read; null for all there are. */
  readonly reads: readonly UnitId[] | null;
  readonly include: 'open' | 'settled' | 'all';
  readonly unit: UnitId | null;
}

export interface DisagreementReader {
  count(question: DisagreementQuestion): number;
  /** Open ones before settled ones, and the heaviest first. */
  page(question: DisagreementQuestion, offset: number, limit: number): readonly DisagreementView[];
}

interface Asked {
  readonly person: string;
  readonly reads: string;
  readonly unit: string | null;
}
type Row = Omit<DisagreementView, 'outOfTolerance' | 'reasons' | 'a' | 'b'> & { readonly json: string };

const INCLUDED = { open: 'd.is_open = 1', settled: 'd.is_open = 0', all: 'd.is_open IN (0, 1)' } as const;
/** Where somebody reads every unit, nothing is asked of each row. */
const THEIRS = `(d.unit IN (SELECT value FROM json_each(:reads))
  OR EXISTS (SELECT 1 FROM assessments a WHERE a.submission = d.submission AND a.author = :person))`;
const ORDER = 'd.is_open DESC, d.weight DESC, d.learner_name, d.submission';

/** Each question is answered from an index that is in the order of the board; only the rows of the page are read. */
function prepared(db: Db, include: keyof typeof INCLUDED, isOfUnit: boolean, readsAll: boolean) {
  const index = isOfUnit ? 'disagreements_of_unit' : 'disagreements_in_order';
  const conditions = [
    INCLUDED[include],
    ...(isOfUnit ? ['d.unit = :unit'] : []),
    ...(readsAll ? [] : [THEIRS]),
  ];
  const chosen = `FROM disagreements d INDEXED BY ${index} WHERE ${conditions.join(' AND ')}`;
  return {
    count: db.prepare<[Asked], number>(`SELECT count(*) ${chosen}`).pluck(),
    page: db.prepare<[Asked & { offset: number; limit: number }], Row>(
      `SELECT s.submission, s.learner_name AS learner, s.title, s.unit, s.unit_code AS unitCode, s.state, s.weight, d.json
       FROM (SELECT d.submission AS chosen ${chosen} ORDER BY ${ORDER} LIMIT :limit OFFSET :offset)
       JOIN disagreements d ON d.submission = chosen JOIN submissions s ON s.submission = chosen
       ORDER BY ${ORDER}`,
    ),
  };
}

/** Reads submissions that two people marked. */
export function disagreementReader(db: Db): DisagreementReader {
  const known = new Map<string, ReturnType<typeof prepared>>();
  const statements = ({ include, unit, reads }: DisagreementQuestion) => {
    const key = `${include} ${unit === null} ${reads === null}`;
    const found = known.get(key) ?? prepared(db, include, unit !== null, reads === null);
    known.set(key, found);
    return found;
  };
  const asked = ({ person, reads, unit }: DisagreementQuestion): Asked => ({
    person,
    reads: JSON.stringify(reads ?? []),
    unit,
  });
  return {
    count: (question) => statements(question).count.get(asked(question)) ?? 0,
    page: (question, offset, limit) =>
      statements(question)
        .page.all({ ...asked(question), offset, limit })
        .map(({ json, ...row }) => ({ ...row, ...(JSON.parse(json) as Disagreement) })),
  };
}

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
  /** Whether one of its assessments is by the person who asks. */
  readonly isMine: boolean;
}

export type DisagreementReader = (
  person: PersonKey,
  states: readonly OutcomeState[],
  unit: UnitId | null,
) => readonly DisagreementView[];

interface Row extends Omit<DisagreementView, 'outOfTolerance' | 'reasons' | 'isMine' | 'a' | 'b'> {
  readonly json: string;
  readonly isMine: 0 | 1;
}

/** Reads submissions in these states that two people marked, heaviest disagreement first. */
export function disagreementReader(db: Db): DisagreementReader {
  const prepare = (condition: string) =>
    db.prepare<[{ person: string; states: string; unit: string | null }], Row>(
      `SELECT s.submission, s.learner_name AS learner, s.title, s.unit, s.unit_code AS unitCode, s.state, s.weight, c.json,
         EXISTS (SELECT 1 FROM assessments a WHERE a.submission = s.submission AND a.author = :person) AS isMine
       FROM submissions s CROSS JOIN disagreements c ON c.submission = s.submission
       WHERE s.state IN (SELECT value FROM json_each(:states)) AND ${condition}
       ORDER BY s.weight DESC, s.learner_name, s.submission`,
    );
  const every = prepare(':unit IS NULL');
  const ofUnit = prepare('s.unit = :unit');
  return (person, states, unit) =>
    (unit === null ? every : ofUnit)
      .all({ person, states: JSON.stringify(states), unit })
      .map(({ json, isMine, ...row }) => ({
        ...row,
        ...(JSON.parse(json) as Disagreement),
        isMine: isMine === 1,
      }));
}

import type { Authority } from './authority.ts';
import { type Fact, type FactOf, inOrder } from './facts.ts';
import type { PersonKey, RecordId, SubmissionId } from './ids.ts';

/** Why a submission is not assessed: another one is, in its place. */
export interface SetAside {
  readonly duplicateOf: SubmissionId;
  readonly reason: string;
  readonly by: PersonKey;
  readonly at: string;
  readonly record: RecordId;
}

/** Said of whatever is asked of a submission that is set aside. */
export const IS_SET_ASIDE = 'It is set aside as a duplicate of another submission.';

type SettingFact = FactOf<'submission.set_aside'> | FactOf<'submission.resumed'>;

const isSetting = (fact: Fact): fact is SettingFact =>
  fact.type === 'submission.set_aside' || fact.type === 'submission.resumed';

interface Given {
  /** Those about one submission whose authors might state them. */
  readonly counted: readonly Fact[];
  readonly authority: Pick<Authority, 'personOf'>;
  /** What was confirmed stays what it is. */
  readonly isDecided: boolean;
}

/** Whether a submission is set aside, as the last who may said; and what of that does not count. */
export function setAsideIn({ counted, authority, isDecided }: Given): {
  readonly setAside: SetAside | null;
  readonly notCounted: ReadonlyMap<RecordId, string>;
} {
  const notCounted = new Map<RecordId, string>();
  let setAside: SetAside | null = null;
  for (const fact of counted.filter(isSetting).sort(inOrder)) {
    if (isDecided) notCounted.set(fact.id, 'The outcome of the submission is confirmed, so it stays.');
    else if (fact.type === 'submission.resumed') setAside = null;
    else if (fact.body.duplicateOf === fact.body.submission)
      notCounted.set(fact.id, 'No submission is a duplicate of itself.');
    else {
      const { duplicateOf, reason } = fact.body;
      setAside = { duplicateOf, reason, by: authority.personOf(fact.author), at: fact.at, record: fact.id };
    }
  }
  return { setAside, notCounted };
}

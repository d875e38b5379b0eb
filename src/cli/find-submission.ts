import type { SubmissionId } from '../domain/ids.ts';
import { OutcomeState } from '../domain/states.ts';
import { queueRows } from './queue-rows.ts';
import { Refused, type Session } from './session.ts';

/** A submission by its id, the beginning of it (6 or more), or a learner's name that only one has. */
export async function findSubmission(session: Session, wanted: string): Promise<SubmissionId> {
  // What is set aside has a name, too.
  const states = [...OutcomeState.options];
  const isId = /^[0-9a-f]{6,64}$/.test(wanted);
  const rows = await queueRows(session, isId ? { states } : { states, text: wanted });
  const found = rows
    .filter((row) => (isId ? row.submission.startsWith(wanted) : row.found?.includes('names')))
    .map(({ submission }) => submission);
  const [one] = found;
  if (one && found.length === 1) return one;
  throw new Refused({
    code: one ? 'submission.ambiguous' : 'submission.unknown',
    message: one
      ? `“${wanted}” fits ${found.length} submissions. Use the id that “assay queue” shows.`
      : `There is no submission “${wanted}”.`,
  });
}

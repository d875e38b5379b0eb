import type { SubmissionId } from '../domain/ids.ts';
import { OutcomeState } from '../domain/states.ts';
import { Refused, type Session } from './session.ts';

/** A submission by its id, the beginning of it (6 or more), or a learner's name that only one has. */
export async function findSubmission(session: Session, wanted: string): Promise<SubmissionId> {
  const found: SubmissionId[] = [];
  const sort = { by: 'received' as const, descending: false };
  // What is set aside has a name, too.
  const states = [...OutcomeState.options];
  const isId = /^[0-9a-f]{6,64}$/.test(wanted);
  for (let offset = 0; ; offset += 1000) {
    const page = await session.call('queue.list', {
      filter: isId ? { states } : { states, text: wanted },
      sort,
      offset,
      limit: 1000,
    });
    for (const row of page.rows)
      if (isId ? row.submission.startsWith(wanted) : row.found?.includes('names')) found.push(row.submission);
    if (offset + 1000 >= page.total) break;
  }
  const [one] = found;
  if (one && found.length === 1) return one;
  throw new Refused({
    code: one ? 'submission.ambiguous' : 'submission.unknown',
    message: one
      ? `“${wanted}” fits ${found.length} submissions. Use the id that “assay queue” shows.`
      : `There is no submission “${wanted}”.`,
  });
}

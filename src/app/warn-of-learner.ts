import type { Problem } from '../api/shapes.ts';
import type { LearnerId, UnitId } from '../domain/ids.ts';
import type { Store } from '../store/store.ts';

const normal = (name: string) => name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();

/**
 * What people must know before they take a bundle for a known learner's next attempt: that it gives that learner
 * another name, or that only the name says so. Null for a learner not seen before.
 */
export function warningOfLearner(
  store: Store,
  learner: LearnerId,
  unit: UnitId,
  given: { readonly name: string | null; readonly identifier: string | null },
): Problem | null {
  const known = store.queue.namesOf(learner);
  const name = given.name ?? given.identifier ?? '';
  const [first] = known;
  if (first === undefined) return null;
  const attempt = store.queue.attemptsOf(learner, unit) + 1;
  if (!known.some((one) => normal(one) === normal(name))) {
    return warning(
      'import.learner_known_otherwise',
      `The learner with the identifier “${given.identifier ?? ''}” is known here as “${first}”, but this bundle says “${name}”. It was taken in as theirs, attempt ${attempt}: make sure whose it is.`,
    );
  }
  if (given.identifier !== null) return null;
  return warning(
    'import.learner_by_name',
    `“${name}” is known here already, and this bundle has no identifier that tells people of one name apart. It was taken in as theirs, attempt ${attempt}: make sure whose it is.`,
  );
}

const warning = (code: string, message: string): Problem => ({
  code,
  message,
  at: null,
  severity: 'warning',
});

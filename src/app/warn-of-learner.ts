import type { Problem } from '../api/shapes.ts';
import type { LearnerId, UnitId } from '../domain/ids.ts';
import type { Store } from '../store/store.ts';

const normal = (name: string) => name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();

/**
 * What people must know before they take a bundle for a known learner's next attempt: that it gives that learner
 * another name, or that only the name says so. Null for a learner not seen before. Where the unit is marked
 * anonymously no name is told: it would stand beside the submission it belongs to.
 */
export function warningOfLearner(
  store: Store,
  learner: LearnerId,
  unit: UnitId,
  given: { readonly name: string | null; readonly identifier: string | null },
): Problem | null {
  const known = namesOf(store, learner);
  const name = given.name ?? given.identifier ?? '';
  const [first] = known;
  if (first === undefined) return null;
  const attempt = store.queue.attemptsOf(learner, unit) + 1;
  const isAnonymous = store.units.isAnonymous(unit);
  if (!known.some((one) => normal(one) === normal(name))) {
    return warning(
      'import.learner_known_otherwise',
      isAnonymous
        ? `The learner of this bundle is known here under another name. It was taken in as theirs, attempt ${attempt}: make sure whose it is.`
        : `The learner with the identifier “${given.identifier ?? ''}” is known here as “${first}”, but this bundle says “${name}”. It was taken in as theirs, attempt ${attempt}: make sure whose it is.`,
    );
  }
  if (given.identifier !== null) return null;
  return warning(
    'import.learner_by_name',
    `${isAnonymous ? 'The learner of this bundle' : `“${name}”`} is known here already, and this bundle has no identifier that tells people of one name apart. It was taken in as theirs, attempt ${attempt}: make sure whose it is.`,
  );
}

/** Every name under which a learner's submissions came; none where the names were erased. */
function namesOf({ queue, views, privates }: Store, learner: LearnerId): readonly string[] {
  const names = queue.submissionsOf(learner).flatMap((submission) => {
    const hash = views.submission(submission)?.received.body.details;
    const details = hash === undefined ? null : privates.details(hash);
    const name = details?.learner.name ?? details?.learner.identifier ?? null;
    return name === null ? [] : [name];
  });
  return [...new Set(names)];
}

const warning = (code: string, message: string): Problem => ({
  code,
  message,
  at: null,
  severity: 'warning',
});

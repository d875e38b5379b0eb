import type { Authority } from '../authority.ts';
import type { Fact } from '../facts.ts';
import type { PersonKey, RecordId } from '../ids.ts';
import type { AppealFact } from './appeal-view.ts';

/**
 * Which facts about a submission belong to marking it anew for an appeal: the allocations to these people, what they
 * sealed and submitted, and what was said of that. None of them touches the outcome that was released.
 */
export function remarksIn(
  facts: readonly Fact[],
  remarkers: ReadonlySet<PersonKey>,
  { personOf }: Authority,
): readonly Fact[] {
  if (remarkers.size === 0) return [];
  const isTheirs = (key: PersonKey) => remarkers.has(personOf(key));
  const theirs = facts.filter((fact) => {
    switch (fact.type) {
      case 'submission.allocated':
        return isTheirs(fact.body.person);
      case 'assessment.sealed':
      case 'assessment.submitted':
      case 'assessment.recalled':
        return isTheirs(fact.author);
      default:
        return false;
    }
  });
  const known = new Set<RecordId>(theirs.map(({ id }) => id));
  const about = facts.filter(
    (fact) =>
      (fact.type === 'allocation.withdrawn' && known.has(fact.body.allocation)) ||
      (fact.type === 'assessment.countersigned' && known.has(fact.body.assessment)),
  );
  return [...theirs, ...about];
}

/**
 * Whom appeals ask to mark a submission anew and who may: nobody whose mark the outcome rests on. Read from what the
 * records name alone, before anything is known to count.
 */
export function namedRemarkers(
  appeals: readonly AppealFact[],
  facts: readonly Fact[],
  { personOf }: Authority,
): ReadonlySet<PersonKey> {
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const tooNear = new Set<PersonKey>();
  for (const fact of appeals) {
    if (fact.type !== 'appeal.lodged') continue;
    for (const person of fact.body.parts) tooNear.add(personOf(person));
    const outcome = byId.get(fact.body.outcome);
    const sources = outcome?.type === 'outcome.confirmed' ? outcome.body.sources : [];
    for (const id of sources) {
      const source = byId.get(id);
      if (source) tooNear.add(personOf(source.author));
    }
  }
  return new Set(
    appeals
      .flatMap((fact) => (fact.type === 'appeal.process_chosen' ? fact.body.remarkers.map(personOf) : []))
      .filter((person) => !tooNear.has(person)),
  );
}

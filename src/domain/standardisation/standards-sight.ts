import type { Fact } from '../facts.ts';
import type { PersonKey, RecordId, SubmissionId } from '../ids.ts';
import type { StandardResult } from './standard-results.ts';
import type { StandardSet, StandardsView } from './standards-view.ts';

/**
 * Whether somebody who was given a script may be shown its definitive mark: of practice once they have submitted it, of a
 * qualifying set once they have submitted all of it. Never of a seed.
 */
export function mayBeShown(
  { setOf }: Pick<StandardsView, 'setOf'>,
  results: readonly StandardResult[],
  { made }: StandardSet,
  person: PersonKey,
  script: SubmissionId,
): boolean {
  const marked = new Set(
    results
      .filter((one) => one.person === person && one.set === made.id && one.assessment !== null)
      .map((one) => one.script),
  );
  switch (made.body.rule.kind) {
    case 'practice':
      return marked.has(script);
    case 'qualifying':
      return made.body.scripts.every((one) => !setOf.has(one.script) || marked.has(one.script));
    case 'seeds':
      return false;
  }
}

/**
 * What somebody may know of a unit's standards who only marks: practice and qualifying sets that they were given
 * something of, definitive marks when their turn has come, and what was decided about themselves. Nothing tells of a
 * seed, nor that there are any.
 */
export function chooseStandards(
  view: StandardsView,
  results: readonly StandardResult[],
  facts: readonly Fact[],
  person: PersonKey,
  personOf: (key: PersonKey) => PersonKey,
): readonly Fact[] {
  const shown = new Set<RecordId>();
  for (const set of view.sets.values()) {
    const { id, body } = set.made;
    const isGiven = results.some((one) => one.person === person && one.set === id);
    if (body.rule.kind === 'seeds' || !isGiven) continue;
    shown.add(id);
    if (set.ended) shown.add(set.ended.id);
    for (const { script, mark } of body.scripts)
      if (view.marks.has(mark) && mayBeShown(view, results, set, person, script)) shown.add(mark);
  }
  for (const fact of view.decisions) if (personOf(fact.body.person) === person) shown.add(fact.id);
  // A later withdrawal reaches whoever may have been given what it withdraws.
  for (const [record, withdrawal] of view.withdrawals) {
    const fact = facts.find((one) => one.id === record);
    const isTheirs = fact && 'person' in fact.body && personOf(fact.body.person) === person;
    if (isTheirs && fact.type.startsWith('standardisation.')) shown.add(record).add(withdrawal.id);
  }
  return facts.filter((fact) => shown.has(fact.id));
}

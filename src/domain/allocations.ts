import { type Authority, isGuardedAt } from './authority.ts';
import { type Fact, type FactOf, inOrder } from './facts.ts';
import type { CriterionId, PersonKey, RecordId } from './ids.ts';
import type { Scope } from './scope.ts';

type AllocatedFact = FactOf<'submission.allocated'>;

/** Who is to assess a submission, as it stands. */
export interface Allocation {
  /** The record that said so last. */
  readonly record: RecordId;
  readonly person: PersonKey;
  readonly as: 'first' | 'second';
  /** What they decide opens when everybody who is to seal has sealed. */
  readonly isSealed: boolean;
  readonly due: string | null;
  /** Since when. */
  readonly at: string;
  /** The criteria they are to judge; null for all. */
  readonly criteria: Scope;
}

export interface Allocations {
  /** First markers before second ones. */
  readonly standing: readonly Allocation[];
  /** Whoever was ever asked to seal: who sealed then is held to it, whatever became of the allocation. */
  readonly askedToSeal: ReadonlySet<PersonKey>;
  /** The criteria that somebody was ever asked for by themselves: who judged them then did so rightly. */
  readonly askedFor: ReadonlyMap<PersonKey, ReadonlySet<CriterionId>>;
  readonly notCounted: ReadonlyMap<RecordId, string>;
}

/** A person's allocations come to one: as the last one says, sealed where any of them is, for what they ask together. */
function together(own: readonly AllocatedFact[], { personOf }: Authority): Allocation | null {
  const [first] = own;
  const last = own.at(-1);
  if (!first || !last) return null;
  const { person, as, due } = last.body;
  // To be asked openly as well frees nobody from sealing; only a withdrawal does.
  const sealed = own.filter((one) => one.body.sealed);
  const record = (sealed.at(-1) ?? last).id;
  const at = (sealed[0] ?? first).at;
  return { record, person: personOf(person), as, isSealed: sealed.length > 0, due, at, criteria: allOf(own) };
}

/** All that several allocations ask for; null where one of them asks for everything. */
function allOf(own: readonly AllocatedFact[]): Scope {
  const criteria = new Set<CriterionId>();
  for (const { body } of own) {
    if (!body.criteria) return null;
    for (const criterion of body.criteria) criteria.add(criterion);
  }
  return [...criteria].sort();
}

/** Who is to assess a submission, from the facts about it that their authors might state. */
export function allocationsIn(facts: readonly Fact[], authority: Authority): Allocations {
  const { personOf } = authority;
  const ordered = [...facts].sort(inOrder);
  const notCounted = new Map<RecordId, string>();
  const made = new Map<RecordId, AllocatedFact>();
  for (const fact of ordered) if (fact.type === 'submission.allocated') made.set(fact.id, fact);
  const withdrawn = new Set<RecordId>();
  for (const fact of ordered) {
    if (fact.type !== 'allocation.withdrawn') continue;
    const allocation = made.get(fact.body.allocation);
    const reason = allocation
      ? withdrawalProblem(fact, allocation, authority)
      : 'The allocation it withdraws is not here, or does not count.';
    if (reason !== null) notCounted.set(fact.id, reason);
    else withdrawn.add(fact.body.allocation);
  }
  const byPerson = new Map<PersonKey, AllocatedFact[]>();
  for (const allocation of made.values()) {
    if (withdrawn.has(allocation.id)) continue;
    const person = personOf(allocation.body.person);
    byPerson.set(person, [...(byPerson.get(person) ?? []), allocation]);
  }
  const rank = { first: 0, second: 1 };
  return {
    standing: [...byPerson.values()]
      .flatMap((own) => together(own, authority) ?? [])
      .sort(
        (a, b) =>
          rank[a.as] - rank[b.as] || (a.at < b.at ? -1 : a.at > b.at ? 1 : a.record < b.record ? -1 : 1),
      ),
    askedToSeal: new Set(
      [...made.values()].filter((one) => one.body.sealed).map((one) => personOf(one.body.person)),
    ),
    askedFor: askedForIn([...made.values()], authority),
    notCounted,
  };
}

function askedForIn(made: readonly AllocatedFact[], { personOf }: Authority) {
  const askedFor = new Map<PersonKey, Set<CriterionId>>();
  for (const { body } of made) {
    const person = personOf(body.person);
    for (const criterion of body.criteria ?? [])
      askedFor.set(person, (askedFor.get(person) ?? new Set()).add(criterion));
  }
  return askedFor;
}

/** Nobody frees themselves from what they were asked to do, once there is anybody else; no date said helps with that. */
function withdrawalProblem(
  withdrawal: FactOf<'allocation.withdrawn'>,
  allocation: AllocatedFact,
  authority: Authority,
): string | null {
  const isGuarded = isGuardedAt(authority, withdrawal.at) || isGuardedAt(authority, allocation.at);
  const { personOf } = authority;
  return isGuarded && personOf(withdrawal.author) === personOf(allocation.body.person)
    ? 'Nobody withdraws an allocation to themselves. Somebody else who allocates can.'
    : null;
}

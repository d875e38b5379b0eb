import type { Authority } from './authority.ts';
import { type Fact, inOrder } from './facts.ts';
import { type ForkedChain, type HeldChain, type Hold, holdBack, type Settlement } from './forks.ts';
import type { PersonKey, RecordId } from './ids.ts';

/**
 * The authority that facts about people come to where chains fork: what is held back appoints nobody.
 *
 * The root settles its own forks and everybody’s. Others settle forks of a key of theirs with another key, whose own
 * chain must not fork before: two forked keys cannot vouch for each other.
 */
export function authorityOverForks(
  facts: readonly Fact[],
  chains: readonly ForkedChain[],
  build: (facts: readonly Fact[]) => Authority,
): Authority {
  const settlements = facts.filter((fact) => fact.type === 'fork.settled').sort(inOrder);
  if (chains.length === 0 && settlements.length === 0) return build(facts);

  const firstFork = new Map(chains.map((chain) => [chain.author, chain.from]));
  const isBeforeForks = (fact: Fact) => fact.seq < (firstFork.get(fact.author) ?? Number.POSITIVE_INFINITY);
  const { root } = build(facts);
  const founding = build(facts.filter((fact) => fact.author === root || isBeforeForks(fact)));
  const isRootKey = (key: PersonKey) => founding.personOf(key) === root;
  const isRoots = (one: Settlement) => one.author === root || (isRootKey(one.author) && isBeforeForks(one));

  const held = new Map<PersonKey, HeldChain>();
  const settle = (chain: ForkedChain, maySettle: (settlement: Settlement) => boolean) => {
    const mine = settlements.filter((one) => one.body.author === chain.author && maySettle(one));
    held.set(chain.author, holdBack(chain, mine));
  };
  for (const chain of chains) if (isRootKey(chain.author)) settle(chain, isRoots);
  const isUndoubted = (fact: Fact) =>
    isRootKey(fact.author) ? !held.get(fact.author)?.holdOf(fact) : isBeforeForks(fact);
  const undoubted = build(facts.filter(isUndoubted));
  const maySettle = (one: Settlement) => isRoots(one) || (isUndoubted(one) && isOtherKey(undoubted, one));
  for (const chain of chains) if (!isRootKey(chain.author)) settle(chain, maySettle);

  const holdOf = (fact: Fact): Hold | null =>
    fact.type === 'workspace.created' || (fact.type === 'fork.settled' && isRoots(fact))
      ? null
      : (held.get(fact.author)?.holdOf(fact) ?? null);
  const authority = build(facts.filter((fact) => holdOf(fact) === null));
  const notCounted = new Map<RecordId, string>(authority.notCounted);
  for (const one of settlements) {
    if (!maySettle(one)) notCounted.set(one.id, NOT_THEIRS);
    else if (firstFork.has(one.body.author) && !held.get(one.body.author)?.decisive.has(one.id))
      notCounted.set(one.id, SETTLES_NOTHING);
  }
  return {
    ...authority,
    notCounted,
    heldBecause: (fact) => {
      const hold = holdOf(fact);
      return hold && inWords(authority, fact.author, hold);
    },
    openForks: chains.flatMap(({ author }) =>
      (held.get(author)?.open ?? []).map((fork) => ({ author, ...fork })),
    ),
  };
}

const NOT_THEIRS = 'Only the provider’s root, or the same person with another key, settles a fork.';
const SETTLES_NOTHING =
  'It settles nothing here: the fork was settled before, or what it keeps is not at that place.';

function isOtherKey(authority: Authority, { author, body, at }: Settlement): boolean {
  const isSame = author !== body.author && authority.personOf(author) === authority.personOf(body.author);
  return isSame && authority.silenceOf(author, at) === null;
}

function inWords(authority: Authority, author: PersonKey, hold: Hold): string {
  const name = authority.nameOf(author);
  switch (hold.kind) {
    case 'open':
      return `The chain of ${name} forks at record ${hold.seq}, and nobody has settled yet which part stands.`;
    case 'unclear':
      return `The chain of ${name} forks at record ${hold.seq}, and the record before this one is missing: nobody can tell on which part it lies.`;
    case 'aside': {
      const { author: by, body } = hold.settlement;
      return `Set aside by ${authority.nameOf(by)}, who settled the fork at record ${body.seq} of ${name}’s chain.`;
    }
  }
}

import type { PersonKey, RecordId } from '../domain/ids.ts';
import type { Store } from '../store/store.ts';

/**
 * The record that the next one of an author follows; null for the first. Where the chain forks, the end of the side
 * that stands: what followed the other would be set aside with it.
 */
export function endOfChain(
  store: Pick<Store, 'chains' | 'records' | 'authority'>,
  author: PersonKey,
): { readonly seq: number; readonly id: RecordId } | null {
  const { chains, records } = store;
  const fork = chains.isForked(author) ? chains.forked().find((one) => one.author === author) : undefined;
  if (!fork) return chains.head(author);
  const authority = store.authority();
  for (const { id, seq } of chains.heads(author)) {
    // Nobody has settled it yet: one more side would help nobody.
    if (seq < fork.from) break;
    const fact = records.fact(id);
    if (fact && authority.heldBecause(fact) === null) return { id, seq };
  }
  return chains.head(author);
}

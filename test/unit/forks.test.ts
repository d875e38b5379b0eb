import { describe, expect, it } from 'vitest';
import { endOfChain } from '../../src/app/own-chain.ts';
import type { FactBody } from '../../src/domain/facts.ts';
import type { RecordId } from '../../src/domain/ids.ts';
import type { SignedRecord } from '../../src/ledger/record.ts';
import { AChain, FOUNDED, keyNamed } from '../builders/a-chain.ts';
import { aStore } from '../builders/a-store.ts';

const appointment = (name: string): FactBody<'person.appointed'> => ({
  person: keyNamed(name),
  name,
  roles: ['provider', 'assessor'],
  units: 'all',
  from: new Date(FOUNDED).toISOString(),
  until: null,
});

/** Ann’s chain: her first record, then two that claim the second place, each with one that follows. */
function forked() {
  const chain = new AChain();
  chain.sign('root', 'person.appointed', appointment('ann'));
  const name = (whom: string) => chain.sign('ann', 'conflict.declared', conflict(whom));
  const before = name('before');
  const left = [name('left'), name('left again')];
  chain.rewind('ann', 2);
  const right = [name('right'), name('right again')];
  return { chain, before, left, right };
}
const conflict = (whom: string): FactBody<'conflict.declared'> => ({
  person: keyNamed(whom),
  learner: '0'.repeat(32) as FactBody<'conflict.declared'>['learner'],
  reason: '',
});
const settle = (
  chain: AChain,
  by: string,
  keep: RecordId | 'both' | undefined,
  change: { at?: number } = {},
) => {
  const body = { author: keyNamed('ann'), seq: 2, keep: keep ?? 'both', reason: '' };
  return chain.sign(by, 'fork.settled', body, change);
};
const reasons = (chain: AChain, records: readonly (SignedRecord | undefined)[]) => {
  const { views } = aStore(chain.workspace, chain.records);
  return records.map((record) => views.notCounted(record?.id ?? ''));
};
const OPEN = 'The chain of ann forks at record 2, and nobody has settled yet which part stands.';
const ASIDE = /^Set aside by .*, who settled the fork at record 2 of ann’s chain\.$/;

describe('a chain that forks', () => {
  it('counts up to the fork, and not behind it', () => {
    const { chain, before, left, right } = forked();
    expect(reasons(chain, [before, ...left, ...right])).toEqual([null, OPEN, OPEN, OPEN, OPEN]);
  });
  it('counts on the side that the root keeps', () => {
    const { chain, left, right } = forked();
    settle(chain, 'root', left[0]?.id);
    const [a, b, c, d] = reasons(chain, [...left, ...right]);
    expect([a, b]).toEqual([null, null]);
    for (const reason of [c, d]) expect(reason).toMatch(ASIDE);
  });
  it('goes on from the side that is kept, however short, and from the furthest while none is', () => {
    const { chain, left, right } = forked();
    chain.sign('ann', 'conflict.declared', conflict('right once more'));
    const endIn = (of: AChain) => endOfChain(aStore(of.workspace, of.records), keyNamed('ann'));
    expect(endIn(chain)?.seq).toBe(4);
    settle(chain, 'root', left[0]?.id);
    expect(endIn(chain)).toEqual({ seq: 3, id: left[1]?.id });
    expect(left[1]?.id).not.toBe(right[1]?.id);
  });
  it('counts on both sides where both are kept', () => {
    const { chain, left, right } = forked();
    settle(chain, 'root', 'both');
    expect(reasons(chain, [...left, ...right])).toEqual([null, null, null, null]);
  });
  it('is settled once: the earliest settlement decides', () => {
    const { chain, left, right } = forked();
    const late = settle(chain, 'root', right[0]?.id);
    settle(chain, 'root', left[0]?.id, { at: FOUNDED + 1000 });
    const [kept, aside, reason] = reasons(chain, [left[1], right[1], late]);
    expect(kept).toBeNull();
    expect(aside).toMatch(ASIDE);
    expect(reason).toContain('settled before');
  });
  it('is not settled by its own key, nor by another provider', () => {
    const { chain, left } = forked();
    chain.sign('root', 'person.appointed', appointment('bob'));
    const own = settle(chain, 'ann', left[0]?.id);
    const other = settle(chain, 'bob', left[0]?.id);
    const [a, b, c] = reasons(chain, [left[0], own, other]);
    expect(a).toBe(OPEN);
    expect(b).toContain('forks at record 2');
    expect(c).toContain('Only the provider’s root');
  });
  it('of a provider appoints nobody until it is settled', () => {
    const { chain, left } = forked();
    const byAnn = chain.sign('ann', 'person.appointed', appointment('cleo'));
    const byCleo = chain.sign('cleo', 'conflict.declared', conflict('x'));
    expect(reasons(chain, [byAnn])).toEqual([OPEN]);
    const { people } = aStore(chain.workspace, chain.records).authority();
    expect(people).not.toContain(keyNamed('cleo'));
    settle(chain, 'root', 'both');
    expect(reasons(chain, [byAnn, left[0], byCleo])).toEqual([null, null, null]);
  });
  it('of the root is settled by the root, although it lies behind the fork', () => {
    const chain = new AChain();
    const left = chain.sign('root', 'person.appointed', appointment('ann'));
    chain.rewind('root', 1);
    const right = chain.sign('root', 'person.appointed', appointment('bob'));
    const [open] = reasons(chain, [right]);
    expect(open).toContain('forks at record 2');
    const body = { author: keyNamed('root'), seq: 2, keep: left.id, reason: '' };
    const settled = chain.sign('root', 'fork.settled', body);
    const [kept, aside, settlement] = reasons(chain, [left, right, settled]);
    expect([kept, settlement]).toEqual([null, null]);
    expect(aside).toContain('Set aside by');
  });
  it('sets a third record at the place aside as well', () => {
    const { chain, left } = forked();
    settle(chain, 'root', left[0]?.id);
    chain.rewind('ann', 2);
    const third = chain.sign('ann', 'conflict.declared', conflict('third'));
    const [a, b, c] = reasons(chain, [...left, third]);
    expect([a, b]).toEqual([null, null]);
    expect(c).toMatch(ASIDE);
  });
  it('waits for somebody again where the side that was kept forks', () => {
    const { chain, right } = forked();
    settle(chain, 'root', right[0]?.id);
    chain.rewind('ann', 1);
    const again = chain.sign('ann', 'conflict.declared', conflict('again'));
    const [kept, a, b] = reasons(chain, [...right, again]);
    expect(kept).toBeNull();
    for (const reason of [a, b]) expect(reason).toContain('forks at record 3');
  });
  it('leaves open on which side a record lies whose predecessor is missing', () => {
    const { chain, left, right } = forked();
    settle(chain, 'root', right[0]?.id);
    const last = chain.sign('ann', 'conflict.declared', conflict('last'));
    const without = chain.records.filter((record) => record !== right[1]);
    const { views } = aStore(chain.workspace, without);
    expect(views.notCounted(last.id)).toContain('nobody can tell on which part it lies');
    expect(views.notCounted(left[0]?.id ?? '')).toMatch(ASIDE);
    expect(aStore(chain.workspace, [...without, ...right]).views.notCounted(last.id)).toBeNull();
  });
});

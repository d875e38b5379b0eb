import { describe, expect, it } from 'vitest';
import { recentFacts } from '../../src/store/recent-facts.ts';
import { AChain } from '../builders/a-chain.ts';
import { aStore } from '../builders/a-store.ts';
import { aUnit } from '../builders/a-unit.ts';

const unit = aUnit();
const titled = (title: string) => ({ unit: { ...unit, title } });

describe('facts remembered between calls', () => {
  it('do not survive the rollback of the transaction that stored them', () => {
    const chain = new AChain();
    const store = aStore(chain.workspace, chain.records);
    const first = chain.sign('root', 'unit.published', titled('First'));
    store.append({ records: [first], command: 'once' });
    const lost = chain.sign('root', 'unit.published', titled('Lost'));
    expect(() => store.append({ records: [lost], command: 'once' })).toThrow(/UNIQUE/);
    const kept = chain.sign('root', 'unit.published', titled('Kept'));
    store.append({ records: [kept] });
    expect(store.records.factsAbout(`u:${unit.id}`).map((fact) => fact.id)).toEqual([first.id, kept.id]);
    expect(store.units.list().map((row) => row.unit.title)).toEqual(['Kept']);
    expect(store.records.fact(lost.id)).toBeNull();
  });

  it('never come to more than twice the bytes they may, the latest always among them', () => {
    const [record] = new AChain().records;
    if (!record) throw new Error('a chain begins with a record');
    const recent = recentFacts(100);
    for (let position = 1; position <= 100; position += 1) recent.keep(position, record.fact, 10);
    const held = Array.from({ length: 100 }, (_, index) => index + 1).filter((position) =>
      recent.get(position),
    );
    expect(held.length).toBeLessThanOrEqual(20);
    expect(held).toContain(100);
  });

  it('leave out a record larger than all of them may be', () => {
    const [record] = new AChain().records;
    if (!record) throw new Error('a chain begins with a record');
    const recent = recentFacts(100);
    recent.keep(1, record.fact, 10);
    recent.keep(2, record.fact, 101);
    expect([recent.get(1), recent.get(2)]).toEqual([record.fact, undefined]);
  });
});

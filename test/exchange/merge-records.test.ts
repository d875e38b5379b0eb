import { describe, expect, it } from 'vitest';
import { type RecordId, UnitId } from '../../src/domain/ids.ts';
import type { RawRecord } from '../../src/ledger/file-record.ts';
import { everyRecord } from '../../src/store/every-record.ts';
import { AChain, keyNamed, signerNamed } from '../builders/a-chain.ts';
import { ACopy } from '../builders/a-copy.ts';
import { aCall, aSubmission, aWorkspace } from '../builders/a-workspace.ts';

const state = (chain: AChain, author = 'root', change: { workspace?: string } = {}) =>
  chain.sign(
    author,
    'anonymity.set',
    { unit: UnitId.parse(`u${chain.raw.length}`), anonymous: true },
    change,
  );

function aLongChain(length: number, authors = ['root', 'ann']): AChain {
  const chain = new AChain();
  for (let index = 1; index < length; index += 1) state(chain, authors[index % authors.length]);
  return chain;
}

describe('merging', () => {
  it('counts what was added, was known, is for a newer version, and was refused', async () => {
    const chain = aLongChain(5);
    const newer = chain.signNewer('root');
    const [first] = chain.raw;
    const broken: RawRecord = { bytes: Buffer.from('hello'), signature: Buffer.alloc(64) };
    const copy = new ACopy(chain.workspace);
    const merged = await copy.merge([...chain.raw, broken, ...(first ? [first] : [])]);
    expect(merged).toMatchObject({
      added: 5,
      known: 1,
      newer: 1,
      refused: 1,
      refusals: [{ line: 7, error: { code: 'record.not_json' } }],
      byType: { 'anonymity.set': 4, 'workspace.created': 1 },
    });
    expect(copy.everyRecord().at(-1)).toMatchObject(newer);
  });

  it.each([
    ['changed after it was signed', 'record.signature_wrong', (one: RawRecord) => swapped(one, 'unit')],
    ['signed by somebody else', 'record.signature_wrong', forged],
    ['of another workspace', 'record.other_workspace', elsewhere],
    ['cut short', 'record.not_json', (one: RawRecord) => ({ ...one, bytes: one.bytes.subarray(1) })],
    ['with half a signature', 'record.signature_wrong', halfSigned],
  ])('refuses a record %s, and takes in the others', async (_, code, spoil) => {
    for (const length of [4, 300]) {
      const chain = aLongChain(length);
      const last = chain.raw.at(-1);
      if (!last) throw new Error('a chain has records');
      const merged = await new ACopy(chain.workspace).merge([...chain.raw.slice(0, -1), spoil(last)]);
      expect(merged).toMatchObject({ added: length - 1, refused: 1 });
      expect(merged.refusals).toMatchObject([{ line: length, error: { code } }]);
    }
  });

  it('of many records reads them on all cores, stores them piece by piece, and shows the same', async () => {
    const chain = aLongChain(700);
    const inPieces = new ACopy(chain.workspace);
    const progress: string[] = [];
    const merged = await inPieces.merge(
      chain.raw,
      100,
      aCall({ progress: ({ phase }) => progress.push(phase) }),
    );
    expect(merged).toMatchObject({ added: 700, refused: 0 });
    expect(new Set(progress)).toEqual(new Set(['Taking in records', 'Showing what came']));
    const together = new ACopy(chain.workspace);
    await together.merge(chain.raw, 10_000);
    expect(inPieces.state()).toEqual(together.state());
    expect(inPieces.store.views.areBehind()).toBe(false);
  });

  it('that is cancelled keeps what it stored, shows it, and says so', async () => {
    const chain = aLongChain(40);
    const copy = new ACopy(chain.workspace);
    const abort = new AbortController();
    function* cancelled() {
      for (const [index, record] of chain.raw.entries()) {
        if (index === 35) abort.abort();
        yield record;
      }
    }
    await expect(copy.merge(cancelled(), 10, aCall({ signal: abort.signal }))).rejects.toThrow('Cancelled');
    expect(copy.store.records.count()).toBeLessThan(40);
    expect(copy.store.views.areBehind()).toBe(false);
    expect(copy.store.views.digestOfRebuild(() => {})).toBe(copy.store.views.digest());
  });

  it('whose source fails half-way shows what came until then', async () => {
    const chain = aLongChain(30);
    const copy = new ACopy(chain.workspace);
    async function* failing() {
      yield* chain.raw.slice(0, 20);
      throw new Error('the stick was pulled out');
    }
    await expect(copy.merge(failing(), 5)).rejects.toThrow('pulled out');
    expect(copy.store.views.areBehind()).toBe(false);
  });

  it('names a learner when the name comes after the submission', async () => {
    const { workspace } = await aWorkspace();
    const submission = await aSubmission(workspace, { learner: 'Amara Okafor' });
    const received = workspace.store.records.factsAbout(`s:${submission}`)[0];
    if (received?.type !== 'submission.received') throw new Error('it was received');
    const json = JSON.stringify(workspace.store.privates.details(received.body.details));
    const copy = new ACopy(workspace.id);
    const name = () => copy.store.queue.list(workspace.me(), {}, RECEIVED, 0, 1).rows[0]?.learner;
    await copy.merge([...everyRecord(workspace.store)]);
    expect(name()).not.toContain('Amara');
    await copy.merge([], undefined, undefined, [json]);
    expect(name()).toBe('Amara Okafor');
  });
});

const RECEIVED = { by: 'received', descending: true } as const;

describe('records of a newer version', () => {
  it('are tried again when the workspace is opened, and count like all others once they can be read', async () => {
    const { workspace, reopen } = await aWorkspace();
    const { id, bytes, signature, prev, fact } = state(new AChain(), 'ann', { workspace: workspace.id });
    const place = { author: fact.author, seq: fact.seq, prev, at: fact.at };
    // As a version kept it that did not know its type.
    const kept = { id, v: 1, type: fact.type, workspace: workspace.id, place, bytes, signature };
    workspace.store.newer.keep(kept);
    workspace.store.newer.keep({ ...kept, id: `${'0'.repeat(63)}1` as RecordId, v: 2, place: null });
    const again = await reopen();
    expect(again.store.records.fact(id)).toEqual(fact);
    expect(again.store.views.notCounted(id)).toContain('has not been appointed');
    expect(again.store.newer.count()).toBe(1);
  });
  it('keep a chain whole that runs through them', async () => {
    const chain = aLongChain(3, ['root']);
    chain.signNewer('root');
    state(chain);
    const copy = new ACopy(chain.workspace);
    await copy.merge(chain.raw);
    expect(copy.store.chains.gaps()).toEqual([]);
    const without = new ACopy(chain.workspace);
    await without.merge(chain.records);
    expect(without.store.chains.gaps()).toEqual([{ author: keyNamed('root'), from: 4, to: 4 }]);
  });
  it('are refused where their signature does not fit', async () => {
    const chain = new AChain();
    const { bytes } = chain.signNewer('root');
    const signature = signerNamed('eve').sign(bytes);
    const merged = await new ACopy(chain.workspace).merge([{ bytes, signature }]);
    expect(merged).toMatchObject({ newer: 0, refusals: [{ error: { code: 'record.signature_wrong' } }] });
  });
  it('are kept although nobody can check them, where a newer version signs in another way', async () => {
    const chain = new AChain();
    const { bytes, signature } = chain.signNewer('root', { v: 3, author: 'did:key:zDnae' });
    const copy = new ACopy(chain.workspace);
    expect(await copy.merge([{ bytes, signature }])).toMatchObject({ newer: 1 });
  });
});

function swapped({ bytes, signature }: RawRecord, word: string): RawRecord {
  const text = Buffer.from(bytes).toString().replace(`"${word}":"`, `"${word}":"!`);
  return { bytes: Buffer.from(text), signature };
}
function forged({ bytes }: RawRecord): RawRecord {
  return { bytes, signature: signerNamed('eve').sign(bytes) };
}
function halfSigned({ bytes, signature }: RawRecord): RawRecord {
  return { bytes, signature: signature.subarray(32) };
}
function elsewhere(): RawRecord {
  const chain = new AChain();
  return chain.sign(
    'root',
    'anonymity.set',
    { unit: 'u' as never, anonymous: true },
    { workspace: '0'.repeat(64) },
  );
}

import type { FactBody, FactType } from '../domain/facts.ts';
import type { RecordId } from '../domain/ids.ts';
import { wellFormed } from '../domain/well-formed.ts';
import { type RecordSigner, type SignedRecord, signRecord } from '../ledger/record.ts';

/** A fact about to be stated: type and body that belong together. */
export type StatedFact = { [T in FactType]: { readonly type: T; readonly body: FactBody<T> } }[FactType];

/** A fact, or what makes it from the records that were stated before it in the same transaction. */
export type Stated = StatedFact | ((before: readonly RecordId[]) => StatedFact);

export interface Chain {
  readonly workspace: string;
  readonly signer: RecordSigner;
  /** The end of the author's chain so far. */
  readonly head: { readonly seq: number; readonly id: RecordId } | null;
  /** Time of the first fact; each further one is a millisecond later, so that their order is plain. */
  readonly at: number;
}

/** Signs facts into the author's chain, in the order given. */
export function chainFacts(chain: Chain, facts: readonly Stated[]): readonly SignedRecord[] {
  let { head } = chain;
  const before: RecordId[] = [];
  return facts.map((stated, index) => {
    const fact = typeof stated === 'function' ? stated(before) : stated;
    const record = signRecord(
      {
        type: fact.type,
        body: wellFormed(fact.body),
        workspace: chain.workspace,
        seq: (head?.seq ?? 0) + 1,
        prev: head?.id ?? null,
        at: new Date(chain.at + index).toISOString(),
      },
      chain.signer,
    );
    head = { seq: record.fact.seq, id: record.id };
    before.push(record.id);
    return record;
  });
}

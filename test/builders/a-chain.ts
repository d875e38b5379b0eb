import { createHash } from 'node:crypto';
import type { FactBody, FactType } from '../../src/domain/facts.ts';
import type { PersonKey } from '../../src/domain/ids.ts';
import { workspaceIdOf } from '../../src/ledger/content-ids.ts';
import { signerOf } from '../../src/ledger/ed25519.ts';
import { type RecordSigner, type SignedRecord, signRecord } from '../../src/ledger/record.ts';

export const seedNamed = (name: string): Uint8Array =>
  Uint8Array.from(createHash('sha256').update(`key of ${name}`).digest());

/** The same name always has the same key. */
export const signerNamed = (name: string): RecordSigner => signerOf(seedNamed(name));

export const keyNamed = (name: string): PersonKey => signerNamed(name).did;

export const FOUNDED = Date.parse('2026-01-01T09:00:00.000Z');
const NONCE = 'nonce';

/** Signed records by named people, each in their own chain, a minute apart. Begins with the workspace, founded by `root`. */
export class AChain {
  readonly records: SignedRecord[] = [];
  readonly workspace = workspaceIdOf(keyNamed('root'), NONCE);
  readonly #heads = new Map<string, SignedRecord>();

  constructor() {
    this.sign('root', 'workspace.created', { name: 'W', provider: 'P', nonce: NONCE, isDemo: false });
  }

  sign<T extends FactType>(
    author: string,
    type: T,
    body: FactBody<T>,
    change: { readonly at?: number; readonly workspace?: string } = {},
  ): SignedRecord {
    const head = this.#heads.get(author);
    const at = change.at ?? FOUNDED + this.records.length * 60_000;
    const record = signRecord(
      {
        type,
        body,
        workspace: change.workspace ?? this.workspace,
        seq: (head?.fact.seq ?? 0) + 1,
        prev: head?.id ?? null,
        at: new Date(at).toISOString(),
      },
      signerNamed(author),
    );
    this.#heads.set(author, record);
    this.records.push(record);
    return record;
  }
}

import { createHash } from 'node:crypto';
import type { FactBody, FactType } from '../../src/domain/facts.ts';
import type { PersonKey, RecordId } from '../../src/domain/ids.ts';
import { canonicalJson } from '../../src/ledger/canonical-json.ts';
import { workspaceIdOf } from '../../src/ledger/content-ids.ts';
import { signerOf } from '../../src/ledger/ed25519.ts';
import type { RawRecord } from '../../src/ledger/file-record.ts';
import { type RecordSigner, recordIdOf, type SignedRecord, signRecord } from '../../src/ledger/record.ts';

export const seedNamed = (name: string): Uint8Array =>
  Uint8Array.from(createHash('sha256').update(`key of ${name}`).digest());

/** The same name always has the same key. */
export const signerNamed = (name: string): RecordSigner => signerOf(seedNamed(name));

export const keyNamed = (name: string): PersonKey => signerNamed(name).did;

export const FOUNDED = Date.parse('2026-01-01T09:00:00.000Z');
const NONCE = 'nonce';

interface End {
  readonly id: RecordId;
  readonly seq: number;
}

interface APlace {
  readonly author: string;
  readonly seq: number;
  readonly ids: readonly RecordId[];
}

/** Signed records by named people, each in their own chain, a minute apart. Begins with the workspace, founded by `root`. */
export class AChain {
  readonly records: SignedRecord[] = [];
  /** Records that only a newer version can read. */
  readonly newer: RawRecord[] = [];
  /** All of them, in the order of signing. */
  readonly raw: RawRecord[] = [];
  /** Personal data that records name by hash, as JSON. */
  readonly privates: string[] = [];
  readonly workspace = workspaceIdOf(keyNamed('root'), NONCE);
  readonly #chains = new Map<string, End[]>();
  readonly #places = new Map<string, APlace>();

  constructor() {
    this.sign('root', 'workspace.created', { name: 'W', provider: 'P', nonce: NONCE, isDemo: false });
  }

  sign<T extends FactType>(
    author: string,
    type: T,
    body: FactBody<T>,
    change: { readonly at?: number; readonly workspace?: string } = {},
  ): SignedRecord {
    const record = signRecord(
      {
        type,
        body,
        workspace: change.workspace ?? this.workspace,
        ...this.#next(author),
        at: new Date(change.at ?? this.#now()).toISOString(),
      },
      signerNamed(author),
    );
    this.records.push(record);
    this.#add(author, { id: record.id, seq: record.fact.seq }, record);
    return record;
  }

  /** A record of a type that nobody knows yet, or of a version to come. */
  signNewer(author: string, change: Readonly<Record<string, unknown>> = { v: 2 }): RawRecord {
    const { seq, prev } = this.#next(author);
    const at = new Date(this.#now()).toISOString();
    const { workspace } = this;
    const signer = signerNamed(author);
    const json = { v: 1, type: 'pathway.completed', workspace, author: signer.did, seq, prev, at, body: {} };
    const bytes = Buffer.from(canonicalJson({ ...json, ...change }));
    const record = { bytes, signature: Buffer.from(signer.sign(bytes)) };
    this.newer.push(record);
    this.#add(author, { id: recordIdOf(bytes), seq }, record);
    return record;
  }

  /** Forgets the last records of an author: what they sign next forks their chain. */
  rewind(author: string, back: number): void {
    const chain = this.#chains.get(author) ?? [];
    this.#chains.set(author, chain.slice(0, Math.max(0, chain.length - back)));
  }

  /** The places that more than one record claims. */
  get forks(): readonly APlace[] {
    return [...this.#places.values()].filter((place) => place.ids.length > 1);
  }

  #now(): number {
    return FOUNDED + this.raw.length * 60_000;
  }

  #next(author: string): { seq: number; prev: RecordId | null } {
    const head = this.#chains.get(author)?.at(-1);
    return { seq: (head?.seq ?? 0) + 1, prev: head?.id ?? null };
  }

  #add(author: string, end: End, record: RawRecord): void {
    this.#chains.set(author, [...(this.#chains.get(author) ?? []), end]);
    const place = `${author} ${end.seq}`;
    const ids = [...(this.#places.get(place)?.ids ?? []), end.id];
    this.#places.set(place, { author, seq: end.seq, ids });
    this.raw.push(record);
  }
}

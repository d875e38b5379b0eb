import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ArtifactHash, type PersonKey, RecordId } from '../../src/domain/ids.ts';
import type { Result } from '../../src/domain/result.ts';
import { measure } from '../../src/evidence/meter.ts';
import { type OpenOptions, openPackage } from '../../src/exchange/open-package.ts';
import type { OpenPackage } from '../../src/exchange/package-reader.ts';
import {
  type EvidenceToPack,
  type NamedJson,
  type NewPackage,
  type RecordToPack,
  writePackage,
} from '../../src/exchange/write-package.ts';
import { canonicalJson } from '../../src/ledger/canonical-json.ts';
import { AChain, signerNamed } from './a-chain.ts';
import { aCall, must } from './a-workspace.ts';

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

export const anEvidence = (bytes: Uint8Array | string, isText = false): EvidenceToPack => ({
  hash: ArtifactHash.parse(sha256(bytes)),
  sizeBytes: Buffer.byteLength(bytes),
  isText,
  async *open() {
    yield Buffer.from(bytes);
  },
});

export const aNamedJson = (value: unknown): NamedJson => {
  const json = canonicalJson(value);
  return { hash: sha256(json), json };
};

const SOME_RECORD = RecordId.parse('1'.repeat(64));

/** Some records by two people, two private objects and two files of evidence, from Root to Ann. */
interface NewPackageOfLists extends NewPackage {
  readonly records: readonly RecordToPack[];
  readonly privates: readonly NamedJson[];
}

type Change = Partial<NewPackageOfLists> & { readonly encryptFor?: readonly PersonKey[] };

export function aNewPackage(folder: string, { encryptFor = [], ...change }: Change = {}): NewPackageOfLists {
  const chain = new AChain();
  for (const [index, author] of ['root', 'ann', 'root'].entries())
    chain.sign(author, 'conflict.withdrawn', { conflict: SOME_RECORD, reason: `reason ${index}` });
  return {
    out: join(folder, 'test.assay'),
    kind: 'judgments',
    workspace: { id: chain.workspace, name: 'W' },
    from: { name: 'Root', signer: signerNamed('root') },
    to: { key: signerNamed('ann').did, name: 'Ann' },
    at: '2026-06-01T09:00:00.000Z',
    title: 'Judgments of Root',
    note: '',
    about: null,
    recordCount: chain.records.length,
    records: chain.records,
    privates: [aNamedJson({ salt: 'a' }), aNamedJson({ salt: 'b', name: 'Ünal\n' })],
    evidence: [anEvidence(Buffer.from([0, 1, 2, 255])), anEvidence('words and words and words\n', true)],
    lock: encryptFor.length === 0 ? null : { kind: 'keys', people: encryptFor },
    ...change,
  };
}

export async function aPackage(folder: string, change: Change = {}): Promise<string> {
  const wanted = aNewPackage(folder, change);
  must(await writePackage(wanted, aCall()));
  return wanted.out;
}

/** Everything in a package, as a reader that looks at all of it gets it; or why it does not. */
export interface Whole {
  readonly manifest: OpenPackage['manifest'];
  readonly records: readonly string[];
  readonly privates: readonly string[];
  readonly local: readonly string[];
  readonly evidence: readonly string[];
}

export async function readWhole(path: string, options: OpenOptions = {}): Promise<Result<Whole>> {
  const opened = await openPackage(path, options, aCall());
  if (!opened.ok) return opened;
  const open = opened.value;
  try {
    const records: string[] = [];
    for await (const record of open.records()) {
      if (!record.ok) return record;
      records.push(`${record.value.signature.toString('hex')} ${record.value.bytes.toString('utf8')}`);
    }
    const privates: string[] = [];
    for await (const one of open.privates()) {
      if (!one.ok) return one;
      privates.push(`${one.value.hash} ${one.value.json}`);
    }
    const local: string[] = [];
    for await (const one of open.local()) {
      if (!one.ok) return one;
      local.push(`${one.value.hash} ${one.value.json}`);
    }
    const evidence: string[] = [];
    for (const { hash } of open.evidence) {
      const taken = await open.takeEvidence(hash, (source) => measure(source));
      if (!taken.ok) return taken;
      evidence.push(`${taken.value.hash} ${taken.value.sizeBytes}`);
    }
    return { ok: true, value: { manifest: open.manifest, records, privates, local, evidence } };
  } finally {
    await open.close();
  }
}

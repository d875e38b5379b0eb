import { join } from 'node:path';
import { openFileSink } from '../../src/exchange/file-sink.ts';
import { ZipWriter } from '../../src/exchange/zip-writer.ts';
import { canonicalJson } from '../../src/ledger/canonical-json.ts';
import { keyNamed, signerNamed } from './a-chain.ts';

export interface ForgedEntry {
  readonly path: string;
  readonly text: string;
  readonly isDeflated?: boolean;
}

/**
 * A package in the form of a package, signed by Root, whose parts and manifest say whatever they are told to: so that
 * tests can make what `writePackage` would not.
 */
export async function aForgedPackage(
  folder: string,
  {
    before = [],
    parts = { 'records.jsonl': '', 'private.jsonl': '', 'evidence.jsonl': '' },
    manifest = {},
    manifestText,
    deflate = false,
  }: {
    before?: readonly ForgedEntry[];
    parts?: Readonly<Record<string, string>>;
    manifest?: Readonly<Record<string, unknown>>;
    manifestText?: (canonical: string) => string;
    deflate?: boolean;
  },
): Promise<string> {
  const path = join(folder, 'forged.assay');
  const sink = await openFileSink(path);
  const zip = new ZipWriter(sink);
  const listed: unknown[] = [];
  const add = async (name: string, text: string) => {
    const isWide = name.endsWith('.jsonl');
    const { sizeBytes, hash } = await zip.add(name, [Buffer.from(text)], {
      isWide,
      isDeflated: deflate && isWide,
    });
    if (isWide) listed.push({ path: name, sizeBytes, sha256: hash });
  };
  await add('mimetype', 'application/vnd.assay.package+zip');
  const { 'evidence.jsonl': list, ...others } = parts;
  for (const [name, text] of Object.entries(others)) await add(name, text);
  for (const { path: name, text, isDeflated = false } of before)
    await zip.add(name, [Buffer.from(text)], { isWide: false, isDeflated });
  if (list !== undefined) await add('evidence.jsonl', list);
  const text = canonicalJson({
    assay: 'package',
    v: 1,
    kind: 'judgments',
    workspace: { id: '0'.repeat(64), name: 'W' },
    from: { key: keyNamed('root'), name: 'Root' },
    to: null,
    at: '2026-06-01T09:00:00.000Z',
    title: 'Forged',
    note: '',
    about: null,
    records: 0,
    evidence: { count: 0, bytes: 0 },
    parts: listed,
    ...manifest,
  });
  const bytes = Buffer.from(manifestText ? manifestText(text) : text);
  await add('package.json', bytes.toString());
  await add('package.sig', Buffer.from(signerNamed('root').sign(bytes)).toString('base64url'));
  await zip.end();
  await sink.close();
  return path;
}

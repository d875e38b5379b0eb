import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { measure } from '../evidence/meter.ts';
import { sniffMediaType } from '../evidence/sniff-media-type.ts';
import { encodePath } from './bag-tags.ts';
import { describeCrate, frameworkPath } from './describe-crate.ts';
import { collisionKey, pathEscapes, tidyPath } from './path-rules.ts';

/** What a bundle or a file is about: a unit or a criterion. */
export interface AboutTerm {
  /** Given to readers as the term's `url`; also its `@id` where there is no code. */
  readonly uri: string;
  readonly code: string | null;
  readonly name: string;
}

export interface BundleFile {
  /** Inside the payload, `/`-separated. */
  readonly path: string;
  /** Path of the file to pack, or its bytes. */
  readonly source: string | Uint8Array;
  readonly title: string;
  /** The evidence links: criteria, or the unit as a whole. */
  readonly about: readonly AboutTerm[];
  readonly createdAt: string | null;
}

export interface NewBundle {
  /** Where to write; overwritten when complete, and only then. */
  readonly out: string;
  readonly identifier: string;
  readonly title: string;
  readonly description: string;
  readonly learner: { readonly name: string; readonly identifier: string | null };
  readonly unit: AboutTerm;
  readonly files: readonly BundleFile[];
  /** A CASE package or unit file to carry. */
  readonly caseJson?: unknown;
  /** Stands in the metadata and as the time of every entry, so that equal input makes equal bytes. */
  readonly at: Date;
  readonly licence?: string;
}

export interface PackedFile extends BundleFile {
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/**
 * Writes a native bundle: one zip, holding one BagIt 1.0 bag (RFC 8493), whose payload is an RO-Crate 1.2.
 * Sources are streamed, twice: once to be hashed, once to be packed. One whose size changes in between throws.
 * The manifest is SHA-256, the address of evidence in the vault, so that readers hash every file once.
 */
export async function writeNativeBundle(bundle: NewBundle): Promise<void> {
  const packed: PackedFile[] = [];
  const taken = new Set(['ro-crate-metadata.json', 'framework/case.json', 'framework/unit.json']);
  for (const file of bundle.files) {
    const key = collisionKey(file.path);
    if (taken.has(key)) throw new Error(`two files of the bundle would have one name: ${file.path}`);
    taken.add(key);
    if (pathEscapes(file.path) || tidyPath(file.path) !== file.path || file.path === '') {
      throw new Error(`not a path inside a bundle: ${file.path}`);
    }
    const measured = await measure(open(file.source));
    packed.push({
      ...file,
      path: file.path.normalize('NFC'),
      mediaType: await sniffMediaType(measured.head, file.path),
      sizeBytes: measured.sizeBytes,
      sha256: measured.hash,
    });
  }
  const texts = new Map<string, string>();
  if (bundle.caseJson !== undefined)
    texts.set(`data/${frameworkPath(bundle.caseJson)}`, toJson(bundle.caseJson));
  texts.set('data/ro-crate-metadata.json', toJson(describeCrate(bundle, packed)));
  await addTags(texts, bundle, packed);

  const partial = `${bundle.out}.partial`;
  const zip = new ZipFile();
  const root = `${rootName(bundle.identifier)}/`;
  const options = { mtime: bundle.at, mode: 0o100644, forceDosTimestamp: true };
  for (const [path, text] of texts) zip.addBuffer(Buffer.from(text), root + path, options);
  for (const file of packed) {
    zip.addReadStreamLazy(
      `${root}data/${file.path}`,
      { ...options, compress: !isPacked(file.mediaType), size: file.sizeBytes },
      (callback) => callback(null, open(file.source)),
    );
  }
  zip.end();
  try {
    await new Promise<void>((resolve, reject) => {
      // yazl reports failing sources on itself, not on its stream.
      zip.on('error', reject);
      pipeline(zip.outputStream, createWriteStream(partial, { flush: true })).then(resolve, reject);
    });
    await rename(partial, bundle.out);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** Adds manifest, bag-info, declaration and tag manifest (RFC 8493 §2.1, §2.2) to the texts of the payload. */
async function addTags(
  texts: Map<string, string>,
  bundle: NewBundle,
  packed: readonly PackedFile[],
): Promise<void> {
  const lines = packed.map((file) => ({
    path: `data/${file.path}`,
    sha256: file.sha256,
    sizeBytes: file.sizeBytes,
  }));
  for (const [path, text] of texts) lines.push({ path, ...(await digest(text)) });
  lines.sort((a, b) => (a.path < b.path ? -1 : 1));
  const totalBytes = lines.reduce((sum, line) => sum + line.sizeBytes, 0);
  const tags = new Map<string, string>([
    ['bagit.txt', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'],
    [
      'bag-info.txt',
      [
        `External-Identifier: ${oneLine(bundle.identifier)}`,
        `External-Description: ${oneLine(bundle.description)}`,
        `Bagging-Date: ${bundle.at.toISOString().slice(0, 10)}`,
        'Bag-Software-Agent: Assay',
        `Payload-Oxum: ${totalBytes}.${lines.length}`,
        '',
      ].join('\n'),
    ],
    ['manifest-sha256.txt', manifest(lines)],
  ]);
  const tagLines: { path: string; sha256: string }[] = [];
  for (const [path, text] of tags) tagLines.push({ path, ...(await digest(text)) });
  tagLines.sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const [path, text] of tags) texts.set(path, text);
  texts.set('tagmanifest-sha256.txt', manifest(tagLines));
}

function manifest(lines: readonly { readonly path: string; readonly sha256: string }[]): string {
  return lines.map((line) => `${line.sha256}  ${encodePath(line.path)}\n`).join('');
}

async function digest(text: string): Promise<{ sha256: string; sizeBytes: number }> {
  const { hash, sizeBytes } = await measure(Readable.from([Buffer.from(text)]));
  return { sha256: hash, sizeBytes };
}

function open(source: string | Uint8Array): Readable {
  return typeof source === 'string'
    ? createReadStream(source, { highWaterMark: 256 * 1024 })
    : Readable.from([source]);
}

/** Media that are packed already: deflating them again costs time and saves nothing. */
function isPacked(mediaType: string): boolean {
  if (/^(image|video|audio)\//.test(mediaType)) return !/^image\/(svg\+xml|bmp)$/.test(mediaType);
  return /^application\/(pdf|zip|gzip|epub\+zip|x-7z|vnd\.(openxmlformats|oasis))/.test(mediaType);
}

function rootName(identifier: string): string {
  const name = identifier.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+/, '');
  return name === '' ? 'portfolio' : name.slice(0, 100);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}

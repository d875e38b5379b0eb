import type { Problem } from '../api/shapes.ts';
import { fault, warning } from './problems.ts';

/** `bagit.txt`, read (RFC 8493 §2.1.1). */
export interface BagDeclaration {
  /** 0.93 to 1.0. */
  readonly version: number;
  /** Label of the encoding of all other tag files, known to TextDecoder. */
  readonly encoding: string;
}

export interface ManifestLine {
  /** As written, percent-encoding undone where it must be. */
  readonly path: string;
  readonly digest: string;
}

export interface FetchLine {
  readonly url: string;
  readonly path: string;
}

export type Parsed<T> = { readonly value: T; readonly problems: readonly Problem[] };

export function parseDeclaration(bytes: Uint8Array): Parsed<BagDeclaration | null> {
  const lines = decode(bytes, 'utf-8')?.split(/\r\n|\n|\r/) ?? [];
  const version = /^BagIt-Version: *(\d+\.\d+)\s*$/.exec(lines[0] ?? '')?.[1];
  const label = /^Tag-File-Character-Encoding: *(\S+)\s*$/.exec(lines[1] ?? '')?.[1];
  if (version === undefined || label === undefined) {
    return broken(
      'bag.declaration_invalid',
      'bagit.txt must state "BagIt-Version: M.N" and "Tag-File-Character-Encoding: …" and nothing else; ask for the bag again.',
    );
  }
  if (!['0.93', '0.94', '0.95', '0.96', '0.97', '1.0'].includes(version)) {
    return broken(
      'bag.version_unknown',
      `The bag says it is BagIt ${version}, and only 0.93 to 1.0 are known; ask for a bag of version 1.0.`,
    );
  }
  try {
    new TextDecoder(label);
  } catch {
    return broken(
      'bag.encoding_unknown',
      `The bag's tag files are in "${label}", which is not known; ask for a bag in UTF-8.`,
    );
  }
  return { value: { version: Number(version), encoding: label }, problems: [] };
}

function broken(code: string, message: string): Parsed<null> {
  return { value: null, problems: [fault(code, message, 'bagit.txt')] };
}

/** Lines of a payload or tag manifest (RFC 8493 §2.1.3): digest, white space, path. */
export function parseManifest(
  bytes: Uint8Array,
  encoding: string,
  name: string,
): Parsed<readonly ManifestLine[]> {
  const problems: Problem[] = [];
  const lines: ManifestLine[] = [];
  for (const line of textLines(bytes, encoding, name, problems)) {
    const match = /^([0-9A-Fa-f]+)[ \t]+\*?(\S.*)$/.exec(line);
    if (match?.[1] === undefined || match[2] === undefined) {
      problems.push(
        fault(
          'bag.manifest_invalid',
          `A line is not a checksum and a path: "${line.slice(0, 100)}"; ask for the bag again.`,
          name,
        ),
      );
      continue;
    }
    lines.push({ path: match[2], digest: match[1].toLowerCase() });
  }
  return { value: lines, problems };
}

/** Lines of `fetch.txt` (RFC 8493 §2.2.3): URL, length or `-`, path. */
export function parseFetch(bytes: Uint8Array, encoding: string): Parsed<readonly FetchLine[]> {
  const problems: Problem[] = [];
  const lines: FetchLine[] = [];
  for (const line of textLines(bytes, encoding, 'fetch.txt', problems)) {
    const match = /^(\S+)[ \t]+(\d+|-)[ \t]+(\S.*)$/.exec(line.trimEnd());
    if (match?.[1] === undefined || match[3] === undefined) {
      problems.push(
        fault(
          'bag.fetch_invalid',
          'A line of fetch.txt is not an address, a length and a path.',
          'fetch.txt',
        ),
      );
      continue;
    }
    lines.push({ url: match[1], path: match[3] });
  }
  return { value: lines, problems };
}

/** `bag-info.txt` (RFC 8493 §2.2.2): labels in lower case, each with its values in order. */
export function parseBagInfo(
  bytes: Uint8Array,
  encoding: string,
  name: string,
): Parsed<ReadonlyMap<string, readonly string[]>> {
  const problems: Problem[] = [];
  const info = new Map<string, string[]>();
  let current: string[] | null = null;
  for (const line of textLines(bytes, encoding, name, problems)) {
    if (/^[ \t]/.test(line) && current !== null) {
      current.push(`${current.pop() ?? ''} ${line.trim()}`);
      continue;
    }
    const colon = line.indexOf(':');
    if (colon < 1) {
      problems.push(
        warning('bag.info_invalid', `A line is not a label and a value: "${line.slice(0, 100)}".`, name),
      );
      continue;
    }
    const label = line.slice(0, colon).trim().toLowerCase();
    current = info.get(label) ?? [];
    current.push(line.slice(colon + 1).trim());
    info.set(label, current);
  }
  return { value: info, problems };
}

/** Undoes what RFC 8493 §2.1.3 requires of paths: `%25`, `%0D`, `%0A` and nothing else. */
export function decodePath(path: string): string {
  return path
    .replace(/%0[aA]/g, '\n')
    .replace(/%0[dD]/g, '\r')
    .replace(/%25/g, '%');
}

export function encodePath(path: string): string {
  return path.replaceAll('%', '%25').replaceAll('\n', '%0A').replaceAll('\r', '%0D');
}

function textLines(bytes: Uint8Array, encoding: string, name: string, problems: Problem[]): string[] {
  const text = decode(bytes, encoding);
  if (text === null) {
    problems.push(
      fault(
        'bag.encoding',
        `This is not text in ${encoding}, as bagit.txt promises; ask for the bag again.`,
        name,
      ),
    );
    return [];
  }
  return text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

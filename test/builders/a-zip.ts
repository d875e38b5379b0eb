import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a zip, with every field open to lies. What is left out is truthful. */
export interface ZipEntrySpec {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  /** Upper 16 bits of the external attributes: a Unix mode. */
  readonly unixMode?: number;
  readonly central?: Partial<
    Record<'crc32' | 'compressedBytes' | 'sizeBytes' | 'headerAt' | 'method', number>
  >;
  readonly local?: Partial<Record<'crc32' | 'compressedBytes' | 'sizeBytes' | 'method' | 'flags', number>> & {
    readonly name?: string;
  };
  /** Extra fields, in both headers. */
  readonly extra?: Uint8Array;
  /** Packed bytes to use instead of packing `content`. */
  readonly packed?: Uint8Array;
}

const UTF8 = 0x800;

/** A zip made byte by byte (APPNOTE.TXT), so that tests can make what no archiver would. */
export function aZip(
  entries: readonly ZipEntrySpec[],
  end: { readonly count?: number; readonly unlisted?: Uint8Array } = {},
): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const spec of entries) {
    const name = Buffer.from(spec.name);
    const content = Buffer.from(spec.content ?? '');
    const method = spec.method ?? 0;
    const packed = Buffer.from(spec.packed ?? (method === 8 ? deflateRawSync(content) : content));
    const truth = {
      crc32: crc32(content),
      compressedBytes: packed.length,
      sizeBytes: content.length,
      method,
    };
    const flags = spec.flags ?? (typeof spec.name === 'string' ? UTF8 : 0);
    const local = { ...truth, flags, ...spec.local };
    const localName = spec.local?.name === undefined ? name : Buffer.from(spec.local.name);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt16LE(local.flags, 6);
    header.writeUInt16LE(local.method, 8);
    header.writeUInt32LE(local.crc32, 14);
    header.writeUInt32LE(local.compressedBytes, 18);
    header.writeUInt32LE(local.sizeBytes, 22);
    header.writeUInt16LE(localName.length, 26);
    const extra = Buffer.from(spec.extra ?? []);
    header.writeUInt16LE(extra.length, 28);
    const listed = { ...truth, headerAt: at, ...spec.central };
    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE((3 << 8) | 20, 4);
    record.writeUInt16LE(20, 6);
    record.writeUInt16LE(flags, 8);
    record.writeUInt16LE(listed.method, 10);
    record.writeUInt32LE(listed.crc32, 16);
    record.writeUInt32LE(listed.compressedBytes, 20);
    record.writeUInt32LE(listed.sizeBytes, 24);
    record.writeUInt16LE(name.length, 28);
    record.writeUInt16LE(extra.length, 30);
    record.writeUInt32LE(((spec.unixMode ?? 0o100644) << 16) >>> 0, 38);
    record.writeUInt32LE(listed.headerAt, 42);
    parts.push(header, localName, extra, packed);
    central.push(record, name, extra);
    at += header.length + localName.length + extra.length + packed.length;
  }
  const unlisted = Buffer.from(end.unlisted ?? []);
  parts.push(unlisted);
  at += unlisted.length;
  const directory = Buffer.concat(central);
  const last = Buffer.alloc(22);
  last.writeUInt32LE(0x06054b50, 0);
  last.writeUInt16LE(end.count ?? entries.length, 8);
  last.writeUInt16LE(end.count ?? entries.length, 10);
  last.writeUInt32LE(directory.length, 12);
  last.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, directory, last]);
}

/** A zip bomb after David Fifield: many entries that all unpack the same packed bytes. */
export function anOverlapBomb(count: number, bytesEach: number): Buffer {
  const content = Buffer.alloc(bytesEach);
  const kernel = deflateRawSync(content);
  const checksum = crc32(content);
  const first: ZipEntrySpec = { name: 'a0', content, method: 8, packed: kernel };
  const rest = Array.from({ length: count - 1 }, (_, index) => ({
    name: `a${index + 1}`,
    packed: new Uint8Array(0),
    method: 8,
    central: { headerAt: 0, crc32: checksum, compressedBytes: kernel.length, sizeBytes: bytesEach },
  }));
  return aZip([first, ...rest]);
}

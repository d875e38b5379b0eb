import { readRange } from '../artifact-bytes.ts';

const MAX_BOXES = 64;
const MAX_INDEX_BYTES = 8 * 1024 * 1024;

/** Names by which people find a player or converter for a coding. */
const NAMES: Readonly<Record<string, string>> = {
  avc1: 'H.264',
  avc3: 'H.264',
  hvc1: 'H.265',
  hev1: 'H.265',
  mp4v: 'MPEG-4 Visual',
  s263: 'H.263',
  h263: 'H.263',
  av01: 'AV1',
  vp08: 'VP8',
  vp09: 'VP9',
  jpeg: 'Motion JPEG',
  apcn: 'ProRes',
  apch: 'ProRes',
  apcs: 'ProRes',
  mp4a: 'AAC',
  samr: 'AMR',
  sawb: 'AMR-WB',
  alac: 'ALAC',
  'ac-3': 'Dolby Digital',
  Opus: 'Opus',
  lpcm: 'PCM',
  sowt: 'PCM',
};

/**
 * How pictures and sound are coded in an MP4, QuickTime or 3GP file (ISO/IEC 14496-12), to say why it cannot be played.
 * Empty where the file is of another kind or does not tell.
 */
export async function codingsOf(
  url: string,
  sizeBytes: number,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const index = await readIndex(url, sizeBytes, signal);
  return index === null ? [] : [...new Set(sampleEntries(index))].map((code) => NAMES[code] ?? code);
}

/** The box `moov`, found by stepping from box to box. */
async function readIndex(url: string, sizeBytes: number, signal: AbortSignal): Promise<Uint8Array | null> {
  let at = 0;
  for (let box = 0; box < MAX_BOXES && at + 16 <= sizeBytes; box += 1) {
    const head = await readRange(url, at, at + 16, signal);
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    const short = view.getUint32(0);
    const length = short === 1 ? Number(view.getBigUint64(8)) : short === 0 ? sizeBytes - at : short;
    if (length < 8) return null;
    if (ascii(head, 4) === 'moov')
      return readRange(url, at, at + Math.min(length, MAX_INDEX_BYTES, sizeBytes - at), signal);
    at += length;
  }
  return null;
}

/** The code of the first entry of each box `stsd`. */
function sampleEntries(index: Uint8Array): readonly string[] {
  const found: string[] = [];
  for (let at = index.indexOf(0x73); at !== -1 && at + 20 <= index.length; at = index.indexOf(0x73, at + 1)) {
    if (ascii(index, at) === 'stsd') found.push(ascii(index, at + 16));
  }
  return found.filter((code) => /^[\w. -]{4}$/.test(code));
}

function ascii(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

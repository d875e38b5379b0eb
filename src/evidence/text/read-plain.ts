import { open } from 'node:fs/promises';
import type { TextBudget } from './text-budget.ts';

const MAX_BYTES = 16 * 1024 * 1024;
const CHUNK_CHARS = 4000;

/** The start of a file, and whether that is all of it. */
export async function readStart(path: string, maxBytes = MAX_BYTES) {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const bytes = Buffer.alloc(Math.min(size, maxBytes));
    let at = 0;
    while (at < bytes.length) {
      const { bytesRead } = await file.read(bytes, at, bytes.length - at, at);
      if (bytesRead === 0) break;
      at += bytesRead;
    }
    return { bytes: bytes.subarray(0, at), isAll: at === size };
  } finally {
    await file.close();
  }
}

/** UTF-16 where a mark says so, else UTF-8, else what old Windows wrote, in which every byte means something. */
export function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  // What was cut off may end within a character.
  const text = new TextDecoder('utf-8').decode(bytes, { stream: true });
  return text.includes('\ufffd') ? new TextDecoder('windows-1252').decode(bytes) : text;
}

/** Text or code, by its lines. */
export async function readPlain(path: string, budget: TextBudget): Promise<void> {
  const { bytes, isAll } = await readStart(path);
  if (!isAll) budget.cut();
  const lines = decode(bytes).split(/\r\n|\r|\n/);
  let from = 0;
  let chars = 0;
  for (let at = 0; at < lines.length; at += 1) {
    chars += (lines[at]?.length ?? 0) + 1;
    if (chars < CHUNK_CHARS && at < lines.length - 1) continue;
    if (!budget.add({ kind: 'lines', from: from + 1, to: at + 1 }, lines.slice(from, at + 1).join('\n')))
      return;
    from = at + 1;
    chars = 0;
  }
}

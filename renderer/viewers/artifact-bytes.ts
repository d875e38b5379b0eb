import type { ArtifactHash } from '../../src/domain/ids.ts';

/** Where an artifact's bytes are read from. The main process alone knows where they lie. */
export function artifactUrl(hash: ArtifactHash): string {
  return `artifact://${hash}/`;
}

/** The bytes should be there and could not be read. */
export class UnreadableBytes extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`The bytes could not be read (${status}).`);
    this.name = 'UnreadableBytes';
    this.status = status;
  }
}

/** Reads bytes from `begin` up to but not including `end`. Throws `UnreadableBytes`. */
export async function readRange(
  url: string,
  begin: number,
  end: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const response = await fetch(url, { headers: { range: `bytes=${begin}-${end - 1}` }, signal });
  if (!response.ok) throw new UnreadableBytes(response.status);
  const bytes = new Uint8Array(await response.arrayBuffer());
  // Whoever ignores ranges answers 200 with everything.
  const wanted = response.status === 200 ? bytes.slice(begin, end) : bytes;
  if (wanted.length !== end - begin) throw new UnreadableBytes(response.status);
  return wanted;
}

/** Reads the first `limitBytes` at most. */
export async function readStart(
  url: string,
  sizeBytes: number,
  limitBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  return sizeBytes === 0 ? new Uint8Array() : readRange(url, 0, Math.min(sizeBytes, limitBytes), signal);
}

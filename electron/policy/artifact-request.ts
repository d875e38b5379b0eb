import { ArtifactHash } from '../../src/domain/ids.ts';

/** The hash an `artifact://<sha256>/` URL names, or `null` for every other URL. */
export function artifactHashOf(url: string): ArtifactHash | null {
  const parsed = URL.parse(url);
  if (parsed === null || parsed.protocol !== 'artifact:') return null;
  if (parsed.pathname !== '/' && parsed.pathname !== '') return null;
  if (parsed.username !== '' || parsed.password !== '' || parsed.port !== '') return null;
  const hash = ArtifactHash.safeParse(parsed.hostname);
  return hash.success ? hash.data : null;
}

/** Bytes `start` to `end`, both included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * What a `Range` header asks of `sizeBytes` bytes (RFC 9110, 14.2): one range, `all` where there is no header
 * or one we need not heed (several ranges, another unit), `unsatisfiable` where no such byte exists.
 */
export function rangeOf(header: string | null, sizeBytes: number): ByteRange | 'all' | 'unsatisfiable' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  const [first, last] = [match?.[1] ?? '', match?.[2] ?? ''];
  if (first === '' && last === '') return 'all';
  if (first === '') {
    const length = Math.min(Number(last), sizeBytes);
    return length === 0 ? 'unsatisfiable' : { start: sizeBytes - length, end: sizeBytes - 1 };
  }
  const start = Number(first);
  const end = last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (last !== '' && Number(last) < start) return 'all';
  return start >= sizeBytes ? 'unsatisfiable' : { start, end };
}

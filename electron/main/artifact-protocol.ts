import { constants, createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Protocol } from 'electron';
import { artifactHashOf, rangeOf } from '../policy/artifact-request.ts';
import { ARTIFACT_CONTENT_SECURITY_POLICY } from '../policy/content-security.ts';
import { contentTypeOf, SNIFFED_BYTES } from '../policy/content-type.ts';
import { APP_ORIGIN } from '../policy/navigation.ts';

const HEADERS = {
  'accept-ranges': 'bytes',
  'x-content-type-options': 'nosniff',
  'content-security-policy': ARTIFACT_CONTENT_SECURITY_POLICY,
  'access-control-allow-origin': APP_ORIGIN,
  'access-control-expose-headers': 'accept-ranges, content-length, content-range',
  'cross-origin-resource-policy': 'cross-origin',
  // The bytes behind a hash never change, but the person may close the workspace they belong to.
  'cache-control': 'no-store',
};

/** No link is followed out of the vault, nor is a pipe waited for. Windows has neither flag. */
const READ_ONLY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Streams evidence from the open workspace's vault as `artifact://<sha256>/`, whole or by range.
 * `vaultFolder` says which vault that is; without one, nothing is there.
 */
export function serveArtifacts(protocol: Protocol, vaultFolder: () => string | null): void {
  protocol.handle('artifact', async (request) => {
    if (request.method === 'OPTIONS') return preflight();
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
    const hash = artifactHashOf(request.url);
    if (!hash) return refuse(400);
    const vault = vaultFolder();
    if (!vault) return refuse(404);
    const file = await open(join(vault, hash.slice(0, 2), hash), READ_ONLY).catch(() => null);
    return file ? respond(file, request) : refuse(404);
  });
}

/** Takes over `file` and closes it in every case. */
async function respond(file: FileHandle, request: Request): Promise<Response> {
  let isHandedOver = false;
  try {
    const stats = await file.stat();
    if (!stats.isFile()) return refuse(404);
    const { size } = stats;
    const range = rangeOf(request.headers.get('range'), size);
    if (range === 'unsatisfiable') return refuse(416, { 'content-range': `bytes */${size}` });
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFFED_BYTES), 0, SNIFFED_BYTES, 0);
    const { start, end } = range === 'all' ? { start: 0, end: size - 1 } : range;
    const headers = {
      ...HEADERS,
      'content-type': await contentTypeOf(buffer.subarray(0, bytesRead)),
      'content-length': String(end - start + 1),
      ...(range === 'all' ? {} : { 'content-range': `bytes ${start}-${end}/${size}` }),
    };
    const status = range === 'all' ? 200 : 206;
    if (request.method === 'HEAD' || size === 0) return new Response(null, { status, headers });
    const stream = createReadStream('', { fd: file, start, end });
    isHandedOver = true;
    return new Response(webStreamOf(stream), { status, headers });
  } finally {
    if (!isHandedOver) await file.close();
  }
}

/** Pulls one piece at a time; when the window stops reading (a seek, a closed page) the file is closed. */
function webStreamOf(stream: Readable): ReadableStream<Uint8Array> {
  const pieces = stream[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
    cancel() {
      stream.destroy();
    },
  });
}

function preflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...HEADERS,
      'access-control-allow-methods': 'GET, HEAD',
      'access-control-allow-headers': 'range',
    },
  });
}

function refuse(status: number, more: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { ...HEADERS, ...more } });
}

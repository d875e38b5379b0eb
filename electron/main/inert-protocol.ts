import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Protocol } from 'electron';
import { readerContentSecurityPolicy } from '../policy/content-security.ts';
import { inertPathSegments, readerHostOf } from '../policy/inert-request.ts';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** Serves the page that shows evidence inert, from `folder`, to whichever `inert://reader-…/` asks. */
export function serveReader(protocol: Protocol, folder: string): void {
  protocol.handle('inert', async (request) => {
    const host = readerHostOf(request.url);
    const segments = inertPathSegments(request.url);
    if (request.method !== 'GET' || host === null || segments === null)
      return new Response(null, { status: 404 });
    const headers = {
      'content-type': CONTENT_TYPES[extname(segments.at(-1) ?? '')] ?? 'application/octet-stream',
      'content-security-policy': readerContentSecurityPolicy(host),
      // The page's origin is opaque, so that its own modules come to it from elsewhere.
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      'x-dns-prefetch-control': 'off',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    };
    const bytes = await readFile(join(folder, ...segments)).catch(() => null);
    return bytes
      ? new Response(new Uint8Array(bytes), { headers })
      : new Response(null, { status: 404, headers });
  });
}

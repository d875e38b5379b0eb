import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Protocol } from 'electron';
import { appPathSegments } from '../policy/app-path.ts';
import { appPolicyFor, NONCE_PLACEHOLDER } from '../policy/content-security.ts';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/** Serves the built renderer from `folder` as `app://assay/`, each page load with a nonce of its own. */
export function serveApp(protocol: Protocol, folder: string): void {
  protocol.handle('app', async (request) => {
    const segments = appPathSegments(request.url);
    if (!segments) return new Response('not found', { status: 404 });
    const nonce = randomBytes(16).toString('base64');
    const headers = {
      'content-type': CONTENT_TYPES[extname(segments.at(-1) ?? '')] ?? 'application/octet-stream',
      'content-security-policy': appPolicyFor(segments, nonce),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    };
    const bytes = await readFile(join(folder, ...segments)).catch(() => null);
    if (!bytes) return new Response('not found', { status: 404, headers });
    if (!segments.at(-1)?.endsWith('.html')) return new Response(new Uint8Array(bytes), { headers });
    return new Response(bytes.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce), { headers });
  });
}

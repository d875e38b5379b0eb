/** What stands in the built page where the nonce of one load goes. */
export const NONCE_PLACEHOLDER = '__CSP_NONCE__';

/** The policy of the application's page. `nonce` lets components place style elements; scripts need no exception. */
export function appContentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' artifact: blob: data:",
    'media-src artifact:',
    "font-src 'self' data:",
    "connect-src 'self' artifact:",
    "worker-src 'self'",
    // The page that shows evidence inert, and nothing else.
    'frame-src inert:',
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * The policy of the page that shows evidence inert, on the origin `host` of its own. Its own built scripts run there
 * and nothing else does; no address is loaded from, not even its own, but for its font.
 */
export function readerContentSecurityPolicy(host: string): string {
  return [
    "default-src 'none'",
    `script-src inert://${host}`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    `font-src data: blob: inert://${host}`,
    "media-src 'none'",
    "connect-src 'none'",
    "worker-src 'none'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    'frame-ancestors app://assay',
    'sandbox allow-scripts',
  ].join('; ');
}

/**
 * The policy of the worker that decodes pictures, which applies to that worker alone. It takes WebAssembly for HEIC,
 * loads the application's own scripts and nothing else, and cannot so much as ask for evidence: bytes are handed to it.
 */
const PICTURE_WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";
/** As the build names it. */
const PICTURE_WORKER = /^picture\.worker-[\w-]+\.js$/;

/** The policy a file of the built renderer is served with. A worker keeps to that of its own file, not of its page. */
export function appPolicyFor(segments: readonly string[], nonce: string): string {
  const isPictureWorker = segments.length === 2 && PICTURE_WORKER.test(segments[1] ?? '');
  return isPictureWorker ? PICTURE_WORKER_POLICY : appContentSecurityPolicy(nonce);
}

/** Evidence is bytes to be shown by us, never a page: were it ever opened as one, nothing in it would run or load. */
export const ARTIFACT_CONTENT_SECURITY_POLICY = "default-src 'none'; sandbox";

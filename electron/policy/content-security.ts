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
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Evidence is bytes to be shown by us, never a page: were it ever opened as one, nothing in it would run or load. */
export const ARTIFACT_CONTENT_SECURITY_POLICY = "default-src 'none'; sandbox";

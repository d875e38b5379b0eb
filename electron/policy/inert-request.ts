/**
 * The page that shows evidence inert lives on an origin of its own, `inert://reader-<24 hex digits>/`. Every pane
 * makes up its own digits: another site to Chromium, and so another process, that one hanging document cannot share.
 */
const READER_HOST = /^reader-[0-9a-f]{24}$/;
const ASSET = /^\/assets\/[A-Za-z0-9_.-]+$/;
const PAGE = '/index.html';

/** The host of a reading page's address, or `null` for every other address. */
export function readerHostOf(url: string): string | null {
  const parsed = URL.parse(url);
  if (parsed === null || parsed.protocol !== 'inert:') return null;
  if (parsed.username !== '' || parsed.password !== '' || parsed.port !== '') return null;
  return READER_HOST.test(parsed.hostname) ? parsed.hostname : null;
}

/** Whether this is the page itself rather than a file of it: the only thing a frame may be filled with. */
export function isReaderPage(url: string): boolean {
  return readerHostOf(url) !== null && URL.parse(url)?.pathname === '/' && !/[?#]/.test(url);
}

/** The file of the built reading page such an address asks for, as path segments below its folder, or `null`. */
export function inertPathSegments(url: string): readonly string[] | null {
  if (readerHostOf(url) === null || /(?:^|[/\\])(?:\.|%2e){1,2}(?:[/\\?#]|$)|%2f|%5c|\\/i.test(url))
    return null;
  const path = URL.parse(url)?.pathname ?? '';
  if (path === '' || path === '/' || path === PAGE) return ['index.html'];
  return ASSET.test(path) ? path.slice(1).split('/') : null;
}

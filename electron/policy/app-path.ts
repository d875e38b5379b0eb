import { isAppUrl } from './navigation.ts';

const SEGMENT = /^[A-Za-z0-9_@.()+-]+$/;

/**
 * The file of the built renderer an `app://assay/` URL asks for, as path segments below its folder, or `null`.
 * Only plain names pass: no dots alone, no separators in disguise, nothing percent-encoded.
 */
export function appPathSegments(url: string): readonly string[] | null {
  const parsed = URL.parse(url);
  if (parsed === null || !isAppUrl(url)) return null;
  // The URL standard has taken `..` out by now; a URL that held any is refused all the same.
  if (/(?:^|[/\\])(?:\.|%2e){1,2}(?:[/\\?#]|$)|%2f|%5c|\\/i.test(url.slice('app://assay'.length)))
    return null;
  if (parsed.pathname === '/' || parsed.pathname === '') return ['index.html'];
  const segments = parsed.pathname.slice(1).split('/');
  const isPlain = (segment: string) => SEGMENT.test(segment) && segment !== '.' && segment !== '..';
  return segments.every(isPlain) ? segments : null;
}

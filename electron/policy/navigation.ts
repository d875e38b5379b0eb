import { isReaderPage, readerHostOf } from './inert-request.ts';

/** The application's own origin. Everything it shows besides evidence comes from here. */
export const APP_ORIGIN = 'app://assay';

export function isAppUrl(url: string): boolean {
  const parsed = URL.parse(url);
  // `origin` of a scheme the URL standard does not know is "null", so the parts are compared.
  return (
    parsed !== null &&
    parsed.protocol === 'app:' &&
    parsed.host === 'assay' &&
    parsed.username === '' &&
    parsed.password === ''
  );
}

/** The window stays where it is: nothing in evidence, and no link, can take it elsewhere. */
export function mayNavigate(url: string): boolean {
  return isAppUrl(url);
}

/**
 * A frame shows the reading page and nothing else, and only because the application's own page put it there: the
 * page in the frame cannot take itself anywhere. `initiatorUrl` is the page that asks, `null` where not known.
 */
export function mayNavigateFrame(url: string, initiatorUrl: string | null): boolean {
  return isReaderPage(url) && initiatorUrl !== null && isAppUrl(initiatorUrl);
}

const LOCAL_SCHEMES: ReadonlySet<string> = new Set([
  'app:',
  'artifact:',
  'inert:',
  'blob:',
  'data:',
  'devtools:',
]);

/**
 * Nothing the application shows may open a socket, and evidence is for the application's own page only.
 * `frameUrl` is the page that asks, `null` where that is not known (a worker of it). `isFrame` says that what is
 * asked for is to be the page of a frame.
 */
export function mayRequest(url: string, frameUrl: string | null, isFrame = false): boolean {
  const parsed = URL.parse(url);
  if (parsed === null || !LOCAL_SCHEMES.has(parsed.protocol)) return false;
  if (isFrame) return isReaderPage(url);
  const reader = frameUrl === null ? null : readerHostOf(frameUrl);
  if (reader !== null) {
    // Pictures handed over as bytes, and its own files: not the application's, not evidence, not another reader's.
    return parsed.protocol === 'data:' || parsed.protocol === 'blob:' || readerHostOf(url) === reader;
  }
  // The frame's first files are asked for before it is known what it was filled with. They hold nothing secret.
  if (parsed.protocol === 'inert:') {
    return readerHostOf(url) !== null && (frameUrl === null || frameUrl === '' || frameUrl === 'about:blank');
  }
  // Chromium does not enforce CORS on protocols served by Electron, so this does.
  return parsed.protocol !== 'artifact:' || frameUrl === null || isAppUrl(frameUrl);
}

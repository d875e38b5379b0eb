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

const LOCAL_SCHEMES: ReadonlySet<string> = new Set(['app:', 'artifact:', 'blob:', 'data:', 'devtools:']);

/**
 * Nothing the application shows may open a socket, and evidence is for the application's own page only.
 * `frameUrl` is the page that asks, `null` where that is not known (a worker of it).
 */
export function mayRequest(url: string, frameUrl: string | null): boolean {
  const parsed = URL.parse(url);
  if (parsed === null || !LOCAL_SCHEMES.has(parsed.protocol)) return false;
  // Chromium does not enforce CORS on protocols served by Electron, so this does.
  return parsed.protocol !== 'artifact:' || frameUrl === null || isAppUrl(frameUrl);
}

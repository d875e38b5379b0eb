import { isAppUrl } from './navigation.ts';

/** Of everything a page can ask for, the application's own gets one thing: to put text on the clipboard. */
export function isPermitted(permission: string, pageUrl: string): boolean {
  return permission === 'clipboard-sanitized-write' && isAppUrl(pageUrl);
}

import { isAppUrl } from './navigation.ts';

/** Who sent a message to the main process. */
export interface Sender {
  readonly url: string;
  readonly isMainFrame: boolean;
  /** Whether it is a window that the application opened, and not another one. */
  readonly isAppWindow: boolean;
}

/** Only the application's own page, in the main frame of one of its own windows, is listened to. */
export function isTrustedSender(sender: Sender | null): boolean {
  return sender?.isMainFrame === true && sender.isAppWindow && isAppUrl(sender.url);
}

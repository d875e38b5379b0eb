import type { Session, WebContents } from 'electron';
import { mayNavigate, mayNavigateFrame, mayRequest } from '../policy/navigation.ts';
import { isPermitted } from '../policy/permission.ts';

/** Takes from every page what no page here needs: almost all permissions, downloads, the network, dictionaries. */
export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide, { requestingUrl }) =>
    decide(isPermitted(permission, requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => isPermitted(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler(null);
  session.webRequest.onBeforeRequest((details, decide) =>
    decide({
      cancel: !mayRequest(details.url, details.frame?.url ?? null, details.resourceType === 'subFrame'),
    }),
  );
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
}

/** Holds every page to the application's own address, whichever way it tries to leave. */
export function hardenContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!mayNavigate(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!mayNavigate(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    const isAllowed = event.isMainFrame
      ? mayNavigate(event.url)
      : mayNavigateFrame(event.url, event.initiator?.url ?? null);
    if (!isAllowed) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

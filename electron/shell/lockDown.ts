import { app, type Session, session, shell, type WebContents } from 'electron';
import { allowedExternalLink } from './externalLink';
import { isPageUrl } from './pageOrigin';

/** The page stays the page: no permissions, no other documents, no further windows. */
export function lockDown(): void {
  denyPermissions(session.defaultSession);
  app.on('web-contents-created', (_event, contents) => keepInPlace(contents));
}

/** Copying SQL is all that the page may ask for. */
function denyPermissions(own: Session): void {
  own.setPermissionRequestHandler((_contents, permission, decide) =>
    decide(permission === 'clipboard-sanitized-write'),
  );
  own.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write');
  own.setDevicePermissionHandler(() => false);
}

function keepInPlace(contents: WebContents): void {
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isPageUrl(event.url)) event.preventDefault();
  });
  contents.on('will-navigate', (event) => {
    if (!isPageUrl(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    const link = allowedExternalLink(url);
    if (link !== null) void shell.openExternal(link);
    return { action: 'deny' };
  });
}

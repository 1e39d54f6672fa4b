import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, protocol } from 'electron';

/** What Electron takes only before it is ready. */
export function prepareApp(home: string): void {
  // The lock of the single instance lies there too: one instance per home.
  const userData = join(home, 'electron');
  mkdirSync(userData, { recursive: true, mode: 0o700 });
  app.setName('Lockstep');
  app.setPath('userData', userData);
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

import { app, BrowserWindow, dialog } from 'electron';

/** What has to come to an end before the app may: core. */
export interface Closable {
  isRunning(): boolean;
  close(): Promise<void>;
}

const CLOSE_MS = 15_000;

/** Runs and the local PostgreSQL end before the app does, whichever way it is asked to quit. */
export function quitInOrder(core: Closable): void {
  let state: 'open' | 'asking' | 'closing' = 'open';
  const close = () => {
    if (state === 'closing') return;
    state = 'closing';
    void closeAndExit(core);
  };
  app.on('before-quit', async (event) => {
    event.preventDefault();
    if (state !== 'open') return;
    if (!core.isRunning()) return close();
    state = 'asking';
    if (await mayCancelRun()) close();
    else state = 'open';
  });
  // Without a listener Electron quits on macOS too.
  app.on('window-all-closed', () => undefined);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, close);
}

/** A closed window is a wish to quit, except on macOS; it stays until the question about a run is answered. */
export function quitOnClose(window: BrowserWindow): void {
  if (process.platform === 'darwin') return;
  window.on('close', (event) => {
    event.preventDefault();
    app.quit();
  });
}

async function mayCancelRun(): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    message: 'Revisions are being run.',
    detail:
      'Quitting cancels the run. The revision that runs now is rolled back; one that runs without a transaction keeps what it has done so far.',
    buttons: ['Keep running', 'Cancel the run and quit'],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}

async function closeAndExit(core: Closable): Promise<void> {
  for (const window of BrowserWindow.getAllWindows()) window.hide();
  const late = setTimeout(() => fail(`Lockstep did not close within ${CLOSE_MS / 1000} s.`), CLOSE_MS);
  await core.close().catch((error) => fail(`Lockstep did not close well: ${error}`));
  clearTimeout(late);
  // Not quit(): that would ask again.
  app.exit(0);
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  app.exit(1);
}

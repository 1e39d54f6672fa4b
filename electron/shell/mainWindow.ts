import { app, BrowserWindow, nativeTheme } from 'electron';
import { PAGE_ORIGIN } from './pageOrigin';
import type { WindowMemory } from './windowMemory';

export interface WindowOptions {
  readonly preload: string;
  readonly memory: WindowMemory;
}

const MIN_SIZE = { minWidth: 720, minHeight: 480 };
const FIRST_SIZE = { width: 1280, height: 820 };
const RELOAD_MS = 300;

/** Shown when it has something to show. */
export async function openMainWindow({ preload, memory }: WindowOptions): Promise<BrowserWindow> {
  const { bounds, isMaximized } = await memory.recall();
  const window = new BrowserWindow({
    ...(bounds ?? FIRST_SIZE),
    ...MIN_SIZE,
    title: 'Lockstep',
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#242424' : '#ffffff',
    webPreferences: pagePreferences(preload),
  });
  if (isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  memory.follow(window);
  reloadAfterCrash(window);
  // A load that fails is told by the window itself; `did-fail-load` has nothing more to do.
  void window.loadURL(`${PAGE_ORIGIN}/`).catch((error) => process.stderr.write(`${error}\n`));
  return window;
}

export function focusMainWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window?.isMinimized()) window.restore();
  window?.focus();
}

function pagePreferences(preload: string) {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    // Chromium would fetch its dictionaries from the network.
    spellcheck: false,
    devTools: !app.isPackaged,
  } as const;
}

/** A run goes on without its page; a new page shows how far it is. */
function reloadAfterCrash(window: BrowserWindow): void {
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    process.stderr.write(`The page ended (${reason}) and is loaded again.\n`);
    setTimeout(() => {
      if (!window.isDestroyed()) window.webContents.reload();
    }, RELOAD_MS);
  });
}

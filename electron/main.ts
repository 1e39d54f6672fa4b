/** The desktop app, as a table of contents. The window comes first: nothing here waits for a database. */
import { join } from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import { homeFolder } from './core/home/homeFolder';
import { userAtHost } from './core/home/userAtHost';
import { openLockstep } from './core/lockstep';
import { openPageFiles } from './host/pageFiles';
import type { FrontDoor } from './ipc/frontDoor';
import { createRouter } from './ipc/router';
import { servePage } from './shell/appProtocol';
import { chooseFolder } from './shell/chooseFolder';
import { connectPages } from './shell/connectPages';
import { lockDown } from './shell/lockDown';
import { focusMainWindow, openMainWindow } from './shell/mainWindow';
import { setMenu } from './shell/menu';
import { prepareApp } from './shell/prepareApp';
import { quitInOrder, quitOnClose } from './shell/quitInOrder';
import { utilityRunner } from './shell/utilityRunner';
import { createWindowMemory } from './shell/windowMemory';

const BUILT = import.meta.dirname;
const CHECKOUT = join(BUILT, '../..');
const home = homeFolder(process.env);

prepareApp(home);

if (app.requestSingleInstanceLock()) {
  // Not awaited: Electron is not ready before this module has been evaluated.
  app.whenReady().then(start).catch(giveUp);
} else {
  app.quit();
}

async function start(): Promise<void> {
  const lockstep = openLockstep({
    home,
    demoProject: join(CHECKOUT, 'migrations'),
    spawnRunner: utilityRunner(join(BUILT, 'runner.js')),
  });
  quitInOrder(lockstep);
  lockDown();
  servePage(openPageFiles(join(CHECKOUT, 'dist/page')));
  connectPages(createRouter(lockstep, frontDoor()));
  setMenu();
  app.on('second-instance', focusMainWindow);
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) void openWindow();
  });
  const window = await openWindow();
  window.once('ready-to-show', () => lockstep.demo.start());
}

async function openWindow(): Promise<BrowserWindow> {
  const window = await openMainWindow({
    preload: join(BUILT, 'preload.cjs'),
    memory: createWindowMemory(home),
  });
  quitOnClose(window);
  return window;
}

function frontDoor(): FrontDoor {
  const version = app.getVersion();
  return {
    info: { version, host: 'desktop', hasFolderDialog: true, userAtHost: userAtHost() },
    chooseFolder,
  };
}

function giveUp(error: unknown): void {
  dialog.showErrorBox('Lockstep can’t start', error instanceof Error ? error.message : String(error));
  app.exit(1);
}

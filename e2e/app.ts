// Gives a journey its own running Lockstep, by the front door that the project names: the desktop window or the
// browser host. Start with `launchApp`; what a door does differs only in browserDoor.ts and electronDoor.ts.
import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { test as base, type ElectronApplication, expect, type Page } from '@playwright/test';
import { openBrowserDoor } from './browserDoor';
import { openElectronDoor } from './electronDoor';
import { endLeftovers, isStillThere, processesBelow, processesMarked } from './prepare/processes.js';
import { temporaryFolder } from './temporaryFolder';

export { expect };

export type Door = 'browser' | 'electron';

export interface AppOptions {
  /** Set by the Playwright project. */
  readonly door: Door;
  /** Added to the app's environment. */
  readonly appEnv: Readonly<Record<string, string>>;
  /** An existing user-data folder to start on; it is left in place. Without one the app gets an empty folder. */
  readonly appHome: string | undefined;
  /** What the page may complain of in this journey; anything else fails it. One pattern: Playwright takes a list for
   * a value with options. */
  readonly expectedComplaints: RegExp | undefined;
}

export interface LaunchOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly home?: string;
}

/** What a door opens: the page, and how to close it again in good order. */
export interface OpenDoor {
  readonly page: Page;
  readonly pid: number;
  /** The Electron application behind the desktop window; undefined behind the browser host. */
  readonly electron?: ElectronApplication;
  /** What the app's own process printed since the door was opened. */
  readonly output: () => string;
  /** Resolves when the app has ended by itself after being asked to. */
  readonly close: () => Promise<void>;
}

export interface App extends Omit<OpenDoor, 'close'> {
  readonly home: string;
  /** Console errors (among them every violation of the content security policy), uncaught errors, crashes. */
  readonly complaints: readonly string[];
  /** Asks the app to quit and fails if it, or anything that it started, is still there afterwards. */
  readonly stop: () => Promise<void>;
}

interface AppFixtures {
  readonly app: App;
  /** Another app, or the same home again after `app.stop()`; stopped at the end like `app`. */
  readonly launchApp: (options?: LaunchOptions) => Promise<App>;
}

const STOP_MS = 20_000;

export const test = base.extend<AppOptions & AppFixtures>({
  door: ['browser', { option: true }],
  appEnv: [{}, { option: true }],
  appHome: [undefined, { option: true }],
  expectedComplaints: [undefined, { option: true }],

  launchApp: async ({ door, appEnv, appHome, expectedComplaints }, use, testInfo) => {
    const ownHome = appHome === undefined ? await temporaryFolder('home') : undefined;
    const started: App[] = [];
    await use(async ({ env = {}, home = appHome ?? ownHome ?? '' } = {}) => {
      const app = await startApp(door, home, { ...appEnv, ...env });
      started.push(app);
      return app;
    });
    const problems = await stopAll(started);
    const output = started.map((app) => app.output()).join('\n');
    if (testInfo.status !== testInfo.expectedStatus || problems.length > 0) {
      await testInfo.attach('app-output.txt', { body: output, contentType: 'text/plain' });
    }
    if (ownHome !== undefined) await rm(ownHome, { recursive: true, force: true, maxRetries: 3 });
    const complaints = started.flatMap((app) => app.complaints);
    const unexpected = complaints.filter((text) => !expectedComplaints?.test(text));
    expect(problems, 'every app stops, and leaves no process behind').toEqual([]);
    expect(unexpected, 'the page has nothing to complain of').toEqual([]);
  },

  app: async ({ launchApp }, use) => use(await launchApp()),
});

async function startApp(door: Door, home: string, extra: Readonly<Record<string, string>>): Promise<App> {
  const complaints: string[] = [];
  const env = { ...inheritedEnv(), ...extra, LOCKSTEP_HOME: home };
  const open = door === 'browser' ? openBrowserDoor : openElectronDoor;
  const opened = await open(env, complaints).catch(async (error) => {
    await endLeftovers(() => processesMarked(homeMark(home)), 0);
    throw error;
  });
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= stopApp(opened);
    return stopping;
  };
  return { ...opened, home, complaints, stop };
}

const homeMark = (home: string) => `LOCKSTEP_HOME=${home}`;

/** What would change how the app starts stays with whoever runs the tests. */
function inheritedEnv(): Record<string, string> {
  const { ELECTRON_RUN_AS_NODE: _node, NODE_OPTIONS: _options, ...env } = process.env;
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** Looks at the processes before asking, since an orphan is no longer anybody's descendant. */
async function stopApp({ pid, close }: OpenDoor): Promise<void> {
  const before = processesBelow(pid);
  const isInTime = await endsWithin(STOP_MS, close);
  const hasEnded = !before.some((one) => one.pid === pid && isStillThere(one));
  const left = await endLeftovers(() => before.filter(isStillThere), isInTime ? 5_000 : 0);
  if (left.length === 0) return;
  throw new Error(
    `The app ${hasEnded ? 'quit and left' : 'did not quit, and is'} running: ${left.join(', ')}`,
  );
}

async function endsWithin(ms: number, close: () => Promise<void>): Promise<boolean> {
  const timer = new AbortController();
  const late = delay(ms, false, { signal: timer.signal });
  try {
    return await Promise.race([close().then(() => true), late]);
  } finally {
    timer.abort();
    late.catch(() => {});
  }
}

/** Stops them all, whatever becomes of one, and resolves with what went wrong. */
async function stopAll(started: readonly App[]): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const app of started) await app.stop().catch((error) => problems.push(String(error)));
  for (const home of new Set(started.map((app) => app.home))) {
    problems.push(...(await endLeftovers(() => processesMarked(homeMark(home)), 5_000)));
  }
  return problems;
}

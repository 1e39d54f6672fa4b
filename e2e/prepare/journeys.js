// The two runs of Playwright: journeys in a browser, and the same journeys in a real Electron.
import { join } from 'node:path';
import { checkout, isRoot } from './cache.js';
import { readProgram, runProgram } from './children.js';
import { chromium } from './chromium.js';
import { countsOf, NONE } from './counts.js';
import { debianPackages, missingLibraries } from './debianPackages.js';
import { electronBinary } from './electronBinary.js';
import { placeForElectron } from './unprivileged.js';

/** @typedef {import('./counts.js').Counts} Counts */
/** @typedef {{ readonly dist?: string | undefined, readonly whyNoBrowser?: string | undefined, readonly whyNoElectron?: string | undefined }} Tools */

/** @typedef {{ readonly results: string, readonly env: NodeJS.ProcessEnv, readonly chosen: readonly string[] }} Run */

/**
 * Installs and finds what the journeys need, and says why where it can't.
 * @returns {Promise<Tools>}
 */
export async function prepareTools() {
  const missing = await debianPackages();
  const [whyNoBrowser] = await whyOr(findBrowser);
  const [whyNoElectron, dist] = await whyOr(() => findElectron(missing));
  return { dist, whyNoBrowser, whyNoElectron };
}

/**
 * @param {Tools} tools
 * @param {Run} run
 * @returns {Promise<Counts>}
 */
export async function runBrowserJourneys({ whyNoBrowser }, { results, env, chosen }) {
  if (whyNoBrowser !== undefined) return withoutJourneys('browser', whyNoBrowser);
  const file = join(results, 'browser.json');
  const args = playwright('browser', chosen);
  const code = await runProgram(process.execPath, args, {
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  });
  return countsOf(code === 0, file);
}

/**
 * @param {Tools} tools
 * @param {Run} run
 * @returns {Promise<Counts>}
 */
export async function runElectronJourneys({ dist, whyNoElectron }, { results, env, chosen }) {
  if (dist === undefined || whyNoElectron !== undefined)
    return withoutJourneys('electron', whyNoElectron ?? '');
  const place = await placeForElectron(results, dist);
  try {
    const program = [place.node, ...playwright('electron', chosen)];
    const [command = '', ...args] = [...place.prefix, ...screen(), ...program];
    const file = join(place.results, 'electron.json');
    const own = { LOCKSTEP_E2E_RESULTS: place.results, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
    const electronEnv = { ...env, ...own, ELECTRON_OVERRIDE_DIST_PATH: dist.replace(checkout, place.folder) };
    const code = await runProgram(command, args, { cwd: place.folder, env: electronEnv });
    return await countsOf(code === 0, file);
  } finally {
    await place.leave();
  }
}

/**
 * @param {string} project
 * @param {readonly string[]} chosen further arguments; what they choose may all belong to the other project
 */
function playwright(project, chosen = []) {
  const script = ['node_modules/@playwright/test/cli.js', 'test', '-c', 'e2e/playwright.config.ts'];
  const some = chosen.length > 0 ? ['--pass-with-no-tests', ...chosen] : [];
  return [...script, `--project=${project}`, ...some];
}

/** Root's own screen, if there is one, is closed to the user that root becomes here. */
function screen() {
  const needsOne = process.platform === 'linux' && (isRoot || !process.env.DISPLAY);
  return needsOne ? ['xvfb-run', '-a', '-s', '-screen 0 1960x1200x24'] : [];
}

async function findBrowser() {
  const launch = await chromium();
  if (launch === undefined) throw new Error('no browser for this platform');
  return launch.executablePath;
}

/** @param {readonly string[]} missing */
async function findElectron(missing) {
  if (missing.length > 0) throw new Error(`not installed: ${missing.join(' ')}`);
  const dist = await electronBinary();
  if (dist === undefined) throw new Error('no Electron for this platform');
  const libraries = await missingLibraries(dist);
  if (libraries.length > 0) throw new Error(`libraries not found: ${libraries.join(' ')}`);
  return dist;
}

/**
 * @param {() => Promise<string>} find
 * @returns {Promise<[why: string, found: undefined] | [why: undefined, found: string]>}
 */
async function whyOr(find) {
  try {
    return [undefined, await find()];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error), undefined];
  }
}

/**
 * Journeys that can't run are counted and announced; in CI they have failed.
 * @param {string} project
 * @param {string} why
 * @returns {Promise<Counts>}
 */
async function withoutJourneys(project, why) {
  const { output } = await readProgram(process.execPath, [...playwright(project), '--list']);
  const count = Number(/Total: (\d+) test/.exec(output)?.[1] ?? 1);
  const isCi = process.env.CI === 'true';
  console.log(`!!! ${isCi ? 'FAILED' : 'SKIPPED'}: ${count} ${project} tests could not run (${why}).`);
  return isCi ? { ...NONE, failed: count } : { ...NONE, skipped: count };
}

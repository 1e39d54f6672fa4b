// `npm test`: builds, checks and tests everything, in a browser and in a real Electron. The last line is the sum of
// all runners' counts; the exit code is 0 only if every step ended well. With CI=true nothing may be skipped.
// `npm run e2e -- locks -g "a reader"` runs only the journeys, and of these what Playwright's arguments choose.
import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checkout } from './prepare/cache.js';
import { endRunningPrograms, npm, runProgram } from './prepare/children.js';
import { countsOf, describeCounts, NONE, sum } from './prepare/counts.js';
import { prepareTools, runBrowserJourneys, runElectronJourneys } from './prepare/journeys.js';
import { endLeftovers, processesMarked } from './prepare/processes.js';

/** @typedef {import('./prepare/counts.js').Counts} Counts */
/** @typedef {{ readonly name: string, readonly counts: Counts, readonly seconds: number }} StepResult */

const [only, ...chosen] = process.argv.slice(2);
const RESULTS = join(checkout, 'e2e/results');

// Every process of this run carries the mark, so that one left behind by a test is found at the end.
const runId = randomUUID();
const mark = `LOCKSTEP_TEST_RUN=${runId}`;
const env = { ...process.env, LOCKSTEP_TEST_RUN: runId };

let isInterrupted = false;
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, interrupt);

process.exitCode = report(await runSteps());

async function runSteps() {
  await rm(RESULTS, { recursive: true, force: true });
  await mkdir(RESULTS, { recursive: true });
  /** @type {import('./prepare/journeys.js').Tools} */
  let tools = {};
  const results = [
    await timed('prepare', async () => {
      tools = await prepareTools();
      return NONE;
    }),
    await timed('build', () => runScript('build')),
  ];
  if (total(results).failed === 0) {
    if (only !== 'journeys') {
      results.push(await timed('check', () => runVitest('check')));
      results.push(await timed('database tests', () => runVitest('test:db')));
    }
    const run = { results: RESULTS, env, chosen };
    results.push(await timed('browser journeys', () => runBrowserJourneys(tools, run)));
    results.push(await timed('Electron journeys', () => runElectronJourneys(tools, run)));
  }
  results.push(await timed('leftovers', endLeftBehind));
  return results;
}

/**
 * @param {string} script
 * @param {readonly string[]} args
 * @returns {Promise<Counts>}
 */
async function runScript(script, ...args) {
  const [command, all] = npm('run', script, '--', ...args);
  return (await runProgram(command, all, { env })) === 0 ? NONE : { ...NONE, failed: 1 };
}

/** @param {string} script */
async function runVitest(script) {
  const file = join(RESULTS, `${script.replace(':', '-')}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { failed } = await runScript(script, ...reporters);
  return countsOf(failed === 0, file);
}

/** @returns {Promise<Counts>} */
async function endLeftBehind() {
  const left = await endLeftovers(() => processesMarked(mark), isInterrupted ? 0 : 5_000);
  if (left.length > 0) console.log(`Left running by a step, now killed:\n${left.join('\n')}`);
  return { ...NONE, failed: left.length === 0 ? 0 : 1 };
}

/**
 * @param {string} name
 * @param {() => Promise<Counts>} step
 * @returns {Promise<StepResult>}
 */
async function timed(name, step) {
  if (isInterrupted && step !== endLeftBehind) return { name, counts: { ...NONE, failed: 1 }, seconds: 0 };
  console.log(`\n== ${name}`);
  const start = performance.now();
  const counts = await step().catch((error) => {
    console.error(error);
    return { ...NONE, failed: 1 };
  });
  const seconds = (performance.now() - start) / 1000;
  console.log(`== ${name}: ${counts.failed === 0 ? 'ok' : 'FAILED'} after ${seconds.toFixed(1)} s`);
  return { name, counts, seconds };
}

/** @param {readonly StepResult[]} results */
function total(results) {
  return sum(results.map((one) => one.counts));
}

/** @param {readonly StepResult[]} results */
function report(results) {
  const failures = results.flatMap(({ counts }) => counts.failures ?? []);
  console.log(failures.length === 0 ? '' : `\n${failures.join('\n\n')}\n`);
  for (const { name, counts, seconds } of results) {
    console.log(`${name.padEnd(18)} ${seconds.toFixed(1).padStart(6)} s   ${describeCounts(counts)}`);
  }
  const all = total(results);
  console.log(describeCounts(all));
  if (isInterrupted) return 130;
  return all.failed === 0 && all.passed > 0 ? 0 : 1;
}

/**
 * The steps see their programs end, clean up after themselves, and the rest of them does not start.
 * @param {NodeJS.Signals} signal
 */
async function interrupt(signal) {
  if (isInterrupted) return;
  isInterrupted = true;
  console.log(`\n${signal}: ending what is running`);
  await endRunningPrograms();
}

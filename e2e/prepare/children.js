// Every program that the test run starts goes through here: waited for, or ended by its process id.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { checkout } from './cache.js';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, quiet?: boolean }} HowToRun */

/**
 * Runs a program to its end and resolves with its exit code, -1 when a signal ended it.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {HowToRun} [how]
 */
export async function runProgram(command, args, how = {}) {
  const { code } = await start(command, args, how, how.quiet ? 'ignore' : 'inherit');
  return code;
}

/**
 * Runs a program to its end, keeping what it prints.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {HowToRun} [how]
 */
export const readProgram = (command, args, how = {}) => start(command, args, how, 'pipe');

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {HowToRun} [how]
 */
export async function mustRun(command, args, how = {}) {
  const { code, output } = await readProgram(command, args, how);
  if (code !== 0) throw new Error(`${[command, ...args].join(' ')} exited with ${code}:\n${output.trim()}`);
  return output;
}

/**
 * npm itself may be a script without a program of that name (Windows): ask npm, when it runs us, where it is.
 * @param {readonly string[]} args
 * @returns {[string, string[]]}
 */
export function npm(...args) {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? [process.execPath, [script, ...args]] : ['npm', [...args]];
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {HowToRun} how
 * @param {'inherit' | 'pipe' | 'ignore'} output
 */
async function start(command, args, { cwd = checkout, env = process.env, timeoutMs = 0 }, output) {
  // A group of its own (detached), so that what the program started can be ended with it.
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', output, output] });
  running.add(child);
  const timer = timeoutMs > 0 ? setTimeout(() => endGroup(child), timeoutMs) : undefined;
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += chunk));
  try {
    /** @type {[number | null]} */
    const [code] = /** @type {[number | null]} */ (await once(child, 'close'));
    return { code: code ?? -1, output: text };
  } catch (error) {
    return { code: -1, output: String(error) };
  } finally {
    clearTimeout(timer);
    running.delete(child);
  }
}

/** Ends everything that is still running. SIGINT first: Playwright and Vitest then take down what they started. */
export async function endRunningPrograms() {
  await Promise.all([...running].map(endGroup));
}

/** @param {import('node:child_process').ChildProcess} child */
async function endGroup(child) {
  for (const [signal, graceMs] of /** @type {const} */ ([
    ['SIGINT', 15_000],
    ['SIGTERM', 5_000],
    ['SIGKILL', 1_000],
  ])) {
    if (!running.has(child) || child.pid === undefined) return;
    signalGroup(child.pid, signal);
    for (let waited = 0; waited < graceMs && running.has(child); waited += 50) await delay(50);
  }
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function signalGroup(pid, signal) {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // Already gone.
  }
}

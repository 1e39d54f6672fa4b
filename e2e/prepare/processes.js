// Which processes belong to an app under test: those that carry its mark in their environment, and their
// descendants. Linux only (reads /proc); elsewhere nothing is found and nothing is claimed.
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * @typedef {object} Process
 * @property {number} pid
 * @property {number} parent
 * @property {string} startedAt in the kernel's clock ticks: ids are used again, an id with its start is not
 * @property {string} command
 * @property {boolean} marked
 */

/**
 * Those with this mark and all that descend from them.
 * @param {string} mark an entry of the environment, such as `LOCKSTEP_HOME=/tmp/x`
 * @returns {readonly Process[]}
 */
export function processesMarked(mark) {
  const all = readProcesses(mark);
  return withDescendants(all, (one) => one.marked);
}

/**
 * This process and all that descend from it.
 * @param {number} pid
 * @returns {readonly Process[]}
 */
export function processesBelow(pid) {
  return withDescendants(readProcesses(''), (one) => one.pid === pid);
}

/**
 * @param {readonly Process[]} all
 * @param {(one: Process) => boolean} isFirst
 */
function withDescendants(all, isFirst) {
  const found = new Set(all.filter(isFirst).map((one) => one.pid));
  // A renderer's environment can't be read, but its parent's can: add children until there are no more.
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const one of all) if (found.has(one.parent)) found.add(one.pid);
  }
  return all.filter((one) => found.has(one.pid) && one.pid !== process.pid);
}

/**
 * Waits for these processes to end, then kills the rest by id. Returns the commands of those it had to kill.
 * @param {() => readonly Process[]} find
 * @param {number} graceMs
 */
export async function endLeftovers(find, graceMs) {
  for (let waited = 0; waited < graceMs && find().length > 0; waited += 50) await delay(50);
  const left = find();
  for (const { pid } of left) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended between the look and the signal.
    }
  }
  return left.map((one) => `${one.pid} ${one.command}`);
}

/** @param {Process} one */
export const isStillThere = (one) => readProcess(String(one.pid), '')?.startedAt === one.startedAt;

/** @param {string} mark */
function readProcesses(mark) {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readProcess(name, mark))
    .filter((one) => one !== undefined);
}

/**
 * @param {string} pid
 * @param {string} mark
 * @returns {Process | undefined}
 */
function readProcess(pid, mark) {
  const stat = readText(`/proc/${pid}/stat`);
  const [state, parent, ...more] = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // from field 3 on, see proc(5)
  if (!state || state === 'Z' || state === 'X') return undefined;
  return {
    pid: Number(pid),
    parent: Number(parent),
    startedAt: String(more[17]),
    command: readText(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim(),
    marked: mark !== '' && readText(`/proc/${pid}/environ`).split('\0').includes(mark),
  };
}

/** @param {string} path */
function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // Not ours to read, or gone.
  }
}

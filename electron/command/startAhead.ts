import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { SpawnRunner } from '../core/project/runnerProcess';
import { spawnAhead } from '../core/project/startRunner';

/**
 * Starts the runner while the command itself is still loading, where the words look like a run: to start takes
 * either of them as long. Naming a folder on the command line is allowing its code to run. A guess: whoever runs
 * nothing after all ends the process with `drop`.
 */
export function startAhead(words: readonly string[], spawnRunner: SpawnRunner) {
  const folder = guessFolder(words);
  return folder === null
    ? { spawn: spawnRunner, drop: () => undefined }
    : spawnAhead(spawnRunner, resolve(folder));
}

/** Offline nothing is run here, and the demo's server has to start first. */
export function guessFolder(words: readonly string[]): string | null {
  const [verb = '', ...rest] = words;
  const isOther = rest.some((word) => /^(--(sql|bundle|demo|help)\b|-h$)/.test(word));
  if (!/^(upgrade|downgrade)$/.test(verb) || isOther) return null;
  const at = rest.findIndex((word) => /^--project(=|$)/.test(word));
  const given = rest[at]?.includes('=') ? rest[at].slice('--project='.length) : rest[at + 1];
  const folder = at < 0 ? '.' : (given ?? '');
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? folder : null;
}

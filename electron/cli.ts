#!/usr/bin/env node
/** Composition root of the command: `lockstep VERB`. Documents go to stdout, everything else to stderr. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startAhead } from './command/startAhead';
import { forkRunner } from './core/project/forkRunner';

const here = dirname(fileURLToPath(import.meta.url));
const words = process.argv.slice(2);
const runner = startAhead(words, forkRunner(join(here, 'runner.js')));
// Only now, because the runner starts meanwhile.
const { runCommand } = await import('./command/program');

process.exitCode = await runCommand(words, {
  spawnRunner: runner.spawn,
  demoProject: join(here, '../../migrations'),
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
});
runner.drop();

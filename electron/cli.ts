#!/usr/bin/env node
/** Composition root of the command: `lockstep VERB`. Documents go to stdout, everything else to stderr. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from './command/program';
import { forkRunner } from './core/project/forkRunner';

const here = dirname(fileURLToPath(import.meta.url));

process.exitCode = await runCommand(process.argv.slice(2), {
  spawnRunner: forkRunner(join(here, 'runner.js')),
  demoProject: join(here, '../../migrations'),
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
});

#!/usr/bin/env node
/** Composition root of the command: `lockstep VERB`. Documents go to stdout, everything else to stderr. */
import { join } from 'node:path';
import { startAhead } from './command/startAhead';
import { forkRunner } from './core/project/forkRunner';

const here = import.meta.dirname;
const words = process.argv.slice(2);
const runner = startAhead(words, forkRunner(join(here, 'runner.js')));
void run();

async function run(): Promise<void> {
  // A reader that has seen enough closes the pipe: the rest is not told, and what runs goes on to its end.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', throwUnlessClosed);
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
}

function throwUnlessClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

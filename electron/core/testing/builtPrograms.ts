/** The built programs that tests start: dist/node, made by `npm run build`. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = fileURLToPath(new URL('../../..', import.meta.url));

export const RUNNER_PROGRAM = join(checkout, 'dist/node/runner.js');
export const COMMAND_PROGRAM = join(checkout, 'dist/node/cli.js');
export const PACKAGES = join(checkout, 'node_modules');

const SOURCES = ['electron/core', 'electron/command', 'electron/cli.ts'];

/** Tests of old programs tell nothing: refuses to begin unless they are as new as their sources. */
export function refuseStalePrograms(): void {
  const newest = SOURCES.flatMap((path) => sourceFiles(join(checkout, path)))
    .map((path) => ({ path, changedMs: statSync(path).mtimeMs }))
    .reduce((a, b) => (b.changedMs > a.changedMs ? b : a));
  for (const program of [RUNNER_PROGRAM, COMMAND_PROGRAM]) {
    const built = statSync(program, { throwIfNoEntry: false });
    const why = !built
      ? 'is missing'
      : built.mtimeMs < newest.changedMs
        ? `is older than ${newest.path}`
        : null;
    if (why) throw new Error(`${program} ${why}. The database tests start it: run "npm run build" first.`);
  }
}

function sourceFiles(path: string): readonly string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && !/\.test\.ts$/.test(entry.name) && !/[\\/]testing$/.test(entry.parentPath),
    )
    .map((entry) => join(entry.parentPath, entry.name));
}

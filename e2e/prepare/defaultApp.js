// Runs inside Electron: `electron [-r module] [--switch] folder` loads that folder's app, as the official release
// does. The import is awaited at top level because Electron holds back "ready" until this module is evaluated.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const require = createRequire(import.meta.url);

const { modules, folder } = parseArguments(process.argv.slice(1));
Object.assign(process, { defaultApp: true });
for (const module of modules) require(module);
await loadApp(folder);

/** @param {string[]} args */
function parseArguments(args) {
  const modules = [];
  for (let arg = args.shift(); arg !== undefined; arg = args.shift()) {
    if (arg === '-r' || arg === '--require') modules.push(String(args.shift()));
    else if (!arg.startsWith('-')) return { modules, folder: resolve(arg) };
  }
  console.error('Usage: electron [-r module] folder');
  process.exit(1);
}

/** @param {string} folder */
async function loadApp(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const inside = /** @type {Electron.App & Record<'setAppPath' | 'setVersion', (value: string) => void>} */ (
    app
  );
  inside.setAppPath(folder);
  inside.setVersion(manifest.version ?? '0.0.0');
  app.setName(manifest.productName ?? manifest.name);
  try {
    await import(pathToFileURL(join(folder, manifest.main ?? 'index.js')).href);
  } catch (error) {
    console.error(error);
    app.exit(1);
  }
}

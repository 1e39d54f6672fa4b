/**
 * One build for everything (`vite build --app`): the page, the programs that run on Node, and the preload script.
 * The dev server knows the page alone; it is for the gallery.
 */
import { existsSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite';

const checkout = fileURLToPath(new URL('.', import.meta.url));

const programs = existing({
  main: 'electron/main.ts',
  serve: 'electron/serve.ts',
  cli: 'electron/cli.ts',
  start: 'electron/start.ts',
  runner: 'electron/core/project/child/runner.ts',
});
const preload = existing({ preload: 'electron/preload.ts' });

export default defineConfig({
  root: join(checkout, 'renderer'),
  // The hosts serve the page from different places: below app://lockstep/ and at a path of their own.
  base: './',
  plugins: [react(), makeExecutable('cli.js')],
  environments: { client: pageOptions(), node: nodeOptions(), preload: preloadOptions() },
  builder: {
    buildApp: async (builder) => {
      const { client, node, preload: beforePage } = builder.environments;
      const wanted = [client, hasAny(programs) && node, hasAny(preload) && beforePage];
      for (const environment of wanted) if (environment) await builder.build(environment);
    },
  },
});

function pageOptions(): EnvironmentOptions {
  return {
    build: {
      outDir: join(checkout, 'dist/page'),
      emptyOutDir: true,
      target: 'chrome130',
      sourcemap: true,
      // The content security policy has no place for the polyfill's inline script, and nothing needs it.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1000,
      rolldownOptions: {
        input: {
          index: join(checkout, 'renderer/index.html'),
          gallery: join(checkout, 'renderer/gallery.html'),
        },
      },
    },
  };
}

function nodeOptions(): EnvironmentOptions {
  return {
    consumer: 'server',
    build: {
      outDir: join(checkout, 'dist/node'),
      emptyOutDir: true,
      target: 'node20',
      sourcemap: true,
      minify: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: programs,
        external: isPackage,
        // Chunks lie beside the programs, so that new URL('./runner.js', import.meta.url) is right in all of them.
        output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  };
}

/** A sandboxed preload script is CommonJS and may require nothing but electron. */
function preloadOptions(): EnvironmentOptions {
  return {
    consumer: 'server',
    build: {
      outDir: join(checkout, 'dist/node'),
      emptyOutDir: false,
      target: 'chrome130',
      sourcemap: true,
      minify: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: preload,
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  };
}

/** Everything out of node_modules, and Node's own modules: never part of our files. */
function isPackage(id: string): boolean {
  return !id.startsWith('.') && !id.startsWith('\0') && !isAbsolute(id);
}

function existing(entries: Record<string, string>): Record<string, string> {
  const found = Object.entries(entries).map(([name, path]) => [name, join(checkout, path)] as const);
  return Object.fromEntries(found.filter(([, path]) => existsSync(path)));
}

function hasAny(entries: Record<string, string>): boolean {
  return Object.keys(entries).length > 0;
}

function makeExecutable(fileName: string): Plugin {
  return {
    name: 'lockstep:executable',
    apply: 'build',
    writeBundle: async ({ dir = '' }, bundle) => {
      if (fileName in bundle) await chmod(join(dir, fileName), 0o755);
    },
  };
}

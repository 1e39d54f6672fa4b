/**
 * One build for everything (`vite build --app`): the page, the programs that run on Node, and the preload script.
 * The dev server knows the page alone; it is for the gallery.
 */
import { existsSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
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

/** They read files of their own beside them, or are there on some machines only. */
const KEPT_APART = ['electron', 'jiti', 'libpg-query', 'pg-native', 'pg-cloudflare'];

/** What packages load as they start and nobody here uses, as modules that stand in for it. */
const STAND_INS: Readonly<Record<string, string>> = {
  // pg looks at the global Response to know Cloudflare, and Node 20 loads all of fetch for that: 20 ms.
  'pg/lib/stream': `exports.getStream = () => new (require('node:net').Socket)();
    exports.getSecureStream = (options) => require('node:tls').connect(options);`,
};

export default defineConfig({
  root: join(checkout, 'renderer'),
  // The hosts serve the page from different places: below app://lockstep/ and at a path of their own.
  base: './',
  plugins: [react(), sayCommonJs(), makeExecutable('cli.js'), leaveOutUnused()],
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
    // One file instead of hundreds: finding and reading those is most of what a short command would cost.
    resolve: { noExternal: true },
    build: {
      outDir: join(checkout, 'dist/node'),
      emptyOutDir: true,
      target: 'node20',
      sourcemap: true,
      minify: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: programs,
        external: [...KEPT_APART],
        // Chunks lie beside the programs, so that new URL('./runner.js', import.meta.url) is right in all of them.
        // CommonJS starts faster by 10 ms and more, and `lockstep upgrade` starts two programs one after the other.
        output: {
          format: 'cjs',
          dynamicImportInCjs: true,
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
        },
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

function leaveOutUnused(): Plugin {
  return {
    name: 'lockstep:leave-out-unused',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'node',
    resolveId(id, importer = '') {
      const name = id === './stream' && /[\\/]pg[\\/]lib[\\/]/.test(importer) ? 'pg/lib/stream' : id;
      return name in STAND_INS ? { id: `\0stand-in:${name}.cjs`, moduleSideEffects: true } : null;
    },
    load: (id) => STAND_INS[id.replace(/^\0stand-in:(.*)\.cjs$/, '$1')] ?? null,
  };
}

function existing(entries: Record<string, string>): Record<string, string> {
  const found = Object.entries(entries).map(([name, path]) => [name, join(checkout, path)] as const);
  return Object.fromEntries(found.filter(([, path]) => existsSync(path)));
}

function hasAny(entries: Record<string, string>): boolean {
  return Object.keys(entries).length > 0;
}

/** The package's own files are ES modules; what is built for Node is not. */
function sayCommonJs(): Plugin {
  return {
    name: 'lockstep:say-commonjs',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'node',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "commonjs" }\n' });
    },
  };
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

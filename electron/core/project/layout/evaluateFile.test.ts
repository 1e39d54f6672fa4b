/** What a file is read as, without running it, is what running it gives: here both are done. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { evaluateFile } from './evaluateFile';
import { NotStatic } from './readValue';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'lockstep-evaluate-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const ENV = { DB_NAME: 'shop', DB_PORT: '6000', NODE_ENV: 'test', EMPTY: '' };

/** As dotenv does, which is not among our packages. */
const DOTENV = `exports.config = ({ path = require('path').resolve('.env'), override = false } = {}) => {
  for (const each of [].concat(path)) {
    let said = {};
    try { said = require('util').parseEnv(require('fs').readFileSync(each, 'utf8')); } catch {}
    for (const name in said) if (override || process.env[name] === undefined) process.env[name] = said[name];
  }
};`;

const FILES = {
  'node_modules/dotenv/index.js': DOTENV,
  'node_modules/dotenv/config.js': `require('./index').config();`,
  '.env': 'DB_NAME=from_file\nDB_USER=dana\nQUOTED="a b"\n',
  'other.env': 'DB_USER=other\nONLY=other\n',
  'lib/base.js': `module.exports = { host: 'db.local', ports: [1, 2] };`,
  'lib/base.json': '{ "host": "json.local" }',
  'lib/env.js': `require('dotenv').config();\nexports.get = (name, fallback = 'none') => process.env[name] || fallback;`,
  'lib/named.mjs': `export const host = 'named';\nexport default { host: 'default' };\nexport { host as other };`,
  'lib/compiled.js': `Object.defineProperty(exports, '__esModule', { value: true });\nexports.default = { a: 1 };\nexports.b = 2;`,
  'lib/index.js': `exports.here = __dirname;`,
};

const COMMONJS: readonly string[] = [
  `module.exports = { a: 'b', 'c-d': 1, 2: true, n: null, list: ['x', , 'y'], neg: -1.5 };`,
  `var config = { a: 1 };\nlet other = { b: 2 };\nmodule.exports = { config, other };`,
  `const { resolve, join: put } = require('path');\nmodule.exports = { a: resolve('x', 'y'), b: put(__dirname, '..', 'z') };`,
  `const path = require('node:path');\nmodule.exports = { a: path.join(process.cwd(), 'x'), b: path.dirname(__filename), c: path.sep };`,
  `exports = module.exports = { a: 1 };`,
  `module.exports = exports = { a: 1 };\nmodule.exports.b = 2;\nexports['c'] = 3;`,
  `const { DB_NAME, DB_USER: user = 'me', NODE_ENV: mode } = process.env;\nmodule.exports = { DB_NAME, user, mode };`,
  `const { env } = process;\nmodule.exports = { a: env.DB_NAME, b: env['DB_PORT'], c: env.NOT_THERE, d: env.NOT_THERE || 'x', e: env.EMPTY ?? 'y', f: env.EMPTY || 'z' };`,
  `module.exports = { port: parseInt(process.env.DB_PORT, 10), plus: +process.env.DB_PORT, number: Number(process.env.DB_PORT) + 1, text: 'p' + process.env.DB_PORT };`,
  `module.exports = { a: \`postgres://u@h/\${process.env.DB_NAME}\`, b: \`\${1}\${true}\` };`,
  `module.exports = { a: process.env.NODE_ENV === 'test' ? 'yes' : 'no', b: !process.env.NOT_THERE, c: typeof process.env.NOT_THERE, d: process.env.NOT_THERE == null };`,
  `const base = { a: 1, in: { b: 2 } };\nmodule.exports = { ...base, a: 3, again: base.in.b, ...(process.env.NOT_THERE && { never: 1 }) };`,
  `const base = require('./lib/base');\nmodule.exports = { ...base, first: base.ports[0], count: base.ports.length, more: [...base.ports, 3] };`,
  `module.exports = { ...require('./lib/base.json'), dir: require('./lib').here };`,
  `const { get } = require('./lib/env');\nmodule.exports = { a: get('DB_USER'), b: get('NOT_THERE'), c: get('NOT_THERE', 'd'), q: get('QUOTED') };`,
  `require('dotenv').config({ path: 'other.env' });\nmodule.exports = { user: process.env.DB_USER, name: process.env.DB_NAME };`,
  `require('dotenv').config({ path: __dirname + '/.env', override: true });\nmodule.exports = { name: process.env.DB_NAME };`,
  `const dotenv = require('dotenv');\ndotenv.config({ path: ['other.env', '.env'] });\nmodule.exports = { user: process.env.DB_USER, only: process.env.ONLY };`,
  `require('dotenv/config');\nmodule.exports = { user: process.env.DB_USER };`,
  `require('./lib/env');\nmodule.exports = { user: process.env.DB_USER || 'not loaded' };`,
  `const env = (name, fallback) => process.env[name] ?? fallback;\nmodule.exports = { a: env('DB_NAME', 'x'), b: env('NOT_THERE', 'x') };`,
  `function make(name) { const suffix = '_' + name; return { database: 'shop' + suffix }; }\nmodule.exports = { test: make('test') };`,
  `module.exports = Object.assign({}, { a: 1, b: 1 }, { b: 2 });`,
  `module.exports = Object.freeze({ a: 1 });`,
  `const fs = require('fs');\nmodule.exports = JSON.parse(fs.readFileSync('./lib/base.json', 'utf8'));`,
  `const fs = require('fs');\nmodule.exports = { a: fs.readFileSync(__dirname + '/other.env', 'utf8').trim() };`,
  `const key = 'name';\nmodule.exports = { [key]: 1, ['x' + key]: 2, 'y': [key] };`,
  `module.exports = { a: require('./lib/compiled').default.a, b: require('./lib/compiled').b };`,
  `const a = { x: 1 };\nconst b = { ...a };\nconsole.log(a);\nmodule.exports = { a, b };`,
  `const a = { x: 1 };\nmodule.exports = { a: a?.x, b: a.y?.z };`,
  `const path = 'x';\nmodule.exports = { path };`,
];

const MODULES: readonly string[] = [
  `import path, { join } from 'path';\nexport default { a: join('a', 'b'), b: path.basename('/x/y') };`,
  `import { fileURLToPath } from 'node:url';\nimport { dirname } from 'path';\nconst here = dirname(fileURLToPath(import.meta.url));\nexport default { here };`,
  `import named, { host, other as renamed } from './lib/named.mjs';\nimport * as all from './lib/named.mjs';\nexport default { host, renamed, d: named.host, all: all.host };`,
  `import base from './lib/base.js';\nimport { b } from './lib/compiled.js';\nexport default { host: base.host, b };`,
  `import 'dotenv/config.js';\nexport default { user: process.env.DB_USER };`,
  `import { config } from 'dotenv';\nconfig();\nexport const a = process.env.DB_USER;\nconst b = 2;\nexport { b, b as c };\nexport default { a };`,
  `export { host, default } from './lib/named.mjs';`,
];

interface Case {
  readonly path: string;
  readonly text: string;
  readonly ran: unknown;
}

const cases = runAll();

test.each(cases.map((each) => [each.text, each] as const))('%s', (_, { path, ran }) => {
  const read = evaluateFile(path, { root, env: { ...ENV } });
  expect(asJson(read)).toEqual(ran);
});

test.each([
  ['an object that is changed', 'const a = { b: { c: 1 } };\na.b.c = 2;\nmodule.exports = a;'],
  ['a part that is changed', 'const a = { b: { c: 1 } };\nconst { b } = a;\nb.c = 2;\nmodule.exports = a;'],
  ['a name that is assigned', 'let a = 1;\nif (process.env.CI) a = 2;\nmodule.exports = a;'],
  ['a name that is declared twice', 'var a = 1;\nmodule.exports = { a };\nvar a = 2;'],
  ['a name that is counted up', 'let a = 1;\na++;\nmodule.exports = { a: a };'],
  ['exports that are changed', 'module.exports = { a: { b: 1 } };\nmodule.exports.a.b = 2;'],
  ['exports that are changed in a branch', 'exports.a = 1;\nif (process.env.CI) exports.a = 2;'],
  ['exports that are handed over', `module.exports = { a: 1 };\nrequire('x')(module.exports);`],
  ['exports that are extended', 'module.exports = { a: 1 };\nObject.assign(module.exports, { a: 2 });'],
  [
    'an object that is handed over',
    `const a = { b: 1 };\nrequire('lodash').merge(a, {});\nmodule.exports = a;`,
  ],
  ['a list that is added to', `const a = [];\na.push('x');\nmodule.exports = a;`],
  ['a deleted key', 'const a = { b: 1 };\ndelete a.b;\nmodule.exports = a;'],
  ['a variable that the file sets', `process.env.DB_NAME = 'x';\nmodule.exports = process.env.DB_NAME;`],
  ['the answer of a package', `module.exports = require('config').get('db');`],
  ['what a package decides', `module.exports = require('config').isLive ? 'live' : 'test';`],
  ['a text made of a package', `module.exports = \`\${require('app-root-path')}/db\`;`],
  ['a text made of nothing', `module.exports = \`\${process.env.NOT_THERE}/db\`;`],
  ['a function with work to do', 'module.exports = () => { console.log(1); return { a: 1 }; };'],
  ['a callback', 'module.exports = (done) => done(null, { a: 1 });'],
  ['an answer that is not awaited', 'const load = async () => ({ a: 1 });\nmodule.exports = load();'],
  ['a getter', `const a = { get b() { return 1; } };\nmodule.exports = a.b;`],
  ['what is inherited', 'const a = { b: 1 };\nmodule.exports = { __proto__: a };'],
  ['what every object has', 'const a = {};\nmodule.exports = a.constructor;'],
  ['a comparison of objects', 'const a = {};\nmodule.exports = a === a ? 1 : 2;'],
  [
    'a variable that another package may load',
    `require('dotenv-flow').config();\nmodule.exports = process.env.DB_USER || 'x';`,
  ],
  ['what another file exports for it', `export * from './lib/named.mjs';`],
  ['a class', 'module.exports = class {};'],
  ['arithmetic', 'module.exports = 2 * 3;'],
])('%s is not guessed at', (_, text) => {
  const path = write('unknown.js', text);
  expect(() => asJson(evaluateFile(path, { root, env: { ...ENV } }))).toThrow(NotStatic);
});

const DOUBLED = Array.from({ length: 40 }, (_, n) => `const a${n + 1} = a${n} + a${n};`).join('\n');
const LISTED = Array.from({ length: 40 }, (_, n) => `const a${n + 1} = [a${n}, a${n}];`).join('\n');

test.each([
  ['parentheses without end', `module.exports = ${'('.repeat(100_000)}`],
  ['lists in lists', `module.exports = ${'['.repeat(5000)}${']'.repeat(5000)}`],
  ['a sum without end', `require('dotenv').config();\nmodule.exports = ${`'a' + `.repeat(30_000)}'a';`],
  ['members of members', `const a = {};\nmodule.exports = a${'.b'.repeat(50_000)};`],
  ['texts that double', `const a0 = 'aaaaaaaa';\n${DOUBLED}\nmodule.exports = a40;`],
  ['lists that double', `const a0 = 'aaaaaaaa';\n${LISTED}\nmodule.exports = a40;`],
  ['a name made of itself', 'const a = { ...a };\nmodule.exports = a;'],
  ['a function that calls itself', 'const a = (b) => a(a(b));\nmodule.exports = a(1);'],
  ['a file that needs itself', `module.exports = require('./unknown.js');`],
  ['a device', `module.exports = require('/dev/zero');`],
  ['a file of the user’s, outside of the project', `module.exports = require('/etc/passwd');`],
  ['its text', `module.exports = require('fs').readFileSync('/etc/hostname', 'utf8');`],
  ['more than 256 KiB', `module.exports = '${'a'.repeat(300_000)}';`],
  ['a syntax error', 'module.exports = {'],
  ['nothing', ''],
])('%s ends soon, and is said', (_, text) => {
  const path = write('unknown.js', text);
  const begun = performance.now();
  expect(() => evaluateFile(path, { root, env: {} })).toThrow(NotStatic);
  expect(performance.now() - begun).toBeLessThan(2000);
});

/** Each in a process of its own kind once, with the same variables. */
function runAll(): readonly Case[] {
  for (const [path, text] of Object.entries(FILES)) write(path, text);
  const all = [
    ...COMMONJS.map((text, index) => ({ text, path: write(`case${index}.js`, text) })),
    ...MODULES.map((text, index) => ({ text, path: write(`module${index}.mjs`, text) })),
  ];
  const code = `const told = console.log; console.log = () => {};
    const first = { ...process.env };
    for (const path of ${JSON.stringify(all.map(({ path }) => path))}) {
      for (const name in process.env) delete process.env[name];
      Object.assign(process.env, first);
      for (const name in require.cache) delete require.cache[name];
      const found = await import(require('url').pathToFileURL(path));
      told(JSON.stringify(path.endsWith('.mjs') ? found.default : require(path)));
    }`;
  const wrapped = `(async () => { ${code} })()`;
  const told = execFileSync(process.execPath, ['-e', wrapped], { cwd: root, env: ENV, encoding: 'utf8' });
  const lines = told.trim().split('\n');
  return all.map((each, index) => ({ ...each, ran: JSON.parse(lines[index] ?? '') }));
}

function write(path: string, text: string): string {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  return join(root, path);
}

/** Nothing unknown may be left. */
function asJson(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, each) => {
      if (each instanceof NotStatic && !('variable' in each)) throw each;
      return each instanceof NotStatic ? undefined : each;
    }),
  );
}

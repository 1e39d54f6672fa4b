import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RevisionFormat } from '../project';
import { NOTHING_STATED, type StatedPlaceOfFile } from './checkPlace';
import { readStatedPlace } from './readStatedPlace';

type Case = readonly [text: string, format: RevisionFormat, stated: Partial<StatedPlaceOfFile>];

const FORMS: readonly Case[] = [
  [`export const lockstep = { revises: 'a' };`, 'js', { revises: ['a'] }],
  [`import x from 'x';\nawait x();\nexport const lockstep = { revises: 'a' };`, 'js', { revises: ['a'] }],
  [`export const lockstep: Place = { revises: ['a', "b"] };`, 'ts', { revises: ['a', 'b'] }],
  [`export const lockstep = { revises: 'a' } as const;`, 'ts', { revises: ['a'] }],
  [`export const lockstep = { revises: 'a' } satisfies Place;`, 'ts', { revises: ['a'] }],
  [`const lockstep = { revises: 'a' };\nexport { lockstep };`, 'js', { revises: ['a'] }],
  [`const place = { revises: 'a' };\nexport { place as lockstep };`, 'js', { revises: ['a'] }],
  [`export default { lockstep: { revises: 'a' }, up() {}, down() {} };`, 'js', { revises: ['a'] }],
  [`const it = { lockstep: { revises: 'a' }, up };\nexport default it;`, 'js', { revises: ['a'] }],
  [`export default { lockstep: { revises: 'a' } } satisfies Revision;`, 'ts', { revises: ['a'] }],
  [`export = { lockstep: { revises: 'a' } };`, 'ts', { revises: ['a'] }],
  [`module.exports = { lockstep: { revises: 'a' }, up() {} };`, 'js', { revises: ['a'] }],
  [`module.exports = { 'lockstep': { 'revises': 'a' } };`, 'js', { revises: ['a'] }],
  [`const lockstep = { revises: 'a' };\nmodule.exports = { lockstep, up() {} };`, 'js', { revises: ['a'] }],
  [`module.exports.lockstep = { revises: 'a' };`, 'js', { revises: ['a'] }],
  [`module.exports['lockstep'] = { revises: 'a' };`, 'js', { revises: ['a'] }],
  [`exports.lockstep = { revises: 'a' };`, 'js', { revises: ['a'] }],
  [`exports = module.exports = { lockstep: { revises: 'a' } };`, 'js', { revises: ['a'] }],
  [`'use strict';\nreturn;\nmodule.exports.lockstep = { revises: 'a' };`, 'js', { revises: ['a'] }],
  [`#!/usr/bin/env node\nexports.lockstep = { revises: 'a' };`, 'js', { revises: ['a'] }],
  [`exports.up = exports.lockstep = void 0;\nexports.lockstep = { revises: 'a' };`, 'js', { revises: ['a'] }],
  [`const lockstep = exports.lockstep = { revises: 'a' };`, 'js', { revises: ['a'] }],
  [`exports.default = { lockstep: { revises: 'a' } };`, 'js', { revises: ['a'] }],
  [`\uFEFFexport const lockstep = {\r\n  revises: 'a',\r\n};\r\n`, 'js', { revises: ['a'] }],
  ['export const lockstep = { revises: `a` };', 'js', { revises: ['a'] }],
  [`const A = 'a';\nexport const lockstep = { revises: [A, 'b'] };`, 'js', { revises: ['a', 'b'] }],
  [`export const lockstep = { revises: ['a', 'a'] };`, 'js', { revises: ['a'] }],
  [`export const lockstep = { revises: null };`, 'js', { revises: [] }],
  [`export const lockstep = { revises: [] };`, 'js', { revises: [] }],
  [`export const lockstep = { revises: undefined };`, 'js', { revises: null }],
  [`export const lockstep = {};`, 'js', { revises: null }],
  [
    `exports.lockstep = { branch: 'billing', dependsOn: 'b' };`,
    'js',
    { branch: 'billing', dependsOn: ['b'] },
  ],
  [`exports.lockstep = { dependsOn: ['b', 'c'] };`, 'js', { dependsOn: ['b', 'c'] }],
  [`exports.lockstep = { transaction: false };`, 'js', { declaredNone: true }],
  [`exports.lockstep = { transaction: true };`, 'js', { declaredNone: false }],
  [`exports.lockstep = { lockTimeout: '5s' };`, 'js', { lockTimeoutMs: 5000 }],
  [`exports.lockstep = { lockTimeout: '500ms' };`, 'js', { lockTimeoutMs: 500 }],
  [`exports.lockstep = { lockTimeout: '1.5 min' };`, 'js', { lockTimeoutMs: 90_000 }],
  [`exports.lockstep = { lockTimeout: 250 };`, 'js', { lockTimeoutMs: 250 }],

  [
    '-- lockstep:\n--   revises: a\n--   transaction: false\nSELECT 1;',
    'sql',
    { revises: ['a'], declaredNone: true },
  ],
  ['-- lockstep:\n--   revises:\n--     - a\n--     - b\n', 'sql', { revises: ['a', 'b'] }],
  [
    '-- lockstep: { revises: [a, b], lockTimeout: 5s }\n',
    'sql',
    { revises: ['a', 'b'], lockTimeoutMs: 5000 },
  ],
  ['-- lockstep: { revises: [a,\n--   b] }\n', 'sql', { revises: ['a', 'b'] }],
  ['-- lockstep: transaction: false\nVACUUM;', 'sql', { declaredNone: true }],
  ['--lockstep: transaction: false\r\nVACUUM;', 'sql', { declaredNone: true }],
  ['-- lockstep: revises: null\nSELECT 1;', 'sql', { revises: [] }],
  [
    '\uFEFF-- lockstep:\r\n--   revises: a\r\n--   branch: b\r\nSELECT 1;\r\n',
    'sql',
    { revises: ['a'], branch: 'b' },
  ],
  ['/* lockstep: { revises: a } */ SELECT 1;', 'sql', { revises: ['a'] }],
  ['/* lockstep:\n   revises: a\n   dependsOn: b */\nSELECT 1;', 'sql', { revises: ['a'], dependsOn: ['b'] }],
  ['/*\n * Adds a. /* nested */\n * lockstep:\n *   revises: a\n * More.\n */', 'sql', { revises: ['a'] }],
  ['-- A title.\n\n/* More. */\n-- lockstep:\n--   revises: a\n-- The rest.\n', 'sql', { revises: ['a'] }],
  [
    '-- lockstep:\n--\n--   revises: a\n--\n--   branch: b\n--\n-- Text.',
    'sql',
    { revises: ['a'], branch: 'b' },
  ],
];

test.each(FORMS)('%j, %s, states %j', (text, format, stated) => {
  expect(readStatedPlace(text, format)).toEqual({ ...NOTHING_STATED, ...stated });
});

const MENTIONS: readonly (readonly [text: string, format: RevisionFormat])[] = [
  [`// export const lockstep = { revises: 'a' };`, 'js'],
  [`/* module.exports.lockstep = { revises: 'a' }; */\nmodule.exports = { up() {} };`, 'js'],
  [`const text = "module.exports.lockstep = { revises: 'a' }";`, 'js'],
  ["exports.up = (q) => q.query(`export const lockstep = { revises: 'a' };`);", 'js'],
  [`module.exports = { up: (q, S) => q.addColumn('a', 'b', { lockstep: S.INTEGER }) };`, 'js'],
  [`module.exports = { ...base, up: (q) => q.addColumn('lockstep') };`, 'js'],
  [`function lockstep() {}\nexports.up = () => lockstep();`, 'js'],
  [`const lockstep = require('lockstep');\nexports.up = lockstep.up;`, 'js'],
  [`exports.up = async () => { const lockstep = { revises: 'a' }; };`, 'js'],
  [`exports = { lockstep: { revises: 'a' } };`, 'js'],
  [`settings.lockstep = { revises: 'a' };`, 'js'],
  [`type lockstep = { revises: 'a' };\nexport const up = 1;`, 'ts'],
  ['CREATE TABLE lockstep ();\n-- lockstep:\n--   revises: a\n', 'sql'],
  ["INSERT INTO t VALUES ('\n-- lockstep: transaction: false');", 'sql'],
  ['-- In lockstep: with the others\nSELECT 1;', 'sql'],
  ['-- the lockstep way\nSELECT 1;', 'sql'],
  ['SELECT 1; /* lockstep: { revises: a } */', 'sql'],
];

test.each(MENTIONS)('%j, %s, only mentions the word', (text, format) => {
  expect(readStatedPlace(text, format)).toEqual(NOTHING_STATED);
});

const BAD: readonly (readonly [text: string, format: RevisionFormat, problem: RegExp])[] = [
  [
    `\nexports.lockstep = { revise: 'a' };`,
    'js',
    /^Line 2: lockstep has no key “revise”; write one of revises, /,
  ],
  [
    `exports.lockstep = {\n  revises: 3 };`,
    'js',
    /^Line 2: revises must be a name in quotes, an array .* null for base\.$/,
  ],
  [`exports.lockstep = { revises: ['a', 3] };`, 'js', /^Line 1: revises must be/],
  [`exports.lockstep = { revises: '' };`, 'js', /^Line 1: revises must be/],
  [`exports.lockstep = { branch: 'a b' };`, 'js', /^Line 1: branch must be a label in quotes/],
  [`exports.lockstep = { branch: 'a@b' };`, 'js', /^Line 1: branch must be a label in quotes/],
  [`exports.lockstep = { dependsOn: null };`, 'js', /^Line 1: dependsOn must be/],
  [`exports.lockstep = { transaction: 'false' };`, 'js', /^Line 1: transaction must be true or false\.$/],
  [`exports.lockstep = { lockTimeout: '5 weeks' };`, 'js', /^Line 1: lockTimeout must be a time in quotes/],
  [`exports.lockstep = { lockTimeout: 0 };`, 'js', /^Line 1: lockTimeout must be/],
  [`exports.lockstep = { lockTimeout: -5 };`, 'js', /^Line 1: lockTimeout must be/],
  [`exports.lockstep = { lockTimeout: '99999min' };`, 'js', /^Line 1: lockTimeout must be/],
  [`exports.lockstep = { __proto__: null };`, 'js', /^Line 1: lockstep has no key “__proto__”/],
  [
    `exports.lockstep = { revises: name() };`,
    'js',
    /^Line 1: revises can’t be read without running the file; write a name/,
  ],
  [`exports.lockstep = { revises: \`a\${1}\` };`, 'js', /^Line 1: revises can’t be read without running/],
  [`exports.lockstep = { revises: ['a', ...more] };`, 'js', /^Line 1: revises can’t be read without running/],
  [
    `let a = 'a';\nexports.lockstep = { revises: a };`,
    'js',
    /^Line 2: revises can’t be read without running/,
  ],
  [
    `const a = b, b = a;\nexports.lockstep = { revises: a };`,
    'js',
    /^Line 2: revises can’t be read without running/,
  ],
  [
    `exports.lockstep = { get revises() { return 'a'; } };`,
    'js',
    /^Line 1: revises can’t be read without running/,
  ],
  [
    `exports.lockstep = {\n  ...base };`,
    'js',
    /^Line 2: this part of lockstep can’t be read without running/,
  ],
  [`exports.lockstep = { [key]: 'a' };`, 'js', /^Line 1: this part of lockstep can’t be read/],
  [
    `exports.lockstep = place();`,
    'js',
    /^Line 1: lockstep can’t be read without running the file; write an object/,
  ],
  [
    `exports.lockstep = 'a';`,
    'js',
    /^Line 1: lockstep can’t be read without running the file; write an object/,
  ],
  [`import { lockstep } from './a';\nexport { lockstep };`, 'js', /^Line 2: lockstep can’t be read without/],
  [`export { lockstep } from './a';`, 'js', /^Line 1: lockstep is an export from another file/],
  [`export let lockstep = { revises: 'a' };`, 'js', /^Line 1: lockstep is “let”, which can’t be read/],
  [
    `const lockstep = { revises: 'a' };\nexport const up = 1;`,
    'js',
    /^Line 1: lockstep is declared but not exported/,
  ],
  [
    `module.exports = define({\n  lockstep: { revises: 'a' } });`,
    'js',
    /^Line 2: lockstep is an expression, which/,
  ],
  [
    `module.exports = { ...{ lockstep: { revises: 'a' } } };`,
    'js',
    /^Line 1: lockstep is an expression, which/,
  ],
  [`module.exports = { lockstep() {} };`, 'js', /^Line 1: lockstep is a function, which/],
  [
    `module.exports = new (class { lockstep = { revises: 'a' } })();`,
    'js',
    /^Line 1: lockstep is an expression/,
  ],
  [
    `Object.defineProperty(exports, 'lockstep', { get });`,
    'js',
    /^Line 1: lockstep is Object.defineProperty/,
  ],
  [
    `exports.lockstep = {};\nmodule.exports.lockstep = {};`,
    'js',
    /^Line 2: the file exports lockstep a second time/,
  ],
  [`exports.lockstep = {};\nconst = 3;`, 'js', /^Line 2: Unexpected token\. Where this revision belongs/],
  [`export const lockstep: Place = {};`, 'js', /^Line 1: /],
  ['-- lockstep: { revise: a }', 'sql', /^Line 1: lockstep has no key “revise”/],
  ['-- lockstep: hello\nSELECT 1;', 'sql', /^Line 1: nothing that can be read follows lockstep:\. Write/],
  ['-- lockstep:\n-- revises: a\nSELECT 1;', 'sql', /^Line 1: nothing that can be read follows/],
  ['-- lockstep: { revises: a\nSELECT 1;', 'sql', /^Line 1: this is no YAML: /],
  ['-- A.\n-- lockstep:\n--   revises: a\n--  branch: b\n', 'sql', /^Line 4: this is no YAML: /],
  ['-- lockstep:\n--   revises: a\n--   revises: b\n', 'sql', /^Line 3: this is no YAML: /],
  ['-- lockstep:\n--   revises: 20260101\n', 'sql', /^Line 2: revises must be a name in quotes/],
  [
    '-- lockstep: { revises: a }\n-- lockstep: { revises: b }\n',
    'sql',
    /^Line 2: lockstep: stands here a second time/,
  ],
];

test.each(BAD)('%j, %s, is told', (text, format, problem) => {
  const { problems, ...stated } = readStatedPlace(text, format);
  expect(problems).toEqual([expect.stringMatching(problem)]);
  expect(stated).toEqual({
    revises: null,
    branch: null,
    dependsOn: [],
    lockTimeoutMs: null,
    declaredNone: false,
  });
});

test('what is right counts beside what is wrong', () => {
  const place = readStatedPlace(`exports.lockstep = { revises: 'a', transaction: 1, branch: 'b' };`, 'js');
  expect(place).toMatchObject({
    revises: ['a'],
    branch: 'b',
    problems: [expect.stringMatching(/transaction/)],
  });
});

test('any text at all is read without an error', () => {
  const pieces = fc.constantFrom(
    'lockstep',
    ' ',
    ':',
    '--',
    '/*',
    '*/',
    '\n',
    '{',
    '}',
    '=',
    'export const ',
    "'",
    'a',
  );
  const text = fc.oneof(
    fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join('')),
    fc.string(),
  );
  fc.assert(
    fc.property(text, fc.constantFrom<RevisionFormat>('js', 'ts', 'sql'), (some, format) => {
      for (const problem of readStatedPlace(`lockstep${some}`, format).problems)
        expect(problem).toMatch(/^Line \d+: .+\.$/s);
      readStatedPlace(`-- lockstep:${some}`, format);
    }),
    { numRuns: 2000 },
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RevisionFormat } from '../project';
import type { PlaceChange } from './placeEdits';
import { readStatedPlace } from './readStatedPlace';
import { writeStatedPlace } from './writeStatedPlace';

type Case = readonly [before: string, format: RevisionFormat, change: PlaceChange, after: string];

const ON_A: PlaceChange = { revises: ['a'] };

const CODE: readonly Case[] = [
  ['', 'js', ON_A, `module.exports.lockstep = { revises: 'a' };`],
  [`exports.up = up;\n`, 'js', ON_A, `exports.up = up;\n\nmodule.exports.lockstep = { revises: 'a' };\n`],
  [
    `exports.up = "up";\r\n`,
    'js',
    ON_A,
    `exports.up = "up";\r\n\r\nmodule.exports.lockstep = { revises: "a" };\r\n`,
  ],
  [
    `'use strict';\n\n/** @type {Migration} */\nmodule.exports = {\n  async up() {},\n};\n`,
    'js',
    { revises: ['a', 'b'], branch: 'c' },
    `'use strict';\n\n/** @type {Migration} */\nmodule.exports = {\n  lockstep: { revises: ['a', 'b'], branch: 'c' },\n  async up() {},\n};\n`,
  ],
  [
    `module.exports = { up, down };`,
    'js',
    ON_A,
    `module.exports = { lockstep: { revises: 'a' }, up, down };`,
  ],
  [`module.exports = {up};`, 'js', ON_A, `module.exports = {lockstep: { revises: 'a' }, up};`],
  [
    `const it = { up };\nmodule.exports = it;`,
    'js',
    ON_A,
    `const it = { lockstep: { revises: 'a' }, up };\nmodule.exports = it;`,
  ],
  [
    `module.exports = make();\n// The end.\n`,
    'js',
    ON_A,
    `module.exports = make();\n// The end.\n\nmodule.exports.lockstep = { revises: 'a' };\n`,
  ],
  [
    `import a from "a";\nimport b from "b"; // b\n\nexport const up = 1;\n`,
    'js',
    ON_A,
    `import a from "a";\nimport b from "b"; // b\n\nexport const lockstep = { revises: "a" };\n\nexport const up = 1;\n`,
  ],
  [`export const up = 1;`, 'js', ON_A, `export const lockstep = { revises: 'a' };\n\nexport const up = 1;`],
  [
    `/** Goes up. */\nexport const up = 1;`,
    'js',
    ON_A,
    `export const lockstep = { revises: 'a' };\n\n/** Goes up. */\nexport const up = 1;`,
  ],
  [
    `// @ts-nocheck\nexport const up = 1;`,
    'ts',
    ON_A,
    `// @ts-nocheck\n\nexport const lockstep = { revises: 'a' };\nexport const up = 1;`,
  ],
  [
    `/* Licence */\n\nexport const up = 1;`,
    'ts',
    ON_A,
    `/* Licence */\n\nexport const lockstep = { revises: 'a' };\n\nexport const up = 1;`,
  ],
  [
    `#!/usr/bin/env node\nexport const up = 1;`,
    'js',
    ON_A,
    `#!/usr/bin/env node\n\nexport const lockstep = { revises: 'a' };\nexport const up = 1;`,
  ],
  [
    `import a from 'a'; export const up = a;`,
    'ts',
    ON_A,
    `import a from 'a';\n\nexport const lockstep = { revises: 'a' };\n\n export const up = a;`,
  ],
  [
    `\uFEFFexport const up = 1;\r\n`,
    'ts',
    ON_A,
    `\uFEFFexport const lockstep = { revises: 'a' };\r\n\r\nexport const up = 1;\r\n`,
  ],
  [`export = { up };`, 'ts', ON_A, `export = { lockstep: { revises: 'a' }, up };`],
  [
    `export const lockstep = { revises: 'b' }; // why`,
    'js',
    ON_A,
    `export const lockstep = { revises: 'a' }; // why`,
  ],
  [
    `export const lockstep: Place = { revises: ["b", 'c'] } as const;`,
    'ts',
    { revises: [] },
    `export const lockstep: Place = { revises: null } as const;`,
  ],
  [
    `const revises = 'b';\nexports.lockstep = { revises };`,
    'js',
    ON_A,
    `const revises = 'b';\nexports.lockstep = { revises: 'a' };`,
  ],
  [
    `export const lockstep = {\n  // Builds an index.\n  transaction: false, // CONCURRENTLY\n};`,
    'js',
    ON_A,
    `export const lockstep = {\n  revises: 'a',\n  // Builds an index.\n  transaction: false, // CONCURRENTLY\n};`,
  ],
  [
    `export const lockstep = { transaction: false };`,
    'js',
    ON_A,
    `export const lockstep = { revises: 'a', transaction: false };`,
  ],
  [
    `exports.lockstep = { revises: 'b', transaction: false };`,
    'js',
    { revises: null },
    `exports.lockstep = { transaction: false };`,
  ],
  [
    `exports.lockstep = { transaction: false, revises: 'b' };`,
    'js',
    { revises: null },
    `exports.lockstep = { transaction: false };`,
  ],
  [
    `exports.lockstep = {\n  // One.\n  revises: 'b', // Two.\n  branch: 'b',\n};`,
    'js',
    { revises: null },
    `exports.lockstep = {\n  // One. // Two.\n  branch: 'b',\n};`,
  ],
  [`exports.lockstep = { revises: 'b' };\nexports.up = 1;\n`, 'js', { revises: null }, `exports.up = 1;\n`],
  [`exports.lockstep = { revises: 'b' }; exports.up = 1;\n`, 'js', { revises: null }, ` exports.up = 1;\n`],
  [
    `module.exports = {\n  lockstep: { revises: 'b' },\n  up,\n};\n`,
    'js',
    { revises: null },
    `module.exports = {\n  up,\n};\n`,
  ],
  [
    `const lockstep = { revises: 'b' };\nmodule.exports = { lockstep, up };`,
    'js',
    { revises: null },
    `const lockstep = {};\nmodule.exports = { lockstep, up };`,
  ],
  [
    `exports.lockstep = { revises: 'b', branch: 'c', dependsOn: 'd' };`,
    'js',
    { branch: 'x', dependsOn: [] },
    `exports.lockstep = { revises: 'b', branch: 'x' };`,
  ],
  [
    `exports.lockstep = { revises: 'b' };`,
    'js',
    { revises: [`it's \\ "a"\n`] },
    `exports.lockstep = { revises: 'it\\'s \\\\ "a"\\n' };`,
  ],
  [`exports.up = 1;\n`, 'js', { revises: null, dependsOn: [] }, `exports.up = 1;\n`],
  [`exports.up = 1;\n`, 'js', {}, `exports.up = 1;\n`],
];

const SQL: readonly Case[] = [
  ['', 'sql', ON_A, '-- lockstep:\n--   revises: a\n\n'],
  [
    'SELECT 1;\n',
    'sql',
    { revises: ['a', 'b'], branch: 'c' },
    '-- lockstep:\n--   revises: [a, b]\n--   branch: c\n\nSELECT 1;\n',
  ],
  [
    '\uFEFF--     Far in.\r\nSELECT 1;\r\n',
    'sql',
    ON_A,
    '\uFEFF-- lockstep:\r\n--   revises: a\r\n\r\n--     Far in.\r\nSELECT 1;\r\n',
  ],
  [
    '-- lockstep: transaction: false\nVACUUM;',
    'sql',
    ON_A,
    '-- lockstep: { transaction: false, revises: a }\nVACUUM;',
  ],
  ['-- lockstep: { revises: [b,\n--   c] } # why\n', 'sql', ON_A, '-- lockstep: { revises: a } # why\n'],
  [
    '-- lockstep:\n--   revises:\n--     - b\n--     - c\n--   transaction: false # why\nVACUUM;',
    'sql',
    ON_A,
    '-- lockstep:\n--   revises: a\n--   transaction: false # why\nVACUUM;',
  ],
  [
    '-- lockstep:\n--   transaction: false\nVACUUM;',
    'sql',
    ON_A,
    '-- lockstep:\n--   revises: a\n--   transaction: false\nVACUUM;',
  ],
  [
    '-- lockstep:\n--   revises: b # why\n--   branch: c\nSELECT 1;',
    'sql',
    { revises: null },
    '-- lockstep:\n--   branch: c\nSELECT 1;',
  ],
  [
    '-- lockstep:\n--   revises: b\nSELECT 1;',
    'sql',
    { revises: null, branch: 'c' },
    '-- lockstep:\n--   branch: c\nSELECT 1;',
  ],
  ['-- lockstep:\n--   revises: b\nSELECT 1;', 'sql', { revises: null }, 'SELECT 1;'],
  [
    '-- A title.\r\n-- lockstep:\r\n--   revises: b\r\n-- More.\r\n',
    'sql',
    { revises: null },
    '-- A title.\r\n-- More.\r\n',
  ],
  ['/* lockstep: { revises: b } */\n\nSELECT 1;', 'sql', { revises: null }, 'SELECT 1;'],
  [
    '/*\n * A title.\n * lockstep:\n *   revises: b\n */\nSELECT 1;',
    'sql',
    { revises: null },
    '/*\n * A title.\n */\nSELECT 1;',
  ],
  [
    '/* lockstep:\n   revises: b\n   branch: c */\n',
    'sql',
    { branch: null, dependsOn: ['d'] },
    '/* lockstep:\n   dependsOn: d\n   revises: b */\n',
  ],
  [
    '/* lockstep: { revises: b } */',
    'sql',
    { revises: ['a*/b', '2026', 'no', '-x'] },
    '/* lockstep: { revises: ["a\\x2a/b", "2026", "no", "-x"] } */',
  ],
];

test.each([...CODE, ...SQL])('%j, %s, with %j', (before, format, change, after) => {
  expect(writeStatedPlace(before, format, change)).toBe(after);
});

test.each([
  [`exports.lockstep = { revises: name() };`, 'js', /can’t be changed: Line 1: revises can’t be read/],
  [`exports.lockstep = place();`, 'js', /can’t be changed: Line 1: lockstep can’t be read/],
  [
    `import lockstep from 'lockstep';\nexport const up = lockstep;`,
    'js',
    /can’t be changed: Line \d: .*already been declared/,
  ],
  [`-- lockstep: hello`, 'sql', /can’t be changed: Line 1: nothing that can be read/],
  [`const = 3;`, 'js', /no JavaScript/],
] as const)('%j, %s, is refused', (text, format, message) => {
  expect(() => writeStatedPlace(text, format, ON_A)).toThrow(message);
});

test.each([
  ['exports.up = 1;', 'js', /transaction: false/],
  ['export const up = 1;', 'ts', /transaction: false/],
  ['SELECT 1;', 'sql', /^-- lockstep:\n-- {3}transaction: false\n/],
  ["exports.lockstep = { revises: 'a' };", 'js', /transaction: false, revises: 'a'/],
] as const)('%j, %s, runs outside of a transaction once that is stated', (text, format, written) => {
  const after = writeStatedPlace(text, format, { transaction: false });
  expect(after).toMatch(written);
  expect(readStatedPlace(after, format).declaredNone).toBe(true);
});

const name = fc.oneof(
  fc.stringMatching(/^\d{14}-[a-z][a-z-]{0,8}(\.js)?$/),
  fc.string({ minLength: 1 }).filter((text) => text.trim() === text),
);
const names = fc.uniqueArray(name, { maxLength: 3 });
const change: fc.Arbitrary<Required<Omit<PlaceChange, 'transaction'>>> = fc.record({
  revises: fc.option(names),
  branch: fc.option(fc.stringMatching(/^[a-z]{1,5}$/)),
  dependsOn: names,
});
const texts: fc.Arbitrary<readonly [string, RevisionFormat]> = fc.constantFrom(
  ...[...CODE, ...SQL].flatMap(([before, format, , after]) => [
    [before, format] as const,
    [after, format] as const,
  ]),
);

test('what is written is read, and taking it away again leaves the text as it was', () => {
  fc.assert(
    fc.property(texts, change, change, ([text, format], one, other) => {
      const first = writeStatedPlace(text, format, one);
      expect(readStatedPlace(first, format)).toMatchObject(one);
      const second = writeStatedPlace(first, format, other);
      expect(readStatedPlace(second, format)).toMatchObject(other);
      expect(withoutPlace(second, format)).toBe(withoutPlace(text, format));
    }),
    { numRuns: 1000 },
  );
}, 30_000);

test('a file that states nothing is as before once its place is taken away', () => {
  fc.assert(
    fc.property(texts, change, ([text, format], one) => {
      fc.pre(!/lockstep|; export/.test(text));
      const nothing: PlaceChange = { revises: null, branch: null, dependsOn: [] };
      expect(writeStatedPlace(writeStatedPlace(text, format, one), format, nothing)).toBe(text);
    }),
  );
});

/** All of the text but white space and what is stated. */
function withoutPlace(text: string, format: RevisionFormat): string {
  const bare = writeStatedPlace(text, format, { revises: null, branch: null, dependsOn: [] });
  return bare.replace(/[\s,{}#]|lockstep: transaction/g, '');
}

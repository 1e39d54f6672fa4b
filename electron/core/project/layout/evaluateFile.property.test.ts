/** Whatever a file does with its values: what is read without running it is what running it gives, or not known. */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { evaluateFile } from './evaluateFile';
import { NotSet, NotStatic } from './readValue';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'lockstep-property-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const ENV = { SET: 'one', EMPTY: '', NUMBER: '5433' };
const UNKNOWN = Symbol('unknown');

const key = fc.constantFrom('x', 'y', 'z');
const literal = fc.constantFrom(`'text'`, `''`, '1', '0', 'true', 'false', 'null', 'undefined');
const variable = fc.constantFrom('SET', 'EMPTY', 'UNSET', 'NUMBER').map((each) => `process.env.${each}`);

/** Of names that are declared before it. */
function expressionOf(...names: readonly string[]): fc.Arbitrary<string> {
  const name = fc.constantFrom(...names);
  const { expression } = fc.letrec<{ expression: string; operand: string }>((tie) => ({
    operand: fc.oneof({ maxDepth: 3 }, literal, variable, name, tie('expression')),
    expression: fc.oneof(
      { maxDepth: 3 },
      name,
      variable,
      fc.array(fc.tuple(key, tie('operand')), { maxLength: 3 }).map(objectOf),
      fc.tuple(name, key, tie('operand')).map(([from, to, value]) => `({ ...${from}, ${to}: ${value} })`),
      fc.array(tie('operand'), { maxLength: 2 }).map((all) => `[${all.join(', ')}]`),
      fc.tuple(name, key).map(([of, part]) => `${of}?.${part}`),
      fc.tuple(tie('operand'), operator, tie('operand')).map((all) => `(${all.join(' ')})`),
      fc
        .tuple(tie('operand'), tie('operand'), tie('operand'))
        .map(([if_, yes, no]) => `(${if_} ? ${yes} : ${no})`),
      tie('operand').map((value) => `\`<\${${value}}>\``),
      tie('operand').map((value) => `!${value}`),
      tie('operand').map((value) => `Number(${value})`),
      fc.tuple(name, tie('operand')).map(([of, given]) => `make(${of}, ${given})`),
      fc.tuple(name, name).map(([one, other]) => `Object.assign({}, ${one}, ${other})`),
    ),
  }));
  return expression;
}

const operator = fc.constantFrom('||', '??', '&&', '+', '===', '!==');
const anyName = fc.constantFrom('base', 'a', 'b', 'c');
const onObject = (of: string, statement: string) => `if (typeof ${of} === 'object' && ${of}) ${statement}`;

/** What may happen to the values before, or after, they are exported. */
const change = fc.oneof(
  { weight: 8, arbitrary: fc.constant('') },
  fc.tuple(anyName, key).map(([of, part]) => onObject(of, `${of}.${part} = 'changed';`)),
  fc
    .tuple(anyName, key, key)
    .map(([of, one, other]) => onObject(`${of}?.${one}`, `${of}.${one}.${other} = 1;`)),
  fc
    .tuple(fc.constantFrom('a', 'b', 'c'), literal)
    .map(([of, value]) => `if (process.env.SET) ${of} = ${value};`),
  fc.tuple(anyName, key).map(([of, part]) => `Object.assign(${of} ?? {}, { ${part}: 'assigned' });`),
  anyName.map((of) => `spoil(${of});`),
  anyName.map((of) => `spoil([${of}][0]);`),
  anyName.map((of) => onObject(of, `delete ${of}.x;`)),
);

const program = fc
  .record({
    a: expressionOf('base'),
    b: expressionOf('base', 'a'),
    c: expressionOf('base', 'a', 'b'),
    result: expressionOf('base', 'a', 'b', 'c'),
    changes: fc.array(change, { maxLength: 2 }),
    last: fc.oneof(change, fc.constant(`module.exports.added = 'last';`)),
  })
  .map(({ a, b, c, result, changes, last }) =>
    [
      `const base = { x: 1, y: { z: 'deep' }, z: ['listed'] };`,
      `let a = ${a};\nlet b = ${b};\nlet c = ${c};`,
      `const make = (one, other = 'nothing') => ({ one, other, all: [one, other] });`,
      `function spoil(what) { if (typeof what === 'object' && what) what.x = 'spoilt'; }`,
      ...changes,
      `module.exports = { result: ${result}, base, a };`,
      last,
    ].join('\n'),
  );

test('what is read is what running gives', { timeout: 60_000 }, () => {
  let known = 0;
  let runs = 0;
  const path = join(root, 'config.js');
  fc.assert(
    fc.property(program, (text) => {
      const ran = run(text);
      if (ran === null) return;
      runs += 1;
      writeFileSync(path, text);
      const read = readOrUnknown(path);
      expect(withKnownOf(ran, read), text).toEqual(simplified(read));
      if (isRecord(read) && !(read.result instanceof NotStatic)) known += 1;
    }),
    { numRuns: 1000 },
  );
  // Else the law would hold of nothing.
  expect(known / runs).toBeGreaterThan(0.3);
});

function run(text: string): { readonly value: unknown } | null {
  const module = { exports: {} };
  try {
    new Function('module', 'process', text)(module, { env: ENV });
    return { value: module.exports };
  } catch {
    // What can't be run says nothing.
    return null;
  }
}

function readOrUnknown(path: string): unknown {
  try {
    return evaluateFile(path, { root, env: { ...ENV } });
  } catch (error) {
    if (error instanceof NotStatic) return UNKNOWN;
    throw error;
  }
}

/** Without those parts that the other does not know. */
function withKnownOf({ value }: { readonly value: unknown }, read: unknown): unknown {
  if (read === UNKNOWN || (read instanceof NotStatic && !(read instanceof NotSet))) return UNKNOWN;
  if (Array.isArray(value) && Array.isArray(read) && value.length === read.length)
    return value.map((each, index) => withKnownOf({ value: each }, read[index]));
  if (!isRecord(value) || !isRecord(read)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      name in read ? withKnownOf({ value: each }, read[name]) : each,
    ]),
  );
}

function simplified(read: unknown): unknown {
  if (read instanceof NotSet) return undefined;
  if (read instanceof NotStatic) return UNKNOWN;
  if (Array.isArray(read)) return read.map(simplified);
  if (!isRecord(read)) return read;
  return Object.fromEntries(Object.entries(read).map(([name, each]) => [name, simplified(each)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function objectOf(parts: readonly (readonly [key: string, value: string])[]): string {
  return `({ ${parts.map(([key, value]) => `${key}: ${value}`).join(', ')} })`;
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checksumOf, transactionHints } from './revisionText';

const lines = fc.array(fc.stringMatching(/^[^\r\n\uFEFF]*$/), { maxLength: 10 });

test('line ends and a BOM are no change', () => {
  fc.assert(
    fc.property(lines, fc.boolean(), (texts, hasBom) => {
      const crlf = `${hasBom ? '\uFEFF' : ''}${texts.join('\r\n')}`;
      expect(checksumOf(crlf)).toBe(checksumOf(texts.join('\n')));
    }),
  );
});

test('any other difference is one', () => {
  fc.assert(
    fc.property(lines, lines, (one, other) => {
      fc.pre(one.join('\n') !== other.join('\n'));
      expect(checksumOf(one.join('\n'))).not.toBe(checksumOf(other.join('\n')));
    }),
  );
});

test('a line end more at the end, or a lone CR, is a change', () => {
  expect(checksumOf('a\n')).not.toBe(checksumOf('a'));
  expect(checksumOf('a\rb')).not.toBe(checksumOf('a\nb'));
});

test.each([
  'module.exports.lockstep = { transaction: false };',
  'export const lockstep = { transaction: false };',
  'export const lockstep: Options = {\n  transaction: false,\n};',
  'exports.lockstep = { note: 1, transaction:false }',
  'CREATE TABLE a ();\n-- lockstep: transaction: false\n',
  '--lockstep: transaction: false\r\nVACUUM;',
])('%j declares that it runs without a transaction', (text) => {
  expect(transactionHints(text).declaredNone).toBe(true);
});

test.each([
  'module.exports.lockstep = { transaction: true };',
  '// module.exports.lockstep = { transaction: false };',
  '/* module.exports.lockstep = { transaction: false }; */',
  'queryInterface.addColumn("a", "b", {}, { transaction: false })',
  "INSERT INTO t VALUES ('-- lockstep: transaction: false');",
])('%j does not', (text) => {
  expect(transactionHints(text).declaredNone).toBe(false);
});

test.each([
  ['CREATE INDEX CONCURRENTLY a ON b (c)', ['CREATE INDEX CONCURRENTLY']],
  ['create  unique index\n concurrently a on b (c)', ['CREATE INDEX CONCURRENTLY']],
  [`addIndex('t', ['c'], { concurrently: true })`, ['CONCURRENTLY through queryInterface']],
  ['REINDEX TABLE CONCURRENTLY a', ['REINDEX CONCURRENTLY']],
  ['VACUUM ANALYZE a', ['VACUUM']],
  ['ALTER TABLE a DETACH PARTITION b CONCURRENTLY', ['DETACH PARTITION CONCURRENTLY']],
  ['CREATE INDEX a ON b (c)', []],
  ['-- CREATE INDEX CONCURRENTLY a ON b (c)', []],
  ['// VACUUM', []],
])('%j: %j can not run in a transaction', (text, outsideOnly) => {
  expect(transactionHints(text).outsideOnly).toEqual(outsideOnly);
});

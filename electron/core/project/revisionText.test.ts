import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checksumOf, findOutsideOnly } from './revisionText';

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
  expect(findOutsideOnly(text)).toEqual(outsideOnly);
});

import { expect, test } from 'vitest';
import { quoteIdent, quoteLiteral, quoteQualified } from './quote';

test('a name is always quoted, and its quotes are doubled', () => {
  expect(quoteIdent('orders')).toBe('"orders"');
  expect(quoteIdent('Weird "Name".x')).toBe('"Weird ""Name"".x"');
  expect(quoteQualified('public', 'order"s')).toBe('"public"."order""s"');
});

test('a text with a backslash takes the E form', () => {
  expect(quoteLiteral("it's")).toBe("'it''s'");
  expect(quoteLiteral("\\' or 1=1")).toBe("E'\\\\'' or 1=1'");
});

test.each([quoteIdent, quoteLiteral])('NUL is refused', (quote) => {
  expect(() => quote('a\0b')).toThrow(/NUL/);
});

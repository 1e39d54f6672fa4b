import { expect, test } from 'vitest';
import { locatePosition } from './sqlPosition';

const sql = 'ALTER TABLE orders\n  ADD COLUM total numeric;';

test('the first character is line 1, column 1', () => {
  expect(locatePosition(sql, 1)).toEqual({ from: 0, to: 5, line: 1, column: 1 });
});

test('a position on a later line counts from that line, and covers the word', () => {
  expect(locatePosition(sql, sql.indexOf('total') + 1)).toEqual({ from: 31, to: 36, line: 2, column: 13 });
});

test('characters outside the BMP count once, as PostgreSQL counts them', () => {
  const text = "SELECT '🐘🐘', nope";
  const { from, column } = locatePosition(text, 14);
  expect(text.slice(from)).toBe('nope');
  expect(column).toBe(14);
});

test('a quoted name is covered whole', () => {
  const text = 'SELECT "Order Total" FROM orders';
  const { from, to } = locatePosition(text, 8);
  expect(text.slice(from, to)).toBe('"Order Total"');
});

test('a position behind the end is the end', () => {
  expect(locatePosition('SELECT', 99)).toEqual({ from: 6, to: 6, line: 1, column: 7 });
});

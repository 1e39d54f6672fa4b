import { expect, test } from 'vitest';
import { comment } from './comment';

test('a name with a line end in it stays inside the comment', () => {
  expect(comment('a\nDROP TABLE users; --\r\u2028\u0085x')).toBe(
    '-- a\\u000aDROP TABLE users; --\\u000d\\u2028\\u0085x',
  );
});

test('what would turn the text around is shown as what it is', () => {
  expect(comment('safe \u202eelbat pord')).toBe('-- safe \\u202eelbat pord');
});

test('SQL of several lines is a comment on every line', () => {
  expect(comment('Left out:', 'SELECT 1\r\nFROM a\r;')).toBe(
    '-- Left out:\n--   SELECT 1\n--   FROM a\n--   ;',
  );
});

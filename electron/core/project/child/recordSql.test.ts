import { expect, test } from 'vitest';
import { redactSecrets } from './recordSql';

test.each([
  ["ALTER ROLE dana PASSWORD 'it''s secret'", "ALTER ROLE dana PASSWORD '***'"],
  [
    "CREATE USER MAPPING FOR dana SERVER s OPTIONS (user 'dana', password 'secret')",
    "CREATE USER MAPPING FOR dana SERVER s OPTIONS (user 'dana', password '***')",
  ],
  [
    "create role dana login password E'se\\'cret' valid until 'infinity'",
    "create role dana login password '***' valid until 'infinity'",
  ],
  ["SELECT 'nothing to hide'", "SELECT 'nothing to hide'"],
])('%s is logged without its password', (sql, logged) => {
  expect(redactSecrets(sql)).toBe(logged);
});

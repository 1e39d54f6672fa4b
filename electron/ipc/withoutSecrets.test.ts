import { expect, test } from 'vitest';
import { withoutSecrets } from './withoutSecrets';

test.each([
  ['postgres://ann:s3cret@db:5432/shop', 'postgres://ann:***@db:5432/shop'],
  ['postgres://ann:p%40s:s@db/shop', 'postgres://ann:***@db/shop'],
  ['postgres://ann:a@b@db/shop', 'postgres://ann:***@db/shop'],
  ['postgres://:s3cret@db/shop', 'postgres://:***@db/shop'],
  ['host=db password=s3cret user=ann', 'host=db password=*** user=ann'],
  ["password='s3 cret' user=ann", 'password=*** user=ann'],
  ['{"password":"s3\\"cret","user":"ann"}', '{"password":***,"user":"ann"}'],
  ['PGPASSWORD: s3cret', 'PGPASSWORD: ***'],
])('%s is logged as %s', (text, logged) => {
  expect(withoutSecrets(text)).toBe(logged);
});

test('what holds no secret is logged as it is', () => {
  const text = 'postgres://ann@db:5432/shop at http://127.0.0.1:80/a (file:///x/y.js:12:3)';
  expect(withoutSecrets(text)).toBe(text);
});

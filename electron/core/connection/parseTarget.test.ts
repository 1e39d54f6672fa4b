import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTarget } from './parseTarget';

const LOCAL = { host: 'localhost', port: 5432, database: 'shop', user: 'ada', tls: 'disable' } as const;

test.each([
  ['postgres://ada@localhost:5432/shop', LOCAL, null],
  ['postgres://ada@localhost/shop', LOCAL, null],
  ['postgresql://ada:geheim@localhost/shop', LOCAL, 'geheim'],
  ['  postgres://ada@localhost/shop  ', LOCAL, null],
  ['postgres://ada@/shop', LOCAL, null],
  ['postgres:///shop?user=ada', LOCAL, null],
  ['postgres://ada@localhost', { ...LOCAL, database: 'ada' }, null],
  ['postgres://ada:p%40ss%3A%2Fword%23@localhost/shop', LOCAL, 'p@ss:/word#'],
  ['postgres://ada@localhost/sh%C3%B6p', { ...LOCAL, database: 'shöp' }, null],
  ['postgres://ada@localhost/shop?application_name=x&connect_timeout=3', LOCAL, null],
  ['postgres://ada@db.example.com/shop', { ...LOCAL, host: 'db.example.com', tls: 'verify-full' }, null],
  [
    'postgres://ada@db.example.com:6432/shop?sslmode=require',
    { ...LOCAL, host: 'db.example.com', port: 6432, tls: 'require' },
    null,
  ],
  ['postgres://ada@db.example.com/shop?sslmode=disable', { ...LOCAL, host: 'db.example.com' }, null],
  ['postgres://ada@localhost/shop?sslmode=verify-full', { ...LOCAL, tls: 'verify-full' }, null],
  ['postgres://ada@[::1]:5433/shop', { ...LOCAL, host: '::1', port: 5433 }, null],
  ['postgres://localhost/shop?user=ada&password=x&port=5433', { ...LOCAL, port: 5433 }, 'x'],
  ['postgres://ada@/shop?host=/var/run/postgresql', { ...LOCAL, host: '/var/run/postgresql' }, null],
] as const)('%s', (url, target, password) => {
  expect(parseTarget({ url })).toEqual({ target, password });
});

test.each([
  ['mysql://ada@localhost/shop', /not a PostgreSQL URL/],
  ['localhost/shop', /not a PostgreSQL URL/],
  ['', /not a PostgreSQL URL/],
  ['postgres://localhost/shop', /names no user/],
  ['postgres://ada@localhost:0/shop', /not a port/],
  ['postgres://ada@localhost:70000/shop', /port|can’t be read/],
  ['postgres://ada@one,two/shop', /several hosts|can’t be read/],
  ['postgres://ada@localhost/shop?sslmode=prefer', /leaves open/],
  ['postgres://ada@localhost/shop?sslmode=allow', /leaves open/],
  ['postgres://ada@localhost/shop?search_path=x', /search_path/],
  ['postgres://ada@localhost/shop?options=-c%20x', /options/],
  ['postgres://ada:pa#ss@localhost/shop', /percent-encoded|names no user|not a port|can’t be read/],
])('%s is refused', (url, message) => {
  expect(() => parseTarget({ url })).toThrow(message);
});

test('a password beside the URL wins over the one in it', () => {
  expect(parseTarget({ url: 'postgres://ada:old@localhost/shop' }, 'new').password).toBe('new');
});

test('fields give what they say, with TLS unless the host is this machine', () => {
  const where = { host: 'db.example.com', port: 5432, database: 'shop', user: 'ada' };
  expect(parseTarget(where).target).toEqual({ ...where, tls: 'verify-full' });
  expect(parseTarget({ ...where, host: '127.0.0.2' }).target.tls).toBe('disable');
});

test('any user, password and database survive being percent-encoded into a URL', () => {
  const part = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(part, part, part, (user, password, database) => {
      const [u, p, d] = [user, password, database].map(encodeURIComponent);
      expect(parseTarget({ url: `postgres://${u}:${p}@localhost/${d}` })).toEqual({
        target: { ...LOCAL, user, database },
        password,
      });
    }),
  );
});

test('what is refused never repeats the password', () => {
  for (const url of [
    'postgres://ada:geheim@localhost:x/shop',
    'postgres://:geheim@localhost/shop?sslmode=prefer',
    'mysql://ada:geheim@h/d',
  ]) {
    try {
      parseTarget({ url });
      expect.unreachable();
    } catch (error) {
      expect(String(error)).not.toContain('geheim');
    }
  }
});

import { expect, test } from 'vitest';
import { isForOwnHost, isFromOwnPage, isSocketOfOwnPage, readTarget } from './requestChecks';

const ORIGIN = 'http://127.0.0.1:4711';

function head(headersDistinct: Record<string, string[]>) {
  return { headersDistinct };
}

test('the host is known by one exact name', () => {
  expect(isForOwnHost(head({ host: ['127.0.0.1:4711'] }), ORIGIN)).toBe(true);
});

test.each([
  'evil.com',
  'evil.com:4711',
  '127.0.0.1.evil.com:4711',
  'evil.com/127.0.0.1:4711',
  'localhost:4711',
  'localhost.:4711',
  '127.0.0.1.:4711',
  '127.0.0.1',
  '127.0.0.1:',
  '127.0.0.1:80',
  '127.0.0.1:47110',
  '127.0.0.1:04711',
  '127.0.0.1:4711:4711',
  '127.0.0.2:4711',
  '127.1:4711',
  '0.0.0.0:4711',
  '2130706433:4711',
  '0x7f000001:4711',
  '0177.0.0.1:4711',
  '[::1]:4711',
  '[::ffff:127.0.0.1]:4711',
  'user@127.0.0.1:4711',
  '127.0.0.1:4711@evil.com',
  '127.0.0.1:4711, evil.com',
  ' 127.0.0.1:4711',
  '127.0.0.1:4711/',
  '',
])('Host “%s” is refused', (host) => {
  expect(isForOwnHost(head({ host: [host] }), ORIGIN)).toBe(false);
});

test('a missing Host and a repeated one are refused', () => {
  expect(isForOwnHost(head({}), ORIGIN)).toBe(false);
  expect(isForOwnHost(head({ host: ['127.0.0.1:4711', '127.0.0.1:4711'] }), ORIGIN)).toBe(false);
});

test.each(['none', 'same-origin'])('a request from “%s” is let in', (site) => {
  expect(isFromOwnPage(head({ 'sec-fetch-site': [site] }), ORIGIN)).toBe(true);
});

test.each(['same-site', 'cross-site', 'Same-Origin', 'none, cross-site', ''])(
  'a request from “%s” is refused',
  (site) => {
    expect(isFromOwnPage(head({ 'sec-fetch-site': [site] }), ORIGIN)).toBe(false);
  },
);

const FOREIGN_ORIGINS = [
  'null',
  'http://127.0.0.1:4712',
  'http://127.0.0.1',
  'https://127.0.0.1:4711',
  'http://localhost:4711',
  'http://sub.127.0.0.1:4711',
  'http://127.0.0.1:4711.evil.com',
  'http://0.0.1:4711',
  'HTTP://127.0.0.1:4711',
  'http://127.0.0.1:4711/',
  'http://evil.com',
  'file://',
  '',
];

test.each(FOREIGN_ORIGINS)('Origin “%s” is refused, for a request and for a socket', (origin) => {
  expect(isFromOwnPage(head({ origin: [origin] }), ORIGIN)).toBe(false);
  expect(isSocketOfOwnPage(head({ origin: [origin] }), ORIGIN)).toBe(false);
});

test('a socket must say where it comes from, once', () => {
  expect(isSocketOfOwnPage(head({ origin: [ORIGIN] }), ORIGIN)).toBe(true);
  expect(isSocketOfOwnPage(head({}), ORIGIN)).toBe(false);
  expect(isSocketOfOwnPage(head({ origin: [ORIGIN, ORIGIN] }), ORIGIN)).toBe(false);
  expect(isSocketOfOwnPage(head({ origin: [ORIGIN], 'sec-fetch-site': ['cross-site'] }), ORIGIN)).toBe(false);
});

test('a target is a path and a query, as sent', () => {
  expect(readTarget('/')).toEqual({ path: '/', query: '' });
  expect(readTarget('/a/%2e%2e/b?x=1?y')).toEqual({ path: '/a/%2e%2e/b', query: 'x=1?y' });
});

test.each(['', '*', 'http://evil.com/', '//evil.com/', 'evil.com:80', '/a#b', undefined])(
  'target %s is refused',
  (url) => {
    expect(readTarget(url)).toBeNull();
  },
);

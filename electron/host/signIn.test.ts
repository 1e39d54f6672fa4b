import { expect, test } from 'vitest';
import { createSignIn, readCookies } from './signIn';

const MINUTE = 60_000;

function signInAt(start = 0) {
  const clock = { now: start };
  return { clock, signIn: createSignIn(4711, () => clock.now) };
}

function cookieOf(redeemed: ReturnType<ReturnType<typeof createSignIn>['redeem']>): string {
  if (redeemed.kind !== 'accepted') throw new Error(redeemed.kind);
  return redeemed.setCookie.split(';')[0] ?? '';
}

test('a token has 256 bits and is another one each time', () => {
  const tokens = new Set(Array.from({ length: 100 }, () => signInAt().signIn.token));
  expect(tokens.size).toBe(100);
  for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
});

test('a token is exchanged once for a session, and is not the session', () => {
  const { signIn } = signInAt();
  const cookie = cookieOf(signIn.redeem(signIn.token));
  expect(signIn.hasSession(cookie)).toBe(true);
  expect(cookie).not.toContain(signIn.token);
  expect(signIn.redeem(signIn.token)).toEqual({ kind: 'refused' });
  expect(signIn.hasSession(cookie)).toBe(true);
});

test('the cookie is for HTTP alone, for this site, and names its port', () => {
  const { signIn } = signInAt();
  const redeemed = signIn.redeem(signIn.token);
  expect(redeemed).toMatchObject({
    setCookie: expect.stringMatching(/^lockstep-4711=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/),
  });
});

test('a token expires after ten minutes', () => {
  const { clock, signIn } = signInAt();
  clock.now = 10 * MINUTE;
  expect(signIn.redeem(signIn.token)).toEqual({ kind: 'refused' });
});

test('after ten wrong tokens none is looked at for a minute', () => {
  const { clock, signIn } = signInAt();
  for (let guess = 0; guess < 10; guess += 1) expect(signIn.redeem(`x${guess}`).kind).toBe('refused');
  expect(signIn.redeem(signIn.token).kind).toBe('limited');
  clock.now = MINUTE;
  expect(signIn.redeem(signIn.token).kind).toBe('accepted');
});

test('100,000 guesses hit nothing and are limited', () => {
  const { clock, signIn } = signInAt();
  const kinds = new Map<string, number>();
  for (let guess = 0; guess < 100_000; guess += 1) {
    clock.now += 1;
    const { kind } = signIn.redeem(`${signIn.token}${guess}`);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  expect(kinds.get('accepted')).toBeUndefined();
  expect(kinds.get('refused')).toBeLessThanOrEqual(20);
});

test.each(['', ' ', 'undefined', 'null', '0'])('“%s” is not a token', (token) => {
  expect(signInAt().signIn.redeem(token).kind).toBe('refused');
});

test('nobody has a session before the link was opened, nor with another start’s cookie', () => {
  const { signIn } = signInAt();
  expect(signIn.hasSession(undefined)).toBe(false);
  expect(signIn.hasSession('lockstep-4711=')).toBe(false);
  const other = signInAt().signIn;
  const foreign = cookieOf(other.redeem(other.token));
  expect(signIn.hasSession(foreign)).toBe(false);
  signIn.redeem(signIn.token);
  expect(signIn.hasSession(foreign)).toBe(false);
});

test('a cookie that another port has added does not hide ours', () => {
  const { signIn } = signInAt();
  const cookie = cookieOf(signIn.redeem(signIn.token));
  expect(signIn.hasSession(`lockstep-4711=tossed; theme=dark; ${cookie}`)).toBe(true);
  expect(signIn.hasSession(cookie.replace('4711', '4712'))).toBe(false);
});

test('cookies are read by their whole name', () => {
  expect(readCookies('a=1; xa=2;a=3; a', 'a')).toEqual(['1', '3']);
  expect(readCookies(undefined, 'a')).toEqual([]);
});

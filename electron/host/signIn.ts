import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * The link that is printed once is exchanged once for a session cookie. Kept in memory only: a restart ends the
 * session.
 */
export interface SignIn {
  readonly token: string;
  redeem(token: string): Redeemed;
  hasSession(cookieHeader: string | undefined): boolean;
}

export type Redeemed =
  | { readonly kind: 'accepted'; readonly setCookie: string }
  /** Wrong, used or too old. */
  | { readonly kind: 'refused' }
  /** Too many wrong ones lately; this one was not looked at. */
  | { readonly kind: 'limited' };

/** Long enough for a person who reads a terminal. */
const TOKEN_MS = 10 * 60_000;
const WRONG_LIMIT = 10;
const WRONG_WINDOW_MS = 60_000;

export function createSignIn(port: number, now: () => number = Date.now): SignIn {
  const token = newSecret();
  const expiresAt = now() + TOKEN_MS;
  const cookieName = `lockstep-${port}`;
  let expected: Buffer | null = digest(token);
  let session: Buffer | null = null;
  let wrong: readonly number[] = [];

  return {
    token,
    redeem(offered) {
      wrong = wrong.filter((at) => at > now() - WRONG_WINDOW_MS);
      if (wrong.length >= WRONG_LIMIT) return { kind: 'limited' };
      if (expected === null || !isSame(offered, expected) || now() >= expiresAt) {
        wrong = [...wrong, now()];
        return { kind: 'refused' };
      }
      const secret = newSecret();
      expected = null;
      session = digest(secret);
      return { kind: 'accepted', setCookie: `${cookieName}=${secret}; HttpOnly; SameSite=Strict; Path=/` };
    },
    hasSession(cookieHeader) {
      const known = session;
      return known !== null && readCookies(cookieHeader, cookieName).some((secret) => isSame(secret, known));
    },
  };
}

/** All values of one name: a page on another port of 127.0.0.1 can add one of its own, but not take ours away. */
export function readCookies(header: string | undefined, name: string): readonly string[] {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  return pairs.filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1));
}

/** 256 bits. */
function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Digests have one length, as a comparison in constant time needs. */
function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function isSame(offered: string, expected: Buffer): boolean {
  return timingSafeEqual(digest(offered), expected);
}

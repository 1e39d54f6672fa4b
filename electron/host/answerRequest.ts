import type { IncomingMessage } from 'node:http';
import { type Answer, plainAnswer } from './answers';
import type { PageFiles } from './pageFiles';
import { isForOwnHost, isFromOwnPage, readTarget } from './requestChecks';
import type { SignIn } from './signIn';

export interface Door {
  /** Such as http://127.0.0.1:4000. */
  readonly origin: string;
  readonly signIn: SignIn;
  readonly page: PageFiles;
}

type RequestHead = Pick<IncomingMessage, 'method' | 'url' | 'headers' | 'headersDistinct'>;

/** The page's files, to whom they belong. Everything else that the page does goes over its WebSocket. */
export async function answerRequest(request: RequestHead, door: Door): Promise<Answer> {
  if (!isForOwnHost(request, door.origin)) return plainAnswer(421);
  if (!isFromOwnPage(request, door.origin)) return plainAnswer(403);
  const target = readTarget(request.url);
  if (target === null) return plainAnswer(400);
  if (!door.signIn.hasSession(request.headers.cookie)) return answerStranger(request, target, door.signIn);
  if (!isRead(request)) return plainAnswer(405, { Allow: 'GET, HEAD' });
  // Signed in, and the printed link once more: its token is not wanted in the address.
  if (isSignInPath(target)) return redirectHome();
  return answerFile(target.path, door.page);
}

type Target = NonNullable<ReturnType<typeof readTarget>>;

function answerStranger(request: RequestHead, target: Target, signIn: SignIn): Answer {
  if (request.method !== 'GET' || !isSignInPath(target)) return plainAnswer(401);
  const tokens = new URLSearchParams(target.query).getAll('token');
  if (tokens.length !== 1) return plainAnswer(400);
  const redeemed = signIn.redeem(tokens[0] ?? '');
  if (redeemed.kind === 'limited') return plainAnswer(429, { 'Retry-After': '60' });
  return redeemed.kind === 'accepted' ? redirectHome(redeemed.setCookie) : plainAnswer(401);
}

function isSignInPath({ path, query }: Target): boolean {
  return path === '/' && new URLSearchParams(query).has('token');
}

/** To a fixed place: there is no address in the request that could lead elsewhere. */
function redirectHome(setCookie?: string): Answer {
  return plainAnswer(303, { Location: '/', ...(setCookie && { 'Set-Cookie': setCookie }) });
}

function isRead({ method }: RequestHead): boolean {
  return method === 'GET' || method === 'HEAD';
}

async function answerFile(path: string, page: PageFiles): Promise<Answer> {
  const file = await page.find(path);
  if (file === null) return plainAnswer(404);
  const { type, body, nonce } = file;
  return { status: 200, headers: { 'Content-Type': type }, body, ...(nonce && { nonce }) };
}

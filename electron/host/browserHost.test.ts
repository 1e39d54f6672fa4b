import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { RPCHandler } from '@orpc/server/ws';
import { afterEach, beforeEach, expect, test } from 'vitest';
import WebSocket from 'ws';
import type { contract } from '../contract';
import { waitUntil } from '../core/testing/waitUntil';
import { procedures } from '../ipc/procedures';
import { type BrowserHost, startBrowserHost } from './browserHost';

// Two procedures instead of core: what is under test here is the way to them.
const os = procedures();
let pushed = 0;
let isPushing = false;
const TRANSPORT_ONLY = {
  app: {
    info: os.app.info.handler(() => ({
      version: '1',
      host: 'browser',
      hasFolderDialog: false,
      userAtHost: '',
    })),
    watchDemo: os.app.watchDemo.handler(async function* () {
      isPushing = true;
      try {
        for (pushed = 1; ; pushed += 1) yield { phase: 'ready', message: 'x'.repeat(100_000) };
      } finally {
        isPushing = false;
      }
    }),
  },
};

let folder: string;
let host: BrowserHost;
let origin: string;

beforeEach(async () => {
  pushed = 0;
  folder = await mkdtemp(join(tmpdir(), 'lockstep-host-'));
  await writeFile(join(folder, 'index.html'), '<meta content="__CSP_NONCE__">');
  await writeFile(join(folder, 'index.js'), 'code');
  host = await startBrowserHost({ pageFolder: folder, rpc: new RPCHandler(TRANSPORT_ONLY) });
  origin = new URL(host.link).origin;
});

afterEach(async () => {
  await host.close();
  await rm(folder, { recursive: true });
});

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

function ask(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
  body?: string,
): Promise<Reply> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method, headers, agent: false }, async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
    });
    asked.on('error', reject).end(body);
  });
}

async function signIn(): Promise<string> {
  const { headers } = await ask(host.link.slice(origin.length));
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

/** Sends bytes as they are; resolves with everything that came back until the host hung up. */
function askRaw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let reply = '';
    const socket = connect(Number(new URL(origin).port), '127.0.0.1', () => socket.write(text));
    socket
      .on('data', (chunk) => (reply += chunk))
      .on('error', reject)
      .on('close', () => resolve(reply));
  });
}

const HEADERS = [
  'content-security-policy',
  'x-content-type-options',
  'referrer-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'cache-control',
];

function expectAllHeaders({ headers }: Reply): void {
  for (const name of HEADERS) expect(headers, name).toHaveProperty(name);
  expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
}

test('the link signs in once, leaves the address, and the page is there', async () => {
  const reply = await ask(host.link.slice(origin.length), { 'sec-fetch-site': 'none' });
  expect(reply).toMatchObject({ status: 303, headers: { location: '/' } });
  const cookie = reply.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const page = await ask('/', { cookie });
  const nonce = /content="(.+)"/.exec(page.body)?.[1];
  expect(page.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
  expect(page.headers['content-security-policy']).not.toMatch(/unsafe|\*/);
  expect(await ask('/index.js', { cookie })).toMatchObject({ status: 200, body: 'code' });
  expect((await ask(host.link.slice(origin.length))).status).toBe(401);
  expect(await ask(host.link.slice(origin.length), { cookie })).toMatchObject({ status: 303 });
});

test('without a session there is only a hint where the link is', async () => {
  for (const path of ['/', '/index.js', '/rpc', '/nowhere']) {
    const reply = await ask(path);
    expect(reply).toMatchObject({ status: 401, body: expect.stringContaining('terminal') });
    expectAllHeaders(reply);
  }
});

test('a repeated token is refused, and so is one with a HEAD or POST', async () => {
  const token = new URL(host.link).search.slice(1);
  expect((await ask(`/?${token}&${token}`)).status).toBe(400);
  expect((await ask(`/?${token}`, {}, 'HEAD')).status).toBe(401);
  expect((await ask(`/?${token}`, {}, 'POST')).status).toBe(401);
  expect((await ask(`/?${token}`)).status).toBe(303);
});

test('wrong links are limited', async () => {
  for (let guess = 0; guess < 10; guess += 1) expect((await ask(`/?token=${guess}`)).status).toBe(401);
  expect(await ask('/?token=x')).toMatchObject({ status: 429, headers: { 'retry-after': '60' } });
});

test('every kind of response has all headers, and repeats nothing of the request', async () => {
  const cookie = await signIn();
  const replies = await Promise.all([
    ask('/', { cookie }),
    ask('/<script>alert(1)</script>', { cookie }),
    ask('/index.js', { cookie }, 'POST', 'x'.repeat(100)),
    ask('/index.js', { cookie }, 'DELETE'),
    ask('/', { cookie, host: 'evil.com' }),
    ask('/', { cookie, origin: 'http://evil.com' }),
    ask('/', { cookie, 'sec-fetch-site': 'same-site' }),
    ask('/', { cookie, expect: 'magic' }),
  ]);
  expect(replies.map(({ status }) => status)).toEqual([200, 404, 405, 405, 421, 403, 403, 417]);
  for (const reply of replies) {
    expectAllHeaders(reply);
    expect(reply.body).not.toMatch(/alert|evil/);
  }
});

test.each([
  ['nonsense', 'nonsense\r\n\r\n', 400],
  ['no Host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 421],
  ['two Hosts', 'GET / HTTP/1.1\r\nHost: HOST\r\nHost: HOST\r\nConnection: close\r\n\r\n', 421],
  ['another’s address', 'GET http://evil.com/ HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n', 400],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400],
  [
    'a length and chunks',
    'POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
    400,
  ],
  ['a 64 KB header', `GET / HTTP/1.1\r\nHost: HOST\r\nX: ${'x'.repeat(65_536)}\r\n\r\n`, 431],
])('%s is refused with all headers', async (_name, text, status) => {
  const reply = await askRaw(text.replaceAll('HOST', new URL(origin).host));
  expect(reply.split('\r\n')[0]).toContain(`HTTP/1.1 ${status} `);
  for (const name of HEADERS) expect(reply.toLowerCase()).toContain(`\r\n${name}: `);
});

function openSocket(headers: Record<string, string>, path = '/rpc') {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}${path}`, { headers });
  const opened = new Promise<number>((resolve) => {
    socket.on('open', () => resolve(101));
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => resolve(0));
  });
  return { socket, opened };
}

test('the page calls and listens over its socket', async () => {
  const cookie = await signIn();
  const { socket, opened } = openSocket({ cookie, origin });
  expect(await opened).toBe(101);
  const client: ContractRouterClient<Pick<typeof contract, 'app'>> = createORPCClient(
    new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }),
  );
  expect(await client.app.info()).toMatchObject({ version: '1' });
  const stream = await client.app.watchDemo();
  expect((await stream.next()).value).toMatchObject({ phase: 'ready' });
  await stream.return();
});

test('a socket is refused before it opens to everybody else', async () => {
  const cookie = await signIn();
  const refused = [
    openSocket({ cookie }),
    openSocket({ cookie, origin: 'null' }),
    openSocket({ cookie, origin: 'http://127.0.0.1:1' }),
    openSocket({ origin }),
    openSocket({ cookie: `${cookie}x`, origin }),
    openSocket({ cookie, origin, host: 'evil.com' }),
    openSocket({ cookie, origin }, '/other'),
  ];
  expect(await Promise.all(refused.map(({ opened }) => opened))).toEqual([403, 403, 403, 401, 401, 421, 404]);
});

test('the 65th socket is refused', async () => {
  const cookie = await signIn();
  const first = await Promise.all(Array.from({ length: 64 }, () => openSocket({ cookie, origin }).opened));
  expect(new Set(first)).toEqual(new Set([101]));
  expect(await openSocket({ cookie, origin }).opened).toBe(503);
});

test.each([
  ['a message above 8 MiB', (socket: WebSocket) => socket.send('x'.repeat(8 * 1024 * 1024 + 1))],
  ['bad UTF-8', (socket: WebSocket) => socket.send(Buffer.from([0xff, 0xfe]), { binary: false })],
  ['a flood', (socket: WebSocket) => Array.from({ length: 2000 }, () => socket.send('{"i":"1","t":4}'))],
])('%s ends the socket, and only that one', async (_name, offend) => {
  const cookie = await signIn();
  const [bad, good] = [openSocket({ cookie, origin }), openSocket({ cookie, origin })];
  await Promise.all([bad.opened, good.opened]);
  const closed = new Promise((resolve) => bad.socket.on('close', resolve));
  offend(bad.socket);
  await closed;
  expect(good.socket.readyState).toBe(WebSocket.OPEN);
});

test('a stream goes no faster than its reader, and ends with it', async () => {
  const cookie = await signIn();
  const { socket, opened } = openSocket({ cookie, origin });
  await opened;
  socket.pause();
  socket.send(JSON.stringify({ i: '1', p: { u: '/app/watchDemo' } }));
  await waitUntil(() => pushed > 0);
  await new Promise((resolve) => setTimeout(resolve, 300));
  // A hundred of 100 kB fit into the kernel's buffers.
  expect(pushed).toBeLessThan(300);
  socket.terminate();
  await waitUntil(() => !isPushing);
});

test('the host listens on the loopback alone, and says when a port is in use', async () => {
  expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const port = Number(new URL(origin).port);
  const second = startBrowserHost({ pageFolder: folder, rpc: new RPCHandler(TRANSPORT_ONLY), port });
  await expect(second).rejects.toThrow(`Port ${port} is in use`);
});

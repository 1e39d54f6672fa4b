/**
 * Lockstep for an ordinary browser: the page's files over HTTP and its calls over a WebSocket, on 127.0.0.1 only.
 * It knows who may come in (requestChecks, signIn) and nothing of what is said inside.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { answerRequest, type Door } from './answerRequest';
import { type Answer, plainAnswer, rawAnswer } from './answers';
import { securityHeaders } from './headers';
import { openPageFiles } from './pageFiles';
import { createSignIn } from './signIn';
import { acceptSockets, type RpcSockets } from './sockets';

export interface BrowserHostOptions {
  readonly pageFolder: string;
  readonly rpc: RpcSockets;
  /** A free one without it. */
  readonly port?: number | undefined;
}

export interface BrowserHost {
  /** Signs in whoever opens it first; a secret. */
  readonly link: string;
  close(): Promise<void>;
}

const LIMITS = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
  // Answered by answerRequest instead, so that the refusal has our headers.
  requireHostHeader: false,
} as const;
const MAX_CONNECTIONS = 256;

export async function startBrowserHost({ pageFolder, rpc, port }: BrowserHostOptions): Promise<BrowserHost> {
  const page = openPageFiles(pageFolder);
  const server = createServer(LIMITS);
  server.maxConnections = MAX_CONNECTIONS;
  const ownPort = await listen(server, port ?? 0);
  const origin = `http://127.0.0.1:${ownPort}`;
  const signIn = createSignIn(ownPort);
  const sockets = acceptSockets({ origin, signIn, rpc });
  server.on('request', (request, response) => serve(request, response, { origin, signIn, page }));
  server.on('upgrade', sockets.upgrade);
  server.on('checkExpectation', (_request, response) => write(response, plainAnswer(417), origin));
  server.on('clientError', refuseUnreadable);
  return {
    link: `${origin}/?token=${signIn.token}`,
    async close() {
      sockets.close();
      await close(server);
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => reject(describeListenError(error, port));
    server.once('error', refuse);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.off('error', refuse);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function describeListenError(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new Error(`Port ${port} is in use: leave --port out to get a free one.`);
  if (error.code === 'EACCES') return new Error(`Port ${port} is reserved: choose one from 1024 on.`);
  return error;
}

async function serve(request: IncomingMessage, response: ServerResponse, door: Door): Promise<void> {
  const answer = await answerRequest(request, door).catch((error) => {
    process.stderr.write(`A request failed: ${error}\n`);
    return plainAnswer(500);
  });
  // No answer needs a body to have been read: one that is still on its way is not waited for.
  if (request.method !== 'GET' && request.method !== 'HEAD') response.setHeader('Connection', 'close');
  write(response, answer, door.origin);
}

function write(response: ServerResponse, { status, headers, body, nonce }: Answer, origin: string): void {
  const socket = origin.replace('http:', 'ws:');
  const all = { ...securityHeaders({ socket, ...(nonce && { nonce }) }), ...headers };
  response.writeHead(status, { ...all, 'Content-Length': body.length }).end(body);
}

function refuseUnreadable(error: NodeJS.ErrnoException, connection: Duplex): void {
  const status = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }[error.code ?? ''] ?? 400;
  if (!connection.writable) return;
  connection.on('error', () => undefined);
  connection.end(rawAnswer(status, securityHeaders()), () => connection.destroy());
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

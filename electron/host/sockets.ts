import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { rawAnswer } from './answers';
import { securityHeaders } from './headers';
import { isForOwnHost, isSocketOfOwnPage, readTarget } from './requestChecks';
import type { SignIn } from './signIn';

/** What oRPC's RPCHandler for ws is, as far as it is needed here. */
export interface RpcSockets {
  upgrade(socket: Pick<WebSocket, 'addEventListener' | 'send'>): Promise<void>;
}

export interface SocketDoor {
  readonly origin: string;
  readonly signIn: SignIn;
  readonly rpc: RpcSockets;
}

export interface Sockets {
  upgrade(request: IncomingMessage, connection: Duplex, head: Buffer): void;
  close(): void;
}

const MAX_SOCKETS = 64;
/** A choice of all of a hundred thousand rows. */
const MAX_MESSAGE_BYTES = 8 * 1024 * 1024;
/** What may wait for a reader that asks faster than it reads: the comparison of as many is one message. */
const MAX_BUFFERED_BYTES = 64 * 1024 * 1024;
const MAX_MESSAGES_PER_SECOND = 1000;
/** Also keeps proxies from closing an idle socket. */
const PING_MS = 30_000;

/** The page's WebSockets at /rpc. */
export function acceptSockets(door: SocketDoor): Sockets {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  server.on('wsClientError', (_error, connection) => refuse(connection, 400));
  const stopPings = pingAll(server);
  return {
    upgrade(request, connection, head) {
      const status = checkUpgrade(request, door) ?? (server.clients.size < MAX_SOCKETS ? null : 503);
      if (status !== null) return refuse(connection, status);
      server.handleUpgrade(request, connection, head, (socket) => connect(socket, door.rpc));
    },
    close() {
      stopPings();
      for (const socket of server.clients) socket.terminate();
    },
  };
}

function checkUpgrade(request: IncomingMessage, { origin, signIn }: SocketDoor): number | null {
  if (!isForOwnHost(request, origin)) return 421;
  if (!isSocketOfOwnPage(request, origin)) return 403;
  if (!signIn.hasSession(request.headers.cookie)) return 401;
  return readTarget(request.url)?.path === '/rpc' ? null : 404;
}

function refuse(connection: Duplex, status: number): void {
  connection.on('error', () => undefined);
  connection.end(rawAnswer(status, securityHeaders()), () => connection.destroy());
}

function connect(socket: WebSocket, rpc: RpcSockets): void {
  // Bad UTF-8, a message that is too large: ws has closed the socket already.
  socket.on('error', () => undefined);
  limitMessages(socket);
  void rpc.upgrade({
    addEventListener: socket.addEventListener.bind(socket),
    send: (data: Parameters<WebSocket['send']>[0]) => sendInPace(socket, data),
  });
}

/**
 * oRPC waits for what `send` returns: a stream goes no faster than its reader, and by way of setImmediate no stream
 * keeps the others from their turn.
 */
function sendInPace(socket: WebSocket, data: Parameters<WebSocket['send']>[0]): Promise<void> {
  if (socket.bufferedAmount > MAX_BUFFERED_BYTES) socket.terminate();
  return new Promise((resolve) => socket.send(data, () => setImmediate(resolve)));
}

function limitMessages(socket: WebSocket): void {
  let count = 0;
  let second = 0;
  socket.on('message', () => {
    const now = Math.floor(performance.now() / 1000);
    count = now === second ? count + 1 : 1;
    second = now;
    if (count > MAX_MESSAGES_PER_SECOND) socket.terminate();
  });
}

function pingAll(server: WebSocketServer): () => void {
  const silent = new WeakSet<WebSocket>();
  const timer = setInterval(() => {
    for (const socket of server.clients) {
      if (silent.has(socket)) socket.terminate();
      else expectPong(socket, silent);
    }
  }, PING_MS);
  return () => clearInterval(timer);
}

function expectPong(socket: WebSocket, silent: WeakSet<WebSocket>): void {
  silent.add(socket);
  socket.once('pong', () => silent.delete(socket));
  socket.ping();
}

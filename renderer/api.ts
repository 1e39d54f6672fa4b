/**
 * The only file that knows a transport: a message port in the desktop app, a WebSocket in the browser host.
 * Everybody else has the typed client from `useApi`, and learns from `useLineStatus` whether core can be reached.
 */
import { type ClientLink, createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils, type RouterUtils } from '@orpc/tanstack-query';
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { contract } from '../electron/contract';
import type { ErrorInfo } from '../electron/contract/call';

export type Api = ContractRouterClient<typeof contract>;
export type LineStatus = 'connecting' | 'ready' | 'lost';

/** The way to core. Calls made before it is ready wait; calls made while it is lost fail at once. */
export interface Line {
  readonly api: Api;
  readonly queries: RouterUtils<Api>;
  readonly status: () => LineStatus;
  readonly subscribe: (listener: () => void) => () => void;
}

type Link = ClientLink<Record<never, never>>;

class LineLostError extends Error {
  override readonly name = 'LineLostError';
}

export function openLine(): Line {
  if (location.protocol === 'app:') return openPortLine();
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return openSocketLine(`${scheme}//${location.host}/rpc`);
}

/** A line to an API that is there already, such as the gallery's. */
export function lineTo(api: Api, status: LineStatus = 'ready'): Line {
  const queries = createTanstackQueryUtils(api);
  return { api, queries, status: () => status, subscribe: () => () => undefined };
}

/** The preload script answers once with a port. If it closes, core is gone for good. */
function openPortLine(): Line {
  const switchboard = createSwitchboard();
  addEventListener('message', ({ source, origin, data, ports: [port] }) => {
    if (source !== window || origin !== location.origin || data?.type !== 'lockstep:port' || !port) return;
    port.addEventListener('close', () => switchboard.lose());
    switchboard.connect(new PortLink({ port }));
    port.start();
  });
  postMessage({ type: 'lockstep:ready' }, location.origin);
  return switchboard.line;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

function openSocketLine(url: string): Line {
  const switchboard = createSwitchboard();
  let pauseMs = FIRST_PAUSE_MS;
  const open = () => {
    const socket = new WebSocket(url);
    // Before the link listens: its calls fail at `close`, and by then the line has to be known as lost.
    socket.addEventListener('close', () => {
      switchboard.lose();
      setTimeout(open, pauseMs);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    });
    const link = new SocketLink({ websocket: socket });
    socket.addEventListener('open', () => {
      pauseMs = FIRST_PAUSE_MS;
      switchboard.connect(link);
    });
  };
  open();
  return switchboard.line;
}

/** Puts calls through to the link of the moment. */
function createSwitchboard() {
  const listeners = new Set<() => void>();
  let answerFirst: (link: Link) => void = () => undefined;
  const first = new Promise<Link>((resolve) => {
    answerFirst = resolve;
  });
  let status: LineStatus = 'connecting';
  let link: Link | null = null;
  const set = (next: LineStatus, nextLink: Link | null) => {
    link = nextLink;
    if (status === next) return;
    status = next;
    for (const listener of listeners) listener();
  };
  const linkNow = (): Promise<Link> => {
    if (link) return Promise.resolve(link);
    if (status === 'connecting') return first;
    return Promise.reject(new LineLostError('The connection to Lockstep is lost.'));
  };
  const api: Api = createORPCClient({
    call: async (path, input, options) => {
      const now = await linkNow();
      return now.call(path, input, options).catch((error) => {
        throw status === 'lost' && !options.signal?.aborted ? new LineLostError(String(error)) : error;
      });
    },
  } satisfies Link);
  const line: Line = {
    api,
    queries: createTanstackQueryUtils(api),
    status: () => status,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    line,
    connect: (next: Link) => {
      answerFirst(next);
      set('ready', next);
    },
    lose: () => set('lost', null),
  };
}

export function isLineLost(thrown: unknown): boolean {
  return thrown instanceof LineLostError;
}

/** Whatever a call threw, as the one union of failures. */
export function errorInfo(thrown: unknown): ErrorInfo {
  if (thrown instanceof LineLostError) {
    return {
      kind: 'connection-lost',
      message: 'The connection to Lockstep was lost.',
      hint: 'It is tried again by itself; repeat the last step when it is back.',
    };
  }
  if (thrown instanceof ORPCError) return errorOfCall(thrown);
  if (thrown instanceof Error && thrown.name === 'AbortError')
    return { kind: 'cancelled', message: 'Cancelled.' };
  return { kind: 'bug', id: 'page', message: thrown instanceof Error ? thrown.message : String(thrown) };
}

function errorOfCall({ code, message, data }: ORPCError<string, unknown>): ErrorInfo {
  if (code === 'LOCKSTEP' && isErrorInfo(data)) return data;
  if (code !== 'BAD_REQUEST') return { kind: 'bug', id: code, message };
  return { kind: 'bad-input', message: firstIssue(data) ?? message, hint: 'Change the input and try again.' };
}

function isErrorInfo(data: unknown): data is ErrorInfo {
  return typeof data === 'object' && data !== null && 'kind' in data && 'message' in data;
}

function firstIssue(data: unknown): string | null {
  const issues = typeof data === 'object' && data !== null && 'issues' in data ? data.issues : null;
  const first: unknown = Array.isArray(issues) ? issues[0] : null;
  const message = typeof first === 'object' && first !== null && 'message' in first ? first.message : null;
  return typeof message === 'string' ? message : null;
}

export const LineContext = createContext<Line | null>(null);

export function useLine(): Line {
  const line = useContext(LineContext);
  if (!line) throw new Error('There is no LineContext above this component.');
  return line;
}

export const useApi = (): Api => useLine().api;
export const useQueries = (): RouterUtils<Api> => useLine().queries;

export function useLineStatus(): LineStatus {
  const line = useLine();
  return useSyncExternalStore(line.subscribe, line.status);
}

import type { FromRunner, RunEvent, ToRunner } from '../runnerProtocol';

/** The line to core: `process.send` under Node, `process.parentPort` in Electron's utility process. */
export interface Port {
  send(message: FromRunner): void;
  /** The first one at once, those that follow it closely together: a run of many small statements would drown core. */
  sendEvent(event: RunEvent): void;
  onMessage(listener: (message: ToRunner) => void): void;
}

interface UtilityPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: ToRunner }) => void): void;
}

const COLLECT_MS = 20;

export function openPort(): Port {
  const line = utilityPort() ?? forkPort();
  let waiting: RunEvent[] = [];
  let timer: NodeJS.Timeout | null = null;
  const flush = () => {
    if (timer) clearTimeout(timer);
    timer = null;
    if (waiting.length > 0) line.post({ type: 'events', events: waiting });
    waiting = [];
  };
  return {
    send(message) {
      flush();
      line.post(message);
    },
    sendEvent(event) {
      waiting.push(event);
      if (timer) return;
      flush();
      timer = setTimeout(flush, COLLECT_MS);
    },
    onMessage: line.listen,
  };
}

interface Line {
  post(message: FromRunner): void;
  listen(listener: (message: ToRunner) => void): void;
}

function utilityPort(): Line | null {
  if (!('parentPort' in process)) return null;
  const port = process.parentPort as UtilityPort | undefined;
  if (!port) return null;
  return {
    post: (message) => port.postMessage(message),
    listen: (listener) => port.on('message', (event) => listener(event.data)),
  };
}

function forkPort(): Line {
  // Bound now: the project's code may replace process.send later.
  const send = process.send?.bind(process);
  if (!send) throw new Error('The runner is started by Lockstep, not by hand.');
  // Core is gone: without it no lock is held, so nothing may go on. The server rolls back what is open.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  return {
    post: (message) => void send(message),
    listen: (listener) => process.on('message', listener),
  };
}

import { Socket } from 'node:net';
import type { Target } from '../../connection/profile';

type Connect = (this: Socket, ...parameters: unknown[]) => Socket;

export interface Confinement {
  /** Lets what connects while `open` runs be, for ever. */
  exempt<T>(open: () => Promise<T>): Promise<T>;
  /** From now on also the twin is closed to connections of the code's own, and those that it has are ended. */
  close(): void;
}

/**
 * Lets this process connect to the twin and to nothing else: models of a revision that bring a connection of
 * their own, or a call to some service, would do for real what is only tried here. What is captured is what goes
 * over the working connection, and so that must be the only one then.
 */
export function confineSockets({ host, port }: Pick<Target, 'host' | 'port'>): Confinement {
  const connect = Socket.prototype.connect as Connect;
  const sockets = new Set<Socket>();
  let mode: 'exempt' | 'twin' | 'closed' = 'twin';
  const confined: Connect = function (...parameters) {
    const wanted = wantedPlace(parameters);
    if (wanted !== `${host}:${port}` || mode === 'closed') return this.destroy(notReached(wanted));
    if (mode === 'twin') sockets.add(this.once('close', () => sockets.delete(this)));
    return connect.apply(this, parameters);
  };
  Socket.prototype.connect = confined;
  return {
    async exempt(open) {
      mode = 'exempt';
      return open().finally(() => {
        mode = 'twin';
      });
    },
    close() {
      mode = 'closed';
      for (const socket of sockets) socket.destroy(notReached(`${host}:${port}`));
    },
  };
}

function notReached(place: string): Error {
  return new Error(
    `${place} is not reached while SQL is captured: a revision may only use the queryInterface that is passed in`,
  );
}

/** connect(port, host), connect(path), connect(options), or what net.connect has made of these: [options, callback]. */
function wantedPlace([first, second]: readonly unknown[]): string {
  if (Array.isArray(first)) return wantedPlace(first);
  if (typeof first === 'object' && first !== null) {
    const { path, host, port } = first as { readonly path?: unknown; host?: unknown; port?: unknown };
    return typeof path === 'string' ? path : `${host ?? 'localhost'}:${port}`;
  }
  if (typeof first === 'string' && !/^\d+$/.test(first)) return first;
  return `${typeof second === 'string' ? second : 'localhost'}:${first}`;
}

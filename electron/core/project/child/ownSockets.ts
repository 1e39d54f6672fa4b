import { Socket } from 'node:net';

/**
 * Tells the local port of every connection that this process opens: a session of the project's own code is
 * known by it to the server, whatever that session calls itself.
 */
export function tellOwnSockets(tell: (localPort: number) => void): void {
  const connect = Socket.prototype.connect as (...parameters: unknown[]) => Socket;
  Socket.prototype.connect = function (this: Socket, ...parameters: unknown[]): Socket {
    this.once('connect', () => {
      if (this.localPort !== undefined) tell(this.localPort);
    });
    return connect.apply(this, parameters);
  };
}

/** A port in front of a server, whose connections can be cut at a chosen byte. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { atEnd } from './endings';

export interface Forwarder {
  readonly port: number;
  /** Looks at what a client sends; `cut` drops it, `cut-reply` sends it on and cuts at the server's answer. */
  watch(look: (sent: Buffer) => 'pass' | 'cut' | 'cut-reply'): void;
  /** From now on to another port: the server has come back elsewhere. */
  turnTo(port: number): void;
  /** Holds the server's answers back, as one that hangs would, or lets them come again. */
  silence(isSilent: boolean): void;
}

export async function startForwarder(serverPort: number): Promise<Forwarder> {
  let target = serverPort;
  let isSilent = false;
  let look: Parameters<Forwarder['watch']>[0] = () => 'pass';
  const open = new Set<Socket>();
  const upstreams = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    upstreams.add(upstream);
    const cut = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', cut).on('close', cut);
    }
    let cutsReply = false;
    client.on('data', (sent) => {
      const verdict = look(sent);
      if (verdict === 'cut') return cut();
      cutsReply ||= verdict === 'cut-reply';
      upstream.write(sent);
    });
    upstream.on('data', (answer) => (cutsReply ? cut() : client.write(answer)));
    if (isSilent) upstream.pause();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  atEnd(async () => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The forwarder has no port.');
  return {
    port: address.port,
    watch: (next) => {
      look = next;
    },
    turnTo: (port) => {
      target = port;
    },
    silence: (next) => {
      isSilent = next;
      for (const upstream of upstreams) isSilent ? upstream.pause() : upstream.resume();
    },
  };
}

/** The same URL through another port. */
export function throughPort(url: string, port: number): string {
  return url.replace(/:\d+\//, `:${port}/`);
}

export function portOf(url: string): number {
  return Number(new URL(url).port);
}

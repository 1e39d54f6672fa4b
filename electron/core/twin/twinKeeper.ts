/**
 * The twin's server and its scratch databases: started when first needed, one scratch database at a time.
 * Knows nothing of what happens in them, nor of the databases that stay there (see planner/). Start at `createTwin`.
 */
import { parseTarget } from '../connection/parseTarget';
import { openSession, type Session } from '../connection/session';
import { type LocalServer, startLocalServer } from './localServer';
import { makeScratchDatabase, type Scratch, takeTurn } from './scratchDatabase';

export interface Twin {
  /** What is remembered of targets is there, beside the cluster. */
  readonly folder: string;
  /**
   * Makes an empty database, lets `use` have it, and drops it however that ends, together with
   * the roles that were made meanwhile. Waits for its turn: roles belong to the whole server.
   */
  withScratchDatabase<T>(use: UseScratch<T>, signal: AbortSignal): Promise<T>;
  /** For databases that stay; whoever makes one drops it. */
  server(): Promise<LocalServer>;
  /** Aborts the signal of whoever uses a scratch database, waits for its end, and stops the server where it is ours. */
  stop(): Promise<void>;
}

export type UseScratch<T> = (scratch: Scratch, signal: AbortSignal) => Promise<T>;

export interface TwinOptions {
  /** Where its cluster lives. */
  readonly folder: string;
}

// It would count the rows of imported statistics anew, and find none.
const SETTINGS = { autovacuum: 'off' };

export function createTwin({ folder }: TwinOptions): Twin {
  let server: Promise<LocalServer> | null = null;
  const inUse = new Set<Promise<unknown>>();
  const stopping = new AbortController();
  const ready = (): Promise<LocalServer> => {
    server ??= startLocalServer({ binaries: '18', folder, signal: stopping.signal, settings: SETTINGS });
    server.catch(() => {
      server = null;
    });
    return server;
  };
  return {
    folder,
    server: ready,
    async withScratchDatabase(use, signal) {
      const ending = AbortSignal.any([signal, stopping.signal]);
      const using = ready().then((started) => useScratchDatabase(started, use, ending));
      inUse.add(using);
      return using.finally(() => inUse.delete(using));
    },
    async stop() {
      stopping.abort();
      await Promise.allSettled(inUse);
      await (await server?.catch(() => null))?.stop();
    },
  };
}

async function useScratchDatabase<T>(
  server: LocalServer,
  use: UseScratch<T>,
  signal: AbortSignal,
): Promise<T> {
  const keeper = await openKeeper(server);
  try {
    await takeTurn(keeper, signal);
    const scratch = await makeScratchDatabase(keeper, server);
    try {
      return await use(scratch.ways, signal);
    } finally {
      await scratch.drop();
    }
  } finally {
    // Its end gives the turn to the next one.
    await keeper.close();
  }
}

function openKeeper(server: LocalServer): Promise<Session> {
  return openSession(parseTarget({ url: server.url('postgres') }), { kind: 'run', name: 'lockstep twin' });
}

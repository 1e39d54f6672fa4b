/**
 * The demo: a small web shop in our own PostgreSQL, with rows enough for locks and plans to be real.
 * Knows how to start it and how to fill it once; what its schema is, only the project's revisions know.
 * Who runs revisions is given: start reading at startDemo, then prepareShop.
 */
import { toErrorInfo } from '../errors';
import { startLocalServer } from '../twin/localServer';
import { prepareShop, shopDatabase } from './prepareShop';

export interface DemoStatus {
  readonly phase: 'starting' | 'preparing' | 'ready' | 'failed';
  readonly message: string;
  /** From 0 to 1. */
  readonly fraction?: number;
}

/** Upgrades the database to the revision, and does nothing when it is there already. */
export type ApplyRevisions = (request: {
  readonly url: string;
  readonly projectFolder: string;
  readonly to: string;
  readonly signal?: AbortSignal | undefined;
}) => Promise<void>;

export interface DemoRequest {
  /** Where its PostgreSQL lives. */
  readonly folder: string;
  /** The shop's revisions and models. */
  readonly projectFolder: string;
  readonly applyRevisions: ApplyRevisions;
  readonly onStatus: (status: DemoStatus) => void;
  readonly signal?: AbortSignal | undefined;
}

export interface Demo {
  readonly url: string;
  readonly projectFolder: string;
  stop(): Promise<void>;
}

/** What fails is told as a status and thrown. */
export async function startDemo(request: DemoRequest): Promise<Demo> {
  try {
    const demo = await startShop(request);
    request.onStatus({ phase: 'ready', message: 'The demo shop is ready.' });
    return demo;
  } catch (thrown) {
    const { message, hint } = toErrorInfo(thrown);
    request.onStatus({ phase: 'failed', message: hint ? `${message} ${hint}` : message });
    throw thrown;
  }
}

async function startShop({ folder, projectFolder, onStatus, ...request }: DemoRequest): Promise<Demo> {
  onStatus({ phase: 'starting', message: 'Starting the local PostgreSQL' });
  const server = await startLocalServer({
    binaries: '18',
    folder,
    signal: request.signal,
    onProgress: (message) => onStatus({ phase: 'starting', message }),
  });
  try {
    await prepareShop({ ...request, server, projectFolder, onStatus });
  } catch (thrown) {
    await server.stop();
    throw thrown;
  }
  return { url: server.url(shopDatabase), projectFolder, stop: server.stop };
}

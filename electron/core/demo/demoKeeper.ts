import { EventEmitter, on } from 'node:events';
import { type ApplyRevisions, type Demo, type DemoStatus, startDemo } from './demo';

/** Starts the demo once, when first asked, and tells everybody who looks how far it is. */
export interface DemoKeeper {
  start(): void;
  /** Starts it where it does not run yet; a failed start is tried again. */
  ready(): Promise<Demo>;
  /** The status now and at every change. */
  watch(signal?: AbortSignal): AsyncGenerator<DemoStatus>;
  stop(): Promise<void>;
}

export interface DemoKeeperOptions {
  readonly folder: string;
  readonly projectFolder: string;
  readonly applyRevisions: ApplyRevisions;
}

export function createDemoKeeper(options: DemoKeeperOptions): DemoKeeper {
  const changes = new EventEmitter<{ status: [DemoStatus] }>();
  changes.setMaxListeners(0);
  const stopping = new AbortController();
  let status: DemoStatus = { phase: 'starting', message: 'The demo has not been started.' };
  let demo: Promise<Demo> | null = null;

  const onStatus = (next: DemoStatus) => {
    status = next;
    changes.emit('status', next);
  };
  const ready = (): Promise<Demo> => {
    demo ??= startDemo({ ...options, onStatus, signal: stopping.signal });
    demo.catch(() => {
      demo = null;
    });
    return demo;
  };
  return {
    start: () => void ready().catch(() => undefined),
    ready,
    async *watch(signal) {
      const updates = on(changes, 'status', signal ? { signal } : {});
      try {
        yield status;
        for await (const [next] of updates) yield next;
      } catch (error) {
        if (!signal?.aborted) throw error;
      }
    },
    async stop() {
      stopping.abort();
      await (await demo?.catch(() => null))?.stop();
    },
  };
}

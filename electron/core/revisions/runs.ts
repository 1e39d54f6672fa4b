/** The runs of this app: started here, watched from anywhere, kept until the app ends. */
import { EventEmitter, on } from 'node:events';
import { badInput, CoreError } from '../errors';
import { endUnstarted, run } from './run';
import { createRunProgress, type RunIdentity } from './runProgress';
import type { RunRequest } from './runRequest';
import type { RunSnapshot } from './runSnapshot';

export type RunStart = Omit<RunRequest, 'identity' | 'signal'>;

export interface Runs {
  start(where: Omit<RunIdentity, 'runId'>, request: RunStart): { readonly runId: string };
  /** Snapshots until the run has ended; the first one at once. */
  watch(runId: string, signal?: AbortSignal): AsyncGenerator<RunSnapshot>;
  latest(where: Omit<RunIdentity, 'runId'>): RunSnapshot | null;
  cancel(runId: string): void;
  isRunning(): boolean;
  /** Cancels what runs and waits for its end. */
  close(): Promise<void>;
}

interface LiveRun {
  snapshot: RunSnapshot;
  readonly cancelling: AbortController;
  readonly changes: EventEmitter<{ snapshot: [RunSnapshot] }>;
  readonly ended: Promise<void>;
}

const KEPT_RUNS = 50;

/** What follows a run; whoever watches doesn't wait for it, and `close` does. */
export type AfterRun = (ended: RunSnapshot) => Promise<void>;

export function createRuns(afterRun: AfterRun = async () => undefined): Runs {
  const runs = new Map<string, LiveRun>();
  const find = (runId: string): LiveRun => {
    const found = runs.get(runId);
    if (found) return found;
    throw badInput('That run is not known any more.', 'The history shows what it has done.');
  };
  return {
    start(where, request) {
      refuseSecond(runs, where.connectionId);
      const identity = { runId: crypto.randomUUID(), ...where };
      runs.set(identity.runId, startRun(identity, request, afterRun));
      forgetOldest(runs);
      return { runId: identity.runId };
    },
    watch: (runId, signal) => watchRun(find(runId), signal),
    latest: ({ connectionId, projectId }) =>
      [...runs.values()]
        .map(({ snapshot }) => snapshot)
        .filter((each) => each.connectionId === connectionId && each.projectId === projectId)
        .at(-1) ?? null,
    cancel: (runId) => find(runId).cancelling.abort(),
    isRunning: () => [...runs.values()].some(({ snapshot }) => snapshot.phase !== 'ended'),
    async close() {
      for (const { cancelling } of runs.values()) cancelling.abort();
      await Promise.all([...runs.values()].map(({ ended }) => ended));
    },
  };
}

function startRun(identity: RunIdentity, request: RunStart, afterRun: AfterRun): LiveRun {
  const cancelling = new AbortController();
  const changes = new EventEmitter<{ snapshot: [RunSnapshot] }>();
  changes.setMaxListeners(0);
  const asked = { direction: request.direction, target: request.target };
  const progress = createRunProgress(identity, asked, (snapshot) => {
    live.snapshot = snapshot;
    changes.emit('snapshot', snapshot);
  });
  const live: LiveRun = {
    snapshot: progress.snapshot(),
    cancelling,
    changes,
    ended: run({ ...request, identity, signal: cancelling.signal }, progress)
      .catch((error) => endUnstarted(error, progress))
      .then(() => afterRun(live.snapshot)),
  };
  return live;
}

async function* watchRun(live: LiveRun, signal?: AbortSignal): AsyncGenerator<RunSnapshot> {
  // Listening begins before the first look, so that an end in between is not missed.
  const stop = new AbortController();
  signal?.addEventListener('abort', () => stop.abort(), { once: true });
  const changes = on(live.changes, 'snapshot', { signal: stop.signal });
  try {
    yield live.snapshot;
    if (live.snapshot.phase === 'ended') return;
    for await (const [snapshot] of changes) {
      yield snapshot;
      if (snapshot.phase === 'ended') return;
    }
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  } finally {
    stop.abort();
  }
}

function refuseSecond(runs: ReadonlyMap<string, LiveRun>, connectionId: string): void {
  const running = [...runs.values()].some(
    ({ snapshot }) => snapshot.connectionId === connectionId && snapshot.phase !== 'ended',
  );
  if (!running) return;
  throw new CoreError({
    kind: 'runner-busy',
    holder: null,
    message: 'A run on this connection is under way here.',
    hint: 'Wait for its end or cancel it.',
  });
}

function forgetOldest(runs: Map<string, LiveRun>): void {
  for (const [runId, { snapshot }] of runs) {
    if (runs.size <= KEPT_RUNS) return;
    if (snapshot.phase === 'ended') runs.delete(runId);
  }
}

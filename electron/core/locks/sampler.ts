/** Samples a server while somebody watches: one sample at a time, shared by all who watch. */
import { EventEmitter, on, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ErrorInfo, toErrorInfo } from '../errors';
import type { LockSnapshot, LockWatch } from './snapshot';

export interface SamplerOptions {
  readonly take: () => Promise<LockSnapshot>;
  /** Nobody watches any more. */
  readonly rest: () => Promise<void>;
  readonly onSample: (snapshot: LockSnapshot) => void;
}

export interface Sampler {
  /** At once what is known, then each sample; the shortest interval of all who watch counts. */
  watch(everyMs: number, signal: AbortSignal): AsyncGenerator<LockWatch>;
  /** The latest good sample, while it is fresh. */
  latest(): LockSnapshot | null;
  /** The next sample, which is taken at once; null when nobody watches, or when it failed. */
  next(): Promise<LockSnapshot | null>;
  isWatched(): boolean;
  close(): Promise<void>;
}

const SLOWEST_MS = 30_000;
/** What is older is not told as if it were now. */
const FRESH_MS = 1500;
/** Samples that take this part of the interval make it longer. */
const TOO_MUCH = 0.5;
/** After so long without an answer what is shown is told to be old: the sample may still come. */
const LATE_MS = 2000;

export function createSampler({ take, rest, onSample }: SamplerOptions): Sampler {
  const watchers = new Set<{ readonly everyMs: number }>();
  const changes = new EventEmitter<{ watch: [LockWatch] }>();
  changes.setMaxListeners(0);
  let state: LockWatch = { snapshot: null, failure: null, everyMs: SLOWEST_MS };
  let sampledAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | null = null;
  let waking = new AbortController();
  let slowness = 1;

  const intervalMs = () => {
    const asked = Math.min(SLOWEST_MS, ...[...watchers].map(({ everyMs }) => everyMs));
    return Math.min(SLOWEST_MS, asked * slowness);
  };
  const tellLate = (since: string) => {
    if (!state.snapshot) return;
    state = { ...state, failure: { error: LATE, since: state.failure?.since ?? since } };
    changes.emit('watch', state);
  };
  const sampleOnce = async () => {
    const begun = performance.now();
    const late = setTimeout(tellLate, LATE_MS, new Date().toISOString());
    const next = await take().then(
      (snapshot) => ({ snapshot, failure: null }),
      (thrown) => ({ snapshot: state.snapshot, failure: failureOf(thrown, state) }),
    );
    clearTimeout(late);
    const spentMs = performance.now() - begun;
    slowness = nextSlowness(
      slowness,
      spentMs > intervalMs() * TOO_MUCH,
      state.failure !== null && next.failure === null,
    );
    state = { ...next, everyMs: intervalMs() };
    sampledAt = performance.now();
    if (next.failure === null && next.snapshot) onSample(next.snapshot);
    changes.emit('watch', state);
    return spentMs;
  };
  const run = async () => {
    while (watchers.size > 0) {
      const spentMs = await sampleOnce();
      waking = new AbortController();
      const pauseMs = Math.max(0, intervalMs() - spentMs);
      if (watchers.size > 0)
        await sleep(pauseMs, undefined, { signal: waking.signal }).catch(() => undefined);
      // One that came while the session was being closed finds the sampling going on.
      if (watchers.size === 0) await rest();
    }
    running = null;
  };
  const begin = () => {
    waking.abort();
    running ??= run();
  };
  const ageMs = () => performance.now() - sampledAt;
  return {
    async *watch(everyMs, signal) {
      const watcher = { everyMs };
      watchers.add(watcher);
      const stop = new AbortController();
      signal.addEventListener('abort', () => stop.abort(), { once: true });
      if (signal.aborted) stop.abort();
      const pushed = on(changes, 'watch', { signal: stop.signal });
      try {
        if (ageMs() < FRESH_MS) yield state;
        begin();
        for await (const [next] of pushed) yield next;
      } catch (error) {
        if (!stop.signal.aborted) throw error;
      } finally {
        watchers.delete(watcher);
        if (watchers.size === 0) waking.abort();
        stop.abort();
      }
    },
    latest: () => (watchers.size > 0 && ageMs() < FRESH_MS && !state.failure ? state.snapshot : null),
    async next() {
      if (watchers.size === 0) return null;
      // Counted among those who watch: the sampling would not end before it has been answered.
      const asking = { everyMs: SLOWEST_MS };
      watchers.add(asking);
      try {
        const pushed = once(changes, 'watch');
        begin();
        const [{ snapshot, failure }] = await pushed;
        return failure === null ? snapshot : null;
      } finally {
        watchers.delete(asking);
        if (watchers.size === 0) waking.abort();
      }
    },
    isWatched: () => watchers.size > 0,
    async close() {
      watchers.clear();
      waking.abort();
      await running;
    },
  };
}

/** A server that is back is not the slow one that it was. */
function nextSlowness(slowness: number, isSlow: boolean, isBack: boolean): number {
  if (isSlow) return slowness * 2;
  return isBack ? 1 : Math.max(1, slowness / 2);
}

const LATE: ErrorInfo = {
  kind: 'connection-lost',
  message: 'The server is overloaded, or out of reach.',
  hint: 'What is shown is the last that it said.',
};

function failureOf(thrown: unknown, { failure }: LockWatch): LockWatch['failure'] {
  return { error: toErrorInfo(thrown), since: failure?.since ?? new Date().toISOString() };
}

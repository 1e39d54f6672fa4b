/** Long work as a stream of snapshots: how far it is, now and then, and what it came to. */
import { EventEmitter, on } from 'node:events';

const PUSH_EVERY_MS = 100;

export type Push<T> = (snapshot: T) => void;

/**
 * Of many that `work` pushes closely together only the latest is told; what it answers is the last one. A reader who
 * leaves, or aborts the signal, aborts the work's.
 */
export async function* snapshotsOf<T>(
  work: (push: Push<T>, signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): AsyncGenerator<T> {
  const stopping = new AbortController();
  const changes = new EventEmitter<{ snapshot: [T, isLast: boolean]; error: [unknown] }>();
  // Listening begins before the first push.
  const told = on(changes, 'snapshot');
  const pushing = createPushing<T>((snapshot, isLast) => changes.emit('snapshot', snapshot, isLast));
  const ended = work(pushing.push, AbortSignal.any([signal, stopping.signal])).then(
    (last) => pushing.end(last),
    (thrown) => void changes.emit('error', thrown),
  );
  try {
    for await (const [snapshot, isLast] of told) {
      yield snapshot;
      if (isLast) return;
    }
  } finally {
    stopping.abort();
    await ended;
  }
}

function createPushing<T>(tell: (snapshot: T, isLast: boolean) => void) {
  let waiting: { readonly snapshot: T } | null = null;
  let timer: NodeJS.Timeout | null = null;
  const flush = () => {
    timer = null;
    if (waiting) tell(waiting.snapshot, false);
    waiting = null;
  };
  return {
    push(snapshot: T) {
      waiting = { snapshot };
      timer ??= setTimeout(flush, PUSH_EVERY_MS);
    },
    end(snapshot: T) {
      if (timer) clearTimeout(timer);
      tell(snapshot, true);
    },
  };
}

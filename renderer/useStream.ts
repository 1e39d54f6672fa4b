import { useEffect, useState } from 'react';
import type { ErrorInfo } from '../electron/contract/call';
import { errorInfo, type Line, useLine } from './api';

export interface Streamed<T> {
  /** The last thing pushed; stays when the stream breaks. */
  readonly latest: T | null;
  readonly error: ErrorInfo | null;
  /** Whether nothing more will come. */
  readonly isEnded: boolean;
}

type Open<T> = (signal: AbortSignal) => Promise<AsyncIterable<T>>;

const NOTHING = { latest: null, error: null, isEnded: false };

/**
 * Follows a stream of whole snapshots until it ends, `isLast` says so, or the component goes away. A lost line is no
 * error: the stream is opened again when it is back. `key` says which stream it is; null is none.
 */
export function useStream<T>(key: string | null, open: Open<T>, isLast: (pushed: T) => boolean): Streamed<T> {
  const line = useLine();
  const [state, setState] = useState<Streamed<T> & { readonly key: string | null }>({ ...NOTHING, key });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for `open` and `isLast`, which are new at each render
  useEffect(() => {
    if (key === null) return;
    const leaving = new AbortController();
    const change = (next: (before: Streamed<T>) => Streamed<T>) => {
      if (leaving.signal.aborted) return;
      setState((before) => ({ ...next(before.key === key ? before : NOTHING), key }));
    };
    follow(line, open, isLast, (latest) => change(() => ({ ...NOTHING, latest })), leaving.signal).then(
      () => change((before) => ({ ...before, isEnded: true })),
      (thrown: unknown) => change(({ latest }) => ({ latest, error: errorInfo(thrown), isEnded: true })),
    );
    return () => leaving.abort();
  }, [key, line]);
  return state.key === key ? state : NOTHING;
}

async function follow<T>(
  line: Line,
  open: Open<T>,
  isLast: (pushed: T) => boolean,
  push: (pushed: T) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const pushed of await open(signal)) {
        push(pushed);
        if (isLast(pushed)) return;
      }
      return;
    } catch (thrown) {
      if (line.status() !== 'lost') throw thrown;
      await untilReady(line, signal);
    }
  }
}

function untilReady(line: Line, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (line.status() !== 'ready' && !signal.aborted) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = line.subscribe(check);
    signal.addEventListener('abort', check, { once: true });
    check();
  });
}

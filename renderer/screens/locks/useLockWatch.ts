import { useState, useSyncExternalStore } from 'react';
import type { ErrorInfo, LockWatch } from '../../../electron/contract';
import { useApi } from '../../api';
import { useStream } from '../../useStream';

export interface WatchedLocks {
  /** The last one stays while it is paused or out of sight. */
  readonly watch: LockWatch | null;
  readonly error: ErrorInfo | null;
  readonly retry: () => void;
}

/** Samples are asked for only while somebody can see them: a page in the background costs the server nothing. */
export function useLockWatch(connectionId: string, everyMs: number, isPaused: boolean): WatchedLocks {
  const api = useApi();
  const isInSight = useIsInSight();
  const [attempt, setAttempt] = useState(0);
  const { latest, error } = useStream(
    isPaused || !isInSight ? null : `${connectionId} ${everyMs} ${attempt}`,
    (signal) => api.locks.watch({ connectionId, everyMs }, { signal }),
    () => false,
  );
  const [kept, setKept] = useState<LockWatch | null>(null);
  if (latest && latest !== kept) setKept(latest);
  return { watch: latest ?? kept, error, retry: () => setAttempt((before) => before + 1) };
}

function useIsInSight(): boolean {
  return useSyncExternalStore(subscribe, () => document.visibilityState === 'visible');
}

function subscribe(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}

import { useState } from 'react';
import type { LockWatch, SampleFailure } from '../../../electron/contract/locks';
import { useApi } from '../../api';
import { useIsInSight } from '../../parts/useIsInSight';
import { useStream } from '../../useStream';

export interface WatchedLocks {
  /** The last one stays while it is paused or out of sight. */
  readonly watch: LockWatch | null;
  /** Nothing more comes by itself. */
  readonly broken: SampleFailure | null;
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
  const [broken, setBroken] = useState<SampleFailure | null>(null);
  if (error !== (broken?.error ?? null)) setBroken(error && { error, since: new Date().toISOString() });
  return { watch: latest ?? kept, broken, retry: () => setAttempt((before) => before + 1) };
}

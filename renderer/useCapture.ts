import { useState } from 'react';
import type { Direction } from '../electron/contract/revisions';
import { useApi } from './api';
import type { Pair } from './app/addresses';
import { type CaptureState, captureState } from './parts/captureState';
import { useStream } from './useStream';

interface Asked {
  readonly count: number;
  readonly direction: Direction;
  readonly target: string;
}

export interface Capture {
  readonly state: CaptureState;
  readonly begin: (direction: Direction, target: string) => void;
  /** Ends it, or forgets its result. */
  readonly cancel: () => void;
}

/** The SQL of what a target would run, captured on the local server; leaving ends it. */
export function useCapture(pair: Pair): Capture {
  const api = useApi();
  const [asked, setAsked] = useState<Asked | null>(null);
  const stream = useStream(
    asked && `capture ${asked.count}`,
    (signal) =>
      api.revisions.captureSql(
        { ...pair, direction: asked?.direction ?? 'up', target: asked?.target ?? 'head' },
        { signal },
      ),
    ({ phase }) => phase === 'done' || phase === 'failed',
  );
  return {
    state: asked ? captureState(stream) : { kind: 'none' },
    begin: (direction, target) =>
      setAsked((before) => ({ count: (before?.count ?? 0) + 1, direction, target })),
    cancel: () => setAsked(null),
  };
}

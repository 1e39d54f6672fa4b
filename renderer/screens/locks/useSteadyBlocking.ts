import { useMemo, useState } from 'react';
import type { LockSnapshot } from '../../../electron/contract/locks';
import { type Blocking, blockingOf } from './blocking';

/** The blocks of a sample, with its roots in the order in which they were first seen. */
export function useSteadyBlocking(snapshot: LockSnapshot): Blocking {
  const [order, setOrder] = useState<readonly string[]>([]);
  const blocking = useMemo(() => blockingOf(snapshot, order), [snapshot, order]);
  if (blocking.roots.join('\n') !== order.join('\n')) setOrder(blocking.roots);
  return blocking;
}

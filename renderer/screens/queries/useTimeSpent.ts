import { useState } from 'react';
import type { TimeSpent } from '../../../electron/contract/queries';
import { useApi } from '../../api';
import type { Pair } from '../../app/addresses';
import { useIsInSight } from '../../parts/useIsInSight';
import { useStream } from '../../useStream';

/** Read while the room can be seen; what was known stays while it can’t. */
export function useTimeSpent(pair: Pair, isCounted: boolean): TimeSpent | null {
  const api = useApi();
  const isInSight = useIsInSight();
  const { latest } = useStream(
    isCounted && isInSight ? `${pair.connectionId} ${pair.projectId}` : null,
    (signal) => api.queries.watchSpent(pair, { signal }),
    () => false,
  );
  const [kept, setKept] = useState<TimeSpent | null>(null);
  if (latest && latest !== kept) setKept(latest);
  return latest ?? kept;
}

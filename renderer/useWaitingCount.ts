import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

const keyOf = (connectionId: string | null) => ['locks', 'waiting', connectionId];

/** How many sessions wait, as the Locks room sees it at this moment; null while that isn't looked at. */
export function useWaitingCount(connectionId: string | null): number | null {
  const { data } = useQuery<number | null>({ queryKey: keyOf(connectionId), queryFn: skipToken });
  return data ?? null;
}

/** Said for as long as the room is shown: an old number would be a wrong one. */
export function useTellWaitingCount(connectionId: string, count: number | null): void {
  const client = useQueryClient();
  useEffect(() => {
    client.setQueryData(keyOf(connectionId), count);
  }, [client, connectionId, count]);
  useEffect(() => () => void client.setQueryData(keyOf(connectionId), null), [client, connectionId]);
}

import { useQuery } from '@tanstack/react-query';
import { useQueries } from '../../../api';

/** The frame opens the connection; what it learned is only looked at here. */
export function useIsReadOnly(connectionId: string): boolean {
  const { data } = useQuery(
    useQueries().connections.open.queryOptions({ input: { connectionId }, enabled: false }),
  );
  return data !== undefined && (data.isReadOnly || data.isStandby);
}

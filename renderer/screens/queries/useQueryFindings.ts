import { useQuery } from '@tanstack/react-query';
import { useLocation, useSearch } from 'wouter';
import { errorInfo, useQueries } from '../../api';
import { connectionAddress, type Pair } from '../../app/addresses';
import {
  indexesAddress,
  type QueriesPlace,
  queriesAddress,
  readQueriesPlace,
} from '../../app/adviceAddresses';
import type { QueriesActions } from './QueriesView';
import { type QueriesState, queriesState } from './queriesState';
import { useTimeSpent } from './useTimeSpent';

export function useQueryFindings(pair: Pair): {
  readonly state: QueriesState;
  readonly actions: QueriesActions;
} {
  const at = readQueriesPlace(new URLSearchParams(useSearch()));
  const [, navigate] = useLocation();
  const read = useQuery({
    ...useQueries().queries.findings.queryOptions({ input: pair }),
    refetchOnWindowFocus: false,
  });
  const move = (change: Partial<QueriesPlace>) =>
    navigate(queriesAddress(pair, { ...at, ...change }), { replace: true });
  return {
    state: queriesState({
      findings: read.data ?? null,
      readAt: new Date(read.dataUpdatedAt).toISOString(),
      readError: read.error && errorInfo(read.error),
      isReading: read.isFetching,
      spent: useTimeSpent(pair, read.data?.workload.state === 'ready'),
      ...at,
    }),
    actions: {
      readAgain: () => void read.refetch(),
      openConnection: () => navigate(connectionAddress(pair.connectionId)),
      filter: (filter) => move({ filter }),
      sort: (sort) => move({ sort }),
      select: (id) => move({ at: id }),
      inspect: (id) => move({ at: id, inspecting: true }),
      closeDetail: () => move({ inspecting: false }),
      explain: (sql) => navigate(indexesAddress(pair, { panel: 'explain', sql })),
      suggest: (sql) => navigate(indexesAddress(pair, { panel: 'suggest', sql })),
    },
  };
}

import { spotlight } from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { errorInfo, useLineStatus, useQueries } from '../api';
import { useLastComparison } from '../useLastComparison';
import { useWaitingCount } from '../useWaitingCount';
import {
  CONNECT,
  connectionAddress,
  diffAddress,
  hereOf,
  historyAddress,
  type Pair,
  readDiffPlace,
} from './addresses';
import { indexesAddress, queriesAddress } from './adviceAddresses';
import type { FrameActions } from './FrameView';
import type { FrameState, Room, ServerState } from './frameState';
import { locksAddress } from './locksAddress';

const NO_PAIR: Pair = { connectionId: '-', projectId: '-' };
const MODELS = { kind: 'models' } as const;

export interface FramePlace {
  /** null outside of a project. */
  readonly pair: Pair | null;
  /** The pair visited last. */
  readonly lastPair: Pair | null;
  /** Also known in the connect room. */
  readonly connectionId: string | null;
  readonly room: Room;
}

export function useFrame({ pair, lastPair, connectionId, room }: FramePlace): {
  readonly state: FrameState;
  readonly actions: FrameActions;
} {
  const queries = useQueries();
  const [, navigate] = useLocation();
  const line = useLineStatus();
  const { data: connections = [] } = useQuery(queries.connections.list.queryOptions());
  const { data: projects = [] } = useQuery(queries.projects.list.queryOptions());
  const connection = connections.find(({ id }) => id === connectionId) ?? null;
  const project = projects.find(({ id }) => id === pair?.projectId) ?? null;
  const server = useServer(room === 'connect' ? null : connectionId);
  // The history screen reads it; here it is only looked at.
  const { data: history } = useQuery(
    queries.revisions.history.queryOptions({ input: lastPair ?? NO_PAIR, enabled: false }),
  );
  // The rooms look; here what they found is only counted.
  const { data: advice } = useQuery(
    queries.indexes.suggestions.queryOptions({ input: lastPair ?? NO_PAIR, enabled: false }),
  );
  const { data: findings } = useQuery(
    queries.queries.findings.queryOptions({ input: lastPair ?? NO_PAIR, enabled: false }),
  );
  // The Diff room compares; here what it found is only counted.
  const compared = useLastComparison(lastPair, hereOf(lastPair ?? NO_PAIR), MODELS);
  const lastDiff = useLastDiff(pair, lastPair, room);
  const title = connection ? `${connection.name} · Lockstep` : 'Lockstep';
  useEffect(() => {
    document.title = title;
  }, [title]);
  return {
    state: {
      connections,
      projects,
      connection,
      project,
      server,
      room,
      hasHistory: lastPair !== null,
      pendingCount: history?.pendingCount ?? null,
      differenceCount: compared?.comparison.rows.filter(({ isGroup }) => !isGroup).length ?? null,
      waitingCount: useWaitingCount(connectionId),
      suggestionCount: advice?.count ?? null,
      findingCount: findings?.count ?? null,
      line,
    },
    actions: {
      openConnection: (id) =>
        navigate(
          room === 'locks'
            ? locksAddress(id)
            : addressOn(id, pair, connections.find((each) => each.id === id)?.isDemo),
        ),
      openProject: (id) => connectionId !== null && navigate(historyAddress({ connectionId, projectId: id })),
      openFolder: () => navigate(connectionId === null ? CONNECT : connectionAddress(connectionId)),
      goTo: (to) => navigate((to === 'diff' && lastDiff) || addressOf(to, connectionId, lastPair)),
      search: spotlight.open,
    },
  };
}

/** Where the Diff room of the last pair was left; null where it was not visited. */
function useLastDiff(pair: Pair | null, lastPair: Pair | null, room: Room): string | null {
  const search = useSearch();
  const isHere = room === 'diff' && pair !== null;
  const here = isHere
    ? diffAddress(pair, { ...readDiffPlace(pair, new URLSearchParams(search)), panel: null })
    : null;
  const [last, setLast] = useState(here);
  if (here !== null && here !== last) setLast(here);
  const address = here ?? last;
  return lastPair && address?.startsWith(diffAddress(lastPair)) ? address : null;
}

function addressOf(room: Room, connectionId: string | null, lastPair: Pair | null): string {
  if (room === 'locks' && connectionId !== null) return locksAddress(connectionId);
  if (!lastPair || room === 'connect' || room === 'none') return CONNECT;
  if (room === 'indexes') return indexesAddress(lastPair);
  if (room === 'queries') return queriesAddress(lastPair);
  return room === 'diff' ? diffAddress(lastPair) : historyAddress(lastPair);
}

/** The same project on another connection; the demo's project is for the demo alone, and the other way round. */
function addressOn(connectionId: string, pair: Pair | null, isDemo: boolean | undefined): string {
  if (!pair || isDemo || pair.projectId === 'demo') return connectionAddress(connectionId);
  return historyAddress({ connectionId, projectId: pair.projectId });
}

function useServer(connectionId: string | null): ServerState {
  const queries = useQueries();
  const { data, error } = useQuery(
    queries.connections.open.queryOptions({
      input: { connectionId: connectionId ?? '-' },
      enabled: connectionId !== null,
      refetchOnWindowFocus: false,
    }),
  );
  if (connectionId === null) return { kind: 'none' };
  if (data) return { kind: 'open', facts: data };
  return error ? { kind: 'failed', error: errorInfo(error) } : { kind: 'connecting' };
}

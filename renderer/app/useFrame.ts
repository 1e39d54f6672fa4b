import { spotlight } from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { errorInfo, useLineStatus, useQueries } from '../api';
import { useLastComparison } from '../useLastComparison';
import { useWaitingCount } from '../useWaitingCount';
import { CONNECT, connectionAddress, diffAddress, hereOf, historyAddress, type Pair } from './addresses';
import { indexesAddress, queriesAddress } from './adviceAddresses';
import type { FrameActions } from './FrameView';
import type { FrameState, Room, ServerState } from './frameState';
import { locksAddress } from './locksAddress';
import { rememberedAddress } from './rememberedAddress';

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
  const lastAddress = useLastAddresses({ pair, lastPair, connectionId, room });
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
      goTo: (to) => navigate(lastAddress(to) ?? addressOf(to, connectionId, lastPair)),
      search: spotlight.open,
    },
  };
}

type Addresses = Partial<Readonly<Record<Room, string>>>;

/** Where a room of the last pair was left; null where it was not visited, or begins anew each time. */
function useLastAddresses({ pair, lastPair, room }: FramePlace): (to: Room) => string | null {
  const here = rememberedAddress(room, pair, useSearch());
  const [last, setLast] = useState<Addresses>({});
  if (here !== null && here !== last[room]) setLast({ ...last, [room]: here });
  return (to) => {
    const address = to === room ? (here ?? last[to]) : last[to];
    // Of another pair it is of no use.
    return lastPair && address?.startsWith(addressOf(to, null, lastPair)) ? address : null;
  };
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

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { LockParty, LockSnapshot } from '../../../../electron/contract/locks';
import { errorInfo, useQueries } from '../../../api';
import type { Place } from '../../../usePlace';
import { type Party, partiesOf } from '../parties';
import type { FreeingState, InspectorState } from './inspectorState';
import { useSignal } from './useSignal';

/** It may look at rows for it, so not as often as sampling can be. */
const LEAST_EVERY_MS = 2_000;
const AWAITED_EVERY_MS = 5_000;

export interface InspectorWanted {
  readonly connectionId: string;
  /** null: it is closed. */
  readonly key: string | null;
  readonly snapshot: LockSnapshot | null;
  readonly isNow: boolean;
  /** null: it is paused, and asked once only. */
  readonly everyMs: number | null;
  readonly place: Place;
}

export function useInspector(wanted: InspectorWanted) {
  const { connectionId, key, snapshot, isNow, everyMs, place } = wanted;
  const parties = useMemo(() => (snapshot ? partiesOf(snapshot) : null), [snapshot]);
  const party = (key !== null && parties?.get(key)) || absentParty(key, snapshot);
  const of = party && lockPartyOf(party);
  const freeing = useFreeing(
    connectionId,
    isNow ? of : null,
    everyMs !== null && Math.max(LEAST_EVERY_MS, everyMs),
  );
  const awaitedRow = useAwaitedRow(connectionId, isNow ? party : null, everyMs !== null && AWAITED_EVERY_MS);
  const signal = useSignal({ connectionId, key, of, place });
  const state: InspectorState | null =
    key === null ? null : { key, party, isNow, freeing, awaitedRow, signal: signal.state };
  return { state, actions: signal.actions };
}

/** An edge may name who is not in the sample itself. */
function absentParty(key: string | null, snapshot: LockSnapshot | null): Party | null {
  const isNamed = snapshot?.edges.some(
    ({ blocked, blocker, gid }) =>
      String(blocked) === key || (blocker === 0 && gid === null && key === 'gid:'),
  );
  return key !== null && isNamed ? { kind: 'absent', key } : null;
}

function lockPartyOf(party: Party): LockParty | null {
  if (party.kind === 'prepared') return { gid: party.prepared.gid };
  if (party.kind === 'absent') return null;
  const { pid, backendStart } = party.session;
  return backendStart === null ? null : { pid, backendStart };
}

const NOBODY: LockParty = { gid: '-' };

/** Asked again and again: who waits changes. */
function useFreeing(connectionId: string, of: LockParty | null, everyMs: number | false): FreeingState {
  const { data, error } = useQuery({
    ...useQueries().locks.freeing.queryOptions({ input: { connectionId, of: of ?? NOBODY } }),
    enabled: of !== null,
    refetchInterval: everyMs,
    gcTime: 0,
  });
  if (data) return { kind: 'shown', freeing: data };
  return error ? { kind: 'failed', error: errorInfo(error) } : { kind: 'loading' };
}

function useAwaitedRow(connectionId: string, party: Party | null, everyMs: number | false) {
  const session = party?.kind === 'session' ? party.session : null;
  const kind = session?.awaits?.target.kind;
  const { data } = useQuery({
    ...useQueries().locks.awaitedRow.queryOptions({ input: { connectionId, pid: session?.pid ?? 1 } }),
    enabled: kind === 'row' || kind === 'transaction',
    refetchInterval: everyMs,
    gcTime: 0,
  });
  return data ?? null;
}

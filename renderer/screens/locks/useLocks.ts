import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { ErrorInfo } from '../../../electron/contract/call';
import type { LockSnapshot } from '../../../electron/contract/locks';
import { errorInfo, useApi, useQueries } from '../../api';
import { connectionAddress, type Pair } from '../../app/addresses';
import { indexesAddress } from '../../app/adviceAddresses';
import {
  type IncidentFormat,
  type LocksLayout,
  type LocksPlace,
  locksAddress,
  readLocksPlace,
} from '../../app/locksAddress';
import { saveFile } from '../../parts/saveFile';
import { usePlace } from '../../usePlace';
import { useTellWaitingCount } from '../../useWaitingCount';
import { useInspector } from './inspector/useInspector';
import type { LocksActions } from './LocksView';
import { type LocksState, sampleShown, usualLayout } from './locksState';
import { useLockedRows } from './rows/useLockedRows';
import { useLockWatch } from './useLockWatch';

const RECORDED_EVERY_MS = 5_000;

export function useLocks(
  connectionId: string,
  pair: Pair | null,
): {
  readonly state: LocksState;
  readonly actions: LocksActions;
} {
  const [chosen, move] = useLocksPlace(connectionId);
  const [isPaused, setPaused] = useState(false);
  const place = usePlace(pair ?? { connectionId, projectId: '-' });
  const { watch, broken, retry } = useLockWatch(connectionId, chosen.everyMs, isPaused);
  const past = useSample(connectionId, chosen.sample);
  const sampled = sampleShown({ watch, broken, isPaused, sample: past });
  const snapshot = sampled.kind === 'shown' ? sampled.snapshot : null;
  const isNow = sampled.kind === 'shown' && sampled.moment.kind !== 'past';
  const key = chosen.inspecting ? chosen.at : null;
  const inspector = useInspector({
    connectionId,
    key,
    snapshot,
    isNow,
    everyMs: isPaused ? null : chosen.everyMs,
    place,
  });
  const rows = useLockedRows({ connectionId, chosen, move, place, isPaused });
  const exporting = useExport(connectionId);
  const recording = useRecording(connectionId, snapshot !== null);
  const view = useLayout(chosen.view, snapshot);
  useTellWaitingCount(connectionId, watch?.snapshot?.waitingCount ?? null);
  const [, navigate] = useLocation();
  return {
    state:
      sampled.kind === 'shown'
        ? {
            ...sampled,
            place,
            everyMs: chosen.everyMs,
            actualEveryMs: watch?.everyMs ?? chosen.everyMs,
            view,
            chosen,
            recording,
            problem: problemOf(exporting.error, past?.error),
            isExporting: exporting.isPending,
            inspector: inspector.state,
            rows: rows.state,
          }
        : sampled,
    actions: {
      ...placeActions(move),
      ...inspector.actions,
      pause: () => setPaused(true),
      goOn: () => setPaused(false),
      exportIncident: (format) => exporting.mutate(format),
      retry,
      openConnection: () => navigate(connectionAddress(connectionId)),
      explain: (sql) => pair && navigate(indexesAddress(pair, { panel: 'explain', sql })),
      rows: rows.actions,
    },
  };
}

type Move = (change: Partial<LocksPlace>) => void;

/** What is shown is in the address, and changes there. */
function useLocksPlace(connectionId: string): readonly [LocksPlace, Move] {
  const place = readLocksPlace(new URLSearchParams(useSearch()));
  const [, navigate] = useLocation();
  return [
    place,
    (change) => navigate(locksAddress(connectionId, { ...place, ...change }), { replace: true }),
  ];
}

function placeActions(move: Move) {
  return {
    sampleEvery: (everyMs) => move({ everyMs }),
    goTo: (sample) => move({ sample }),
    show: (view) => move({ view }),
    openTab: (tab) => move({ tab }),
    filter: (filter) => move({ filter }),
    sort: (sort) => move({ sort }),
    select: (at) => move({ at }),
    inspect: (at) => move({ at, inspecting: true }),
    closeInspector: () => move({ inspecting: false }),
  } satisfies Partial<LocksActions>;
}

/** Decided once there is somebody to decide by, and kept: nothing changes its shape while it is looked at. */
function useLayout(chosen: LocksLayout | null, snapshot: LockSnapshot | null): LocksLayout {
  const [decided, setDecided] = useState<LocksLayout | null>(null);
  if (decided === null && snapshot && snapshot.edges.length > 0) setDecided(usualLayout(snapshot));
  return chosen ?? decided ?? 'graph';
}

function useRecording(connectionId: string, isWatching: boolean) {
  const { data } = useQuery(
    useQueries().locks.recorded.queryOptions({
      input: { connectionId },
      enabled: isWatching,
      refetchInterval: RECORDED_EVERY_MS,
    }),
  );
  return data ?? null;
}

/** A recorded sample doesn't change; the one before stays until it has come. */
function useSample(connectionId: string, id: number | null) {
  const { data, error } = useQuery({
    ...useQueries().locks.sample.queryOptions({ input: { connectionId, id: id ?? 0 } }),
    enabled: id !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    placeholderData: (before: LockSnapshot | undefined) => before,
  });
  return id === null ? null : { id, snapshot: data ?? null, error };
}

function problemOf(...errors: readonly unknown[]): ErrorInfo | null {
  const first = errors.find(Boolean);
  return first ? errorInfo(first) : null;
}

function useExport(connectionId: string) {
  const api = useApi();
  return useMutation({
    mutationFn: async (format: IncidentFormat) => {
      const { fileName, text, mediaType } = await api.locks.exportIncident({ connectionId, format });
      saveFile(fileName, new TextEncoder().encode(text), mediaType);
    },
  });
}

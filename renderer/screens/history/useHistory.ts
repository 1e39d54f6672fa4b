import { useQuery } from '@tanstack/react-query';
import { useLocation, useSearch } from 'wouter';
import type { DemoStatus, RunSnapshot } from '../../../electron/contract';
import { errorInfo, useApi, useQueries } from '../../api';
import {
  connectionAddress,
  type HistoryPlace,
  historyAddress,
  type Pair,
  planAddress,
  runAddress,
} from '../../app/addresses';
import { useStream } from '../../useStream';
import type { HistoryActions } from './HistoryView';
import { type HistoryRead, type HistoryState, historyState } from './historyState';

const READ_EVERY_MS = 5_000;
const READ_WHILE_RUNNING_EVERY_MS = 1_000;

export function useHistory(pair: Pair): { readonly state: HistoryState; readonly actions: HistoryActions } {
  const place = useHistoryPlace();
  const demo = useDemoStatus(pair.connectionId);
  const isReachable = demo !== 'unknown' && (demo === null || demo.phase === 'ready');
  const queries = useQueries();
  const history = useQuery(
    queries.revisions.history.queryOptions({
      input: pair,
      enabled: isReachable,
      refetchInterval: ({ state }) => (state.data?.runner ? READ_WHILE_RUNNING_EVERY_MS : READ_EVERY_MS),
    }),
  );
  const latest = useQuery(
    queries.runs.latest.queryOptions({ input: pair, enabled: isReachable, refetchInterval: READ_EVERY_MS }),
  );
  const selected = history.data?.revisions.find(({ name }) => name === place.at);
  const source = useQuery(
    queries.revisions.source.queryOptions({
      input: { projectId: pair.projectId, name: place.at ?? '' },
      enabled: Boolean(place.inspecting && selected?.format),
    }),
  );
  const read: HistoryRead = {
    demo: demo === 'unknown' ? null : demo,
    history: history.data ?? null,
    error: history.error && errorInfo(history.error),
    source: source.data ?? null,
    sourceError: source.error && errorInfo(source.error),
    filter: place.filter ?? '',
    at: place.at ?? null,
    isInspecting: place.inspecting ?? false,
    runningId: runningId(latest.data ?? null),
  };
  const retry = () => void history.refetch();
  return { state: historyState(read), actions: useHistoryActions(pair, place, retry) };
}

/** null where the connection is not the demo; its calls would wait for the demo's start. */
function useDemoStatus(connectionId: string): DemoStatus | null | 'unknown' {
  const api = useApi();
  const { data: connections } = useQuery(useQueries().connections.list.queryOptions());
  const connection = connections?.find(({ id }) => id === connectionId);
  const isDemo = connection?.isDemo ?? false;
  const { latest } = useStream(
    isDemo ? 'demo' : null,
    (signal) => api.app.watchDemo(undefined, { signal }),
    ({ phase }) => phase === 'ready',
  );
  if (!connections || (isDemo && !latest)) return 'unknown';
  return latest;
}

function useHistoryPlace(): HistoryPlace {
  const search = new URLSearchParams(useSearch());
  return {
    at: search.get('at'),
    filter: search.get('filter') ?? '',
    inspecting: search.has('inspect'),
  };
}

function useHistoryActions(pair: Pair, place: HistoryPlace, retry: () => void): HistoryActions {
  const [, navigate] = useLocation();
  const move = (change: HistoryPlace) =>
    navigate(historyAddress(pair, { ...place, ...change }), { replace: true });
  return {
    upgradeToHead: () => navigate(planAddress(pair, 'up', 'head')),
    downgradeOne: () => navigate(planAddress(pair, 'down', '-1')),
    upgradeTo: (name) => navigate(planAddress(pair, 'up', name)),
    downgradeTo: (name) => navigate(planAddress(pair, 'down', name)),
    select: (at) => move({ at }),
    inspect: (at) => move({ at, inspecting: true }),
    closeInspector: () => move({ inspecting: false }),
    filter: (filter) => move({ filter }),
    retry,
    openConnection: () => navigate(connectionAddress(pair.connectionId)),
    watchRun: (runId) => navigate(runAddress(pair, runId)),
  };
}

function runningId(run: RunSnapshot | null): string | null {
  return run && run.phase !== 'ended' ? run.runId : null;
}

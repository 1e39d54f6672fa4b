import { useQuery } from '@tanstack/react-query';
import { useLocation, useSearch } from 'wouter';
import type { DemoStatus } from '../../../electron/contract/app';
import type { RunSnapshot } from '../../../electron/contract/runs';
import { errorInfo, useApi, useQueries } from '../../api';
import {
  acceptAddress,
  authoringAddress,
  connectionAddress,
  diffAddress,
  type HistoryPlace,
  historyAddress,
  INSPECTOR_TABS,
  type Pair,
  planAddress,
  repairAddress,
  runAddress,
  stampAddress,
} from '../../app/addresses';
import { useStream } from '../../useStream';
import type { HistoryActions } from './HistoryView';
import { type HistoryRead, type HistoryState, historyState } from './historyState';
import { useInspector } from './useInspector';

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
  const inspector = useInspector(pair, place, selected);
  const read: HistoryRead = {
    ...inspector.read,
    demo: demo === 'unknown' ? null : demo,
    history: history.data ?? null,
    error: history.error && errorInfo(history.error),
    filter: place.filter ?? '',
    view: place.view ?? 'list',
    at: place.at ?? null,
    isInspecting: place.inspecting ?? false,
    tab: place.tab ?? 'source',
    runningId: runningId(latest.data ?? null),
  };
  const retry = () => void history.refetch();
  return {
    state: historyState(read),
    actions: { ...useHistoryActions(pair, place, retry), ...inspector.actions },
  };
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
    tab: INSPECTOR_TABS.find((tab) => tab === search.get('tab')) ?? 'source',
    view: search.get('view') === 'graph' ? 'graph' : 'list',
  };
}

type PlaceActions = Omit<HistoryActions, 'edit' | 'captureSql' | 'cancelCapture'>;

function useHistoryActions(pair: Pair, place: HistoryPlace, retry: () => void): PlaceActions {
  const [, navigate] = useLocation();
  const move = (change: HistoryPlace) =>
    navigate(historyAddress(pair, { ...place, ...change }), { replace: true });
  return {
    upgradeTo: (target) => navigate(planAddress(pair, 'up', target)),
    downgradeTo: (target) => navigate(planAddress(pair, 'down', target)),
    newRevision: () => navigate(authoringAddress(pair, 'revision')),
    fromModels: () => navigate(diffAddress(pair)),
    merge: () => navigate(authoringAddress(pair, 'merge')),
    rebase: (head) => navigate(authoringAddress(pair, 'rebase', head === undefined ? [] : [head])),
    stamp: (targets) => navigate(stampAddress(pair, targets)),
    accept: (name) => navigate(acceptAddress(pair, name)),
    repair: (name) => navigate(repairAddress(pair, name)),
    select: (at) => move({ at }),
    inspect: (at) => move({ at, inspecting: true }),
    closeInspector: () => move({ inspecting: false }),
    chooseTab: (tab) => move({ tab }),
    show: (view) => move({ view }),
    filter: (filter) => move({ filter }),
    retry,
    openConnection: () => navigate(connectionAddress(pair.connectionId)),
    watchRun: (runId) => navigate(runAddress(pair, runId)),
  };
}

function runningId(run: RunSnapshot | null): string | null {
  return run && run.phase !== 'ended' ? run.runId : null;
}

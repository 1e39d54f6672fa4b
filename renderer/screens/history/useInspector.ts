import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RevisionRow } from '../../../electron/contract/revisions';
import { errorInfo, useQueries } from '../../api';
import type { HistoryPlace, Pair } from '../../app/addresses';
import { attemptOf } from '../../parts/attempt';
import { useCapture } from '../../useCapture';
import type { HistoryActions } from './HistoryView';
import type { HistoryRead } from './historyState';

type InspectorRead = Pick<HistoryRead, 'source' | 'sourceError' | 'log' | 'logError' | 'capture' | 'editing'>;

/** What the inspector reads of the selected revision: what its tab needs, while it is open. */
export function useInspector(
  pair: Pair,
  place: HistoryPlace,
  selected: RevisionRow | undefined,
): {
  readonly read: InspectorRead;
  readonly actions: Pick<HistoryActions, 'edit' | 'captureSql' | 'cancelCapture'>;
} {
  const queries = useQueries();
  const name = selected?.name ?? '';
  const isOpen = Boolean(place.inspecting && selected);
  const needsLog = isOpen && (place.tab === 'sql' || place.tab === 'log');
  const source = useQuery(
    queries.revisions.source.queryOptions({
      input: { projectId: pair.projectId, name },
      enabled: isOpen && Boolean(selected?.format),
    }),
  );
  const log = useQuery(
    queries.revisions.log.queryOptions({ input: { ...pair, name }, enabled: needsLog, staleTime: 0 }),
  );
  const edit = useMutation(queries.revisions.edit.mutationOptions());
  const capture = useCapture(pair);
  const [capturedName, setCapturedName] = useState<string | null>(null);
  return {
    read: {
      source: source.data ?? null,
      sourceError: source.error && errorInfo(source.error),
      log: log.data ?? null,
      logError: log.error && errorInfo(log.error),
      capture: capturedName === name ? capture.state : { kind: 'none' },
      editing: edit.variables?.name === name ? attemptOf(edit) : { kind: 'idle' },
    },
    actions: {
      edit: (which) => edit.mutate({ projectId: pair.projectId, name: which }),
      captureSql: (target) => {
        setCapturedName(name);
        capture.begin('up', target);
      },
      cancelCapture: capture.cancel,
    },
  };
}

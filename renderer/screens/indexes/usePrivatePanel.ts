import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { TargetColumns } from '../../../electron/contract/indexes';
import { errorInfo, useQueries } from '../../api';
import type { Pair } from '../../app/addresses';
import { attemptOf } from '../../parts/attempt';
import { columnKey } from './columnKey';
import type { ListedColumns, PrivatePanel } from './privateState';

const TYPING_MS = 200;

/** Which columns are private: remembered for the connection, whichever project is open. */
export function usePrivatePanel(pair: Pair, isOpen: boolean) {
  const queries = useQueries();
  const client = useQueryClient();
  const [asked, setAsked] = useState({ search: '', onlyPrivate: false });
  const [at, setAt] = useState<string | null>(null);
  const [awaitsRefresh, setAwaitsRefresh] = useState(false);
  const [search] = useDebouncedValue(asked.search.trim(), TYPING_MS);
  const read = useQuery({
    ...queries.indexes.columns.queryOptions({ input: { ...pair, search, onlyPrivate: asked.onlyPrivate } }),
    enabled: isOpen,
    refetchOnWindowFocus: false,
    placeholderData: (before: TargetColumns | undefined) => before,
    gcTime: 0,
  });
  const marking = useMutation(
    queries.indexes.markPrivate.mutationOptions({
      onSuccess: async (_, { isPrivate }) => {
        if (!isPrivate) setAwaitsRefresh(true);
        await Promise.all([
          client.invalidateQueries({ queryKey: queries.indexes.columns.key() }),
          client.invalidateQueries({ queryKey: queries.indexes.twin.key() }),
        ]);
      },
    }),
  );
  const isOld = read.isPlaceholderData || search !== asked.search.trim();
  const state: PrivatePanel = {
    kind: 'private',
    ...asked,
    listed: listedOf(read.data, read.error, isOld),
    at,
    marking: attemptOf(marking),
    awaitsRefresh,
  };
  return {
    state,
    beganRefresh: () => setAwaitsRefresh(false),
    actions: {
      searchColumns: (text: string) => setAsked((before) => ({ ...before, search: text })),
      showOnlyPrivate: (onlyPrivate: boolean) => setAsked((before) => ({ ...before, onlyPrivate })),
      selectColumn: setAt,
      tickColumn: (key: string) => {
        setAt(key);
        const found = read.data?.columns.find((each) => columnKey(each) === key);
        if (!found || isOld || marking.isPending) return;
        const { schema, table, column, isPrivate } = found;
        marking.mutate({ ...pair, columns: [{ schema, table, column }], isPrivate: !isPrivate });
      },
    },
  };
}

function listedOf(found: TargetColumns | undefined, error: unknown, isOld: boolean): ListedColumns {
  if (found) return { kind: 'shown', found, isOld };
  return error ? { kind: 'failed', error: errorInfo(error) } : { kind: 'loading' };
}

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../api';
import { attemptOf } from '../../../parts/attempt';
import type { Place } from '../../../usePlace';
import type { RowsActions } from './RowsTab';
import type { RowsState, TableName } from './rowsState';

const NONE: ReadonlySet<string> = new Set();
const NOTHING: RowsState['tried'] = new Map();

/** What is ticked, and what came of trying; of another table nothing is. */
export function useTryLock(
  connectionId: string,
  tableKey: string,
  table: TableName | null,
  place: Place,
): {
  readonly state: Pick<RowsState, 'ticked' | 'tried' | 'trying' | 'typedName'>;
  readonly actions: Pick<RowsActions, 'tick' | 'tryLock' | 'typeName'>;
  readonly forget: () => void;
} {
  const api = useApi();
  const [choice, setChoice] = useState({ tableKey, ticked: NONE });
  const [tried, setTried] = useState({ tableKey, found: NOTHING });
  const [typedName, setTypedName] = useState('');
  const ticked = choice.tableKey === tableKey ? choice.ticked : NONE;
  const attempt = useMutation({
    mutationFn: async (on: TableName) =>
      api.locks.tryLock({
        connectionId,
        table: { schema: on.schema, name: on.name },
        ctids: [...ticked],
        ...(place.role === 'production' && { databaseName: typedName }),
      }),
    onSuccess: (rows) => setTried({ tableKey, found: new Map(rows.map((row) => [row.ctid, row])) }),
  });
  return {
    state: {
      ticked,
      tried: tried.tableKey === tableKey ? tried.found : NOTHING,
      trying: attemptOf(attempt),
      typedName,
    },
    actions: {
      tick: (ctid) => setChoice({ tableKey, ticked: toggled(ticked, ctid) }),
      tryLock: () => table && attempt.mutate(table),
      typeName: setTypedName,
    },
    forget: () => {
      setTried({ tableKey, found: NOTHING });
      attempt.reset();
    },
  };
}

function toggled(ticked: ReadonlySet<string>, ctid: string): ReadonlySet<string> {
  const next = new Set(ticked);
  if (!next.delete(ctid)) next.add(ctid);
  return next;
}

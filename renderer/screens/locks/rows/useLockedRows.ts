import { useState } from 'react';
import type { KeyCondition } from '../../../../electron/contract/locks';
import type { LocksPlace } from '../../../app/locksAddress';
import type { Place } from '../../../usePlace';
import type { RowsActions } from './RowsTab';
import type { RowsState, TableName } from './rowsState';
import { useIsReadOnly } from './useIsReadOnly';
import { useScan } from './useScan';
import { useTables } from './useTables';
import { useTryLock } from './useTryLock';

interface RowsWanted {
  readonly connectionId: string;
  readonly chosen: LocksPlace;
  readonly move: (change: Partial<LocksPlace>) => void;
  readonly place: Place;
  readonly isPaused: boolean;
}

const NOWHERE: readonly KeyCondition[] = [];

export function useLockedRows({ connectionId, chosen, move, place, isPaused }: RowsWanted): {
  readonly state: RowsState | null;
  readonly actions: RowsActions;
} {
  const isOpen = chosen.tab === 'rows';
  const table = tableOf(chosen);
  const tableKey = table ? `${table.schema}.${table.name}` : '';
  const [search, setSearch] = useState('');
  const [narrowed, setNarrowed] = useState({ tableKey, where: NOWHERE });
  const where = narrowed.tableKey === tableKey ? narrowed.where : NOWHERE;
  const { columns } = chosen;
  const { tables, listed } = useTables({ connectionId, isOpen, isPaused, search, table });
  const trial = useTryLock(connectionId, tableKey, table, place);
  const isReadOnly = useIsReadOnly(connectionId);
  const scan = useScan({ connectionId, table: isOpen ? table : null, tables, listed, columns, where });
  const state: RowsState = {
    tables,
    search,
    table,
    listed,
    columns,
    where,
    scan: scan.state,
    ...trial.state,
    isReadOnly,
    isProduction: place.role === 'production',
    database: place.database,
  };
  return {
    state: isOpen ? state : null,
    actions: {
      search: setSearch,
      choose: ({ schema, name }) => move({ tab: 'rows', schema, table: name, columns: [] }),
      chooseColumns: (chosenColumns) => move({ columns: chosenColumns }),
      narrow: (conditions) => setNarrowed({ tableKey, where: conditions }),
      read: () => {
        trial.forget();
        scan.read();
      },
      stop: scan.stop,
      ...trial.actions,
    },
  };
}

function tableOf({ schema, table }: LocksPlace): TableName | null {
  return table === null ? null : { schema: schema ?? 'public', name: table };
}

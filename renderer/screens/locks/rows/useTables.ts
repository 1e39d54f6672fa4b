import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { LockableTable, LockableTables } from '../../../../electron/contract/locks';
import { errorInfo, useQueries } from '../../../api';
import type { TableName, TablesState } from './rowsState';

const LISTED_EVERY_MS = 5_000;
const TYPING_MS = 200;

interface TablesWanted {
  readonly connectionId: string;
  readonly isOpen: boolean;
  readonly isPaused: boolean;
  readonly search: string;
  readonly table: TableName | null;
}

/** The tables to choose from, and the chosen one, which need not be among them. */
export function useTables({ connectionId, isOpen, isPaused, search, table }: TablesWanted): {
  readonly tables: TablesState;
  readonly listed: LockableTable | null;
} {
  const queries = useQueries();
  const [typed] = useDebouncedValue(search.trim(), TYPING_MS);
  const { data, error } = useQuery({
    ...queries.locks.tables.queryOptions({ input: { connectionId, ...(typed && { search: typed }) } }),
    enabled: isOpen,
    refetchInterval: isPaused ? false : LISTED_EVERY_MS,
    placeholderData: (before: LockableTables | undefined) => before,
  });
  const found = findTable(data, table);
  const alone = useQuery({
    ...queries.locks.tables.queryOptions({ input: { connectionId, search: table?.name ?? '' } }),
    enabled: isOpen && table !== null && data !== undefined && !found,
  });
  return { tables: tablesState(data, error), listed: found ?? findTable(alone.data, table) };
}

function tablesState(data: LockableTables | undefined, error: unknown): TablesState {
  if (data) return { kind: 'shown', tables: data };
  return error ? { kind: 'failed', error: errorInfo(error) } : { kind: 'loading' };
}

function findTable(listed: LockableTables | undefined, table: TableName | null): LockableTable | null {
  return listed?.tables.find(({ schema, name }) => schema === table?.schema && name === table.name) ?? null;
}

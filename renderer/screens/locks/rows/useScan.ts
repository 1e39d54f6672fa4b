import { useState } from 'react';
import type { KeyCondition, LockableTable, LockedRowsSnapshot } from '../../../../electron/contract/locks';
import { useApi } from '../../../api';
import { useStream } from '../../../useStream';
import { LARGE_BYTES, type ScanState, type TableName, type TablesState } from './rowsState';

interface ScanWanted {
  readonly connectionId: string;
  /** null: none is chosen, or nobody looks. */
  readonly table: TableName | null;
  readonly tables: TablesState;
  readonly listed: LockableTable | null;
  readonly columns: readonly string[];
  readonly where: readonly KeyCondition[];
}

interface Kept {
  readonly key: string;
  readonly snapshot: LockedRowsSnapshot;
}

/** Reads once what is chosen; a large table only when it is asked for. What was found stays when it is stopped. */
export function useScan({ connectionId, table, tables, listed, columns, where }: ScanWanted): {
  readonly state: ScanState;
  readonly read: () => void;
  readonly stop: () => void;
} {
  const api = useApi();
  const [asked, setAsked] = useState({ what: '', times: 0 });
  const [stopped, setStopped] = useState<string | null>(null);
  const [kept, setKept] = useState<Kept | null>(null);
  const what = JSON.stringify([table, columns, where]);
  const times = asked.what === what ? asked.times : 0;
  const key = `${what} ${times}`;
  const isLarge = listed !== null && listed.sizeBytes > LARGE_BYTES && where.length === 0 && times === 0;
  const isKnown = listed !== null || tables.kind !== 'loading';
  const canRead = table !== null && isKnown && !isLarge;
  const { latest, error, isEnded } = useStream(
    canRead && stopped !== key ? key : null,
    (signal) =>
      api.locks.rows(
        {
          connectionId,
          table: table ?? { schema: 'public', name: '-' },
          columns: [...columns],
          where: [...where],
        },
        { signal },
      ),
    ({ phase }) => phase !== 'scanning',
  );
  if (latest && latest !== kept?.snapshot) setKept({ key, snapshot: latest });
  const found = latest ?? (kept?.key === key ? kept.snapshot : null);
  return {
    state: scanState(),
    read: () => setAsked({ what, times: times + 1 }),
    stop: () => setStopped(key),
  };

  function scanState(): ScanState {
    if (table === null || !isKnown) return { kind: 'none' };
    if (isLarge) return { kind: 'large', sizeBytes: listed.sizeBytes };
    if (error && !found) return { kind: 'failed', error };
    return { kind: 'read', isReading: !isEnded && !error && stopped !== key, snapshot: found };
  }
}

/**
 * Who blocks whom on a server, which rows are locked, and what sets the waiting ones free. Knows nothing of
 * revisions and projects, keeps no transaction open and never waits for a lock of a user's table while it samples.
 * Start at sampleLocks.ts for the snapshot, freeing.ts for what a signal would do, rows/ for locked rows,
 * signal/ for cancel and terminate, record/ for the last half hour.
 */
import type { Freeing, LockParty } from './freeing';
import type { IncidentFile, Recording } from './record/recording';
import type {
  AwaitedRow,
  KeyCondition,
  LockableTables,
  LockedRowsSnapshot,
  TriedRow,
} from './rows/lockedRows';
import type { SignalReport } from './signal/signalReport';
import type { LockSnapshot, LockWatch } from './snapshot';

interface On {
  readonly connectionId: string;
}

interface Session {
  readonly pid: number;
  readonly backendStart: string;
}

interface Confirmed {
  /** Production: the database's name as typed. */
  readonly databaseName?: string | undefined;
}

interface Table {
  readonly schema: string;
  readonly name: string;
}

export interface RowsAsked {
  readonly table: Table;
  /** Besides the primary key's. */
  readonly columns?: readonly string[] | undefined;
  readonly where?: readonly KeyCondition[] | undefined;
  readonly pauseMs?: number | undefined;
  readonly parallel?: boolean | undefined;
}

export interface LockCalls {
  watch(asked: On & { readonly everyMs: number }, signal: AbortSignal): AsyncIterable<LockWatch>;
  freeing(asked: On & { readonly of: LockParty }): Promise<Freeing>;
  cancel(asked: On & Session & Confirmed): Promise<SignalReport>;
  terminate(asked: On & Session & Confirmed): Promise<SignalReport>;
  rollbackPrepared(asked: On & Confirmed & { readonly gid: string }): Promise<SignalReport>;
  recorded(asked: On): Promise<Recording>;
  sample(asked: On & { readonly id: number }): Promise<LockSnapshot>;
  exportIncident(
    asked: On & {
      readonly format: 'json' | 'markdown';
      readonly from?: string | undefined;
      readonly to?: string | undefined;
    },
  ): Promise<IncidentFile>;
  tables(asked: On & { readonly search?: string | undefined }): Promise<LockableTables>;
  rows(asked: On & RowsAsked, signal: AbortSignal): AsyncIterable<LockedRowsSnapshot>;
  awaitedRow(asked: On & { readonly pid: number }): Promise<AwaitedRow | null>;
  tryLock(
    asked: On & Confirmed & { readonly table: Table; readonly ctids: readonly string[] },
  ): Promise<readonly TriedRow[]>;
}

export function createLockCalls(): LockCalls {
  const missing = () => Promise.reject(new Error('Not there yet.'));
  return {
    async *watch() {},
    freeing: missing,
    cancel: missing,
    terminate: missing,
    rollbackPrepared: missing,
    recorded: missing,
    sample: missing,
    exportIncident: missing,
    tables: missing,
    async *rows() {},
    awaitedRow: missing,
    tryLock: missing,
  };
}

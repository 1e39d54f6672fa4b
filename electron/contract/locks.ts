import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { Freeing } from '../core/locks/freeing';
import type { IncidentFile, Recording } from '../core/locks/record/recording';
import type { AwaitedRow, LockableTables, LockedRowsSnapshot, TriedRow } from '../core/locks/rows/lockedRows';
import type { SignalReport } from '../core/locks/signal/signalReport';
import type { LockSnapshot, LockWatch } from '../core/locks/snapshot';
import { base, connection, databaseName, interrupt, write } from './call';

export type { FreedSessions, Freeing, FreeingMeans, LockParty, StillWaiting } from '../core/locks/freeing';
export type { LockMode } from '../core/locks/lockModes';
export type { LockSeen, LockTarget, LockTargetKind } from '../core/locks/lockSeen';
export type { IncidentFile, RecordedPoint, Recording } from '../core/locks/record/recording';
export type {
  AwaitedRow,
  KeyCondition,
  LockableTable,
  LockableTables,
  LockedRow,
  LockedRowsSnapshot,
  RowLocker,
  RowLockMode,
  RowTier,
  RowValues,
  Sureness,
  TriedRow,
} from '../core/locks/rows/lockedRows';
export type { SignalOutcome, SignalReport } from '../core/locks/signal/signalReport';
export type {
  BlockKind,
  HiddenFacts,
  IndexProgress,
  LockEdge,
  LockRoot,
  LockSession,
  LockSetting,
  LockSnapshot,
  LockWatch,
  PreparedTransaction,
  ReplicationSlot,
  SampleFailure,
  SessionKind,
} from '../core/locks/snapshot';

const backend = {
  pid: z.number().int().min(1).max(2_147_483_647),
  /** As the snapshot says it: a pid that is somebody else's by now is not signalled. */
  backendStart: z.string().min(1).max(40),
};
const gid = z.string().min(1).max(200);
const objectName = z.string().min(1).max(63);
const table = z.object({ schema: objectName, name: objectName });
const ctid = z.string().regex(/^\(\d{1,10},\d{1,5}\)$/, 'a ctid, such as (0,1)');
const keyCondition = z.object({
  column: objectName,
  operator: z.enum(['=', '<', '<=', '>', '>=']),
  value: z.string().max(1000),
});

export const locks = {
  /** Pushes a sample now and every so often; all who watch a connection share its samples. */
  watch: base
    .input(z.object({ ...connection, everyMs: z.number().int().min(500).max(30_000) }))
    .output(eventIterator(type<LockWatch>())),
  /** What ending a session or a prepared transaction would set free, by the latest sample. */
  freeing: base
    .input(z.object({ ...connection, of: z.union([z.object(backend), z.object({ gid })]) }))
    .output(type<Freeing>()),
  /** Ends the session's statement. */
  cancel: interrupt.input(z.object({ ...connection, ...backend, databaseName })).output(type<SignalReport>()),
  /** Ends the session. */
  terminate: interrupt
    .input(z.object({ ...connection, ...backend, databaseName }))
    .output(type<SignalReport>()),
  rollbackPrepared: interrupt
    .input(z.object({ ...connection, gid, databaseName }))
    .output(type<SignalReport>()),
  /** The samples of the last 30 minutes in which somebody waited, as a timeline. */
  recorded: base.input(z.object(connection)).output(type<Recording>()),
  sample: base.input(z.object({ ...connection, id: z.number().int().min(0) })).output(type<LockSnapshot>()),
  exportIncident: base
    .input(
      z.object({
        ...connection,
        format: z.enum(['json', 'markdown']),
        from: z.string().max(40).optional(),
        to: z.string().max(40).optional(),
      }),
    )
    .output(type<IncidentFile>()),
  /** Tables to choose, those with waiters first, at most 500; `search` is a part of the name. */
  tables: base
    .input(z.object({ ...connection, search: z.string().max(130).optional() }))
    .output(type<LockableTables>()),
  /** Pushes what is found while the table is read, range by range. Stops when nobody listens. */
  rows: base
    .input(
      z.object({
        ...connection,
        table,
        columns: z.array(objectName).max(20).optional(),
        where: z.array(keyCondition).max(20).optional(),
        pauseMs: z.number().int().min(0).max(10_000).optional(),
        parallel: z.boolean().optional(),
        /** pgrowlocks may read a table of up to 1 GB in one go, for exact modes. */
        exact: z.boolean().optional(),
      }),
    )
    .output(eventIterator(type<LockedRowsSnapshot>())),
  /** null when it waits for no row. */
  awaitedRow: base.input(z.object({ ...connection, pid: backend.pid })).output(type<AwaitedRow | null>()),
  /** Locks rows FOR UPDATE NOWAIT and lets them go again: who holds those that can't be had. */
  tryLock: write
    .input(z.object({ ...connection, table, ctids: z.array(ctid).min(1).max(100), databaseName }))
    .output(type<readonly TriedRow[]>()),
};

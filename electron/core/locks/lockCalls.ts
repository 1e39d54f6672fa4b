/**
 * Who blocks whom on a server, which rows are locked, and what sets the waiting ones free. Knows nothing of
 * revisions and projects, keeps no transaction open and never waits for a lock of a user's table while it samples.
 * Start at sampleLocks.ts for the snapshot, freeing.ts for what a signal would do, rows/ for locked rows,
 * signal/ for cancel and terminate, record/ for the last half hour.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenConnection } from '../connection/connections';
import { type ConnectionLocks, createConnectionLocks } from './connectionLocks';
import type { FreedSessions, Freeing, LockParty } from './freeing';
import { isThere, nextForRows, predictFreed } from './predictFreed';
import { writeIncident } from './record/incident';
import type { IncidentFile, Recording } from './record/recording';
import { fetchRowHolders } from './rowHolders';
import { fetchAwaitedRow } from './rows/awaitedRow';
import { fetchLockableTables } from './rows/lockableTables.sql';
import type { AwaitedRow, LockableTables, LockedRowsSnapshot, TriedRow } from './rows/lockedRows';
import type { ScanAsked } from './rows/scan';
import { scanLockedRows } from './rows/scanLockedRows';
import { type TryAsked, tryLock } from './rows/tryLock';
import { createSignalLog } from './signal/signalLog';
import type { SignalReport } from './signal/signalReport';
import { runRollbackPrepared, runSignal, type SignalRequest } from './signal/signals';
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
  rows(asked: On & ScanAsked, signal: AbortSignal): AsyncIterable<LockedRowsSnapshot>;
  awaitedRow(asked: On & { readonly pid: number }): Promise<AwaitedRow | null>;
  tryLock(asked: On & TryAsked): Promise<readonly TriedRow[]>;
}

export interface LockCallsOptions {
  readonly use: (connectionId: string) => Promise<OpenConnection>;
  /** Where the log of signals is kept. */
  readonly home: string;
}

export interface LockKeeper extends LockCalls {
  /** Ends all watching. */
  close(): Promise<void>;
}

const FORECAST_MS = 1000;

export function createLockCalls({ use, home }: LockCallsOptions): LockKeeper {
  const kept = new Map<string, ConnectionLocks>();
  const of = (connectionId: string): ConnectionLocks => {
    const known = kept.get(connectionId) ?? createConnectionLocks(() => use(connectionId));
    kept.set(connectionId, known);
    return known;
  };
  const write = createSignalLog(join(home, 'signals.jsonl'));
  const freeing = async (connectionId: string, party: LockParty) => {
    const locks = of(connectionId);
    const snapshot = await locks.snapshot((latest) => isThere(latest, party));
    const next = nextForRows(snapshot, party);
    if (next.length === 0) return predictFreed(snapshot, party);
    // A server that has no session left for this still has who blocks ended.
    const holders = await locks.aside((session) => fetchRowHolders(session, next)).catch(() => undefined);
    return predictFreed(snapshot, party, holders);
  };
  const signal = async (
    { connectionId, databaseName }: On & Confirmed,
    party: LockParty,
    act: (request: SignalRequest) => Promise<SignalReport>,
  ) => {
    const connection = await use(connectionId);
    // Best effort: whom it frees is told for information, and must not keep anybody from being freed.
    const victims = await Promise.race([
      freeing(connectionId, party).then(
        ({ byEnd }) => everybody(byEnd),
        () => [],
      ),
      sleep(FORECAST_MS, [], { ref: false }),
    ]);
    return of(connectionId).interrupt((session) =>
      act({ connection, session, databaseName, victims, write }),
    );
  };
  return {
    watch: ({ connectionId, everyMs }, aborted) => of(connectionId).sampler.watch(everyMs, aborted),
    freeing: ({ connectionId, of: party }) => freeing(connectionId, party),
    cancel: ({ pid, backendStart, ...on }) =>
      signal(on, { pid, backendStart }, (request) => runSignal(request, 'cancel', { pid, backendStart })),
    terminate: ({ pid, backendStart, ...on }) =>
      signal(on, { pid, backendStart }, (request) => runSignal(request, 'terminate', { pid, backendStart })),
    rollbackPrepared: ({ gid, ...on }) => signal(on, { gid }, (request) => runRollbackPrepared(request, gid)),
    recorded: async ({ connectionId }) => of(connectionId).recorder.recording(),
    sample: ({ connectionId, id }) => of(connectionId).recorder.read(id),
    exportIncident: async ({ connectionId, ...asked }) =>
      writeIncident(of(connectionId).recorder, (await use(connectionId)).profile.name, asked),
    tables: ({ connectionId, search }) =>
      of(connectionId).aside((session) => fetchLockableTables(session, search)),
    async *rows({ connectionId, ...asked }, aborted) {
      const { rowSessions } = of(connectionId);
      yield* scanLockedRows(await use(connectionId), asked, aborted, rowSessions);
    },
    awaitedRow: ({ connectionId, pid }) => of(connectionId).aside((session) => fetchAwaitedRow(session, pid)),
    tryLock: async ({ connectionId, ...asked }) => tryLock(await use(connectionId), asked),
    async close() {
      await Promise.all([...kept.values()].map((each) => each.close()));
    },
  };
}

function everybody({ goOn, mayGoOn, stillWait }: FreedSessions): readonly number[] {
  return [...goOn, ...mayGoOn, ...stillWait.map(({ pid }) => pid)];
}

/**
 * Joins what is on disk, what the ledger holds and what the log says into one list. Reads only.
 * Start at `fetchHistory`; the joining itself is `joinHistory`, which is pure.
 */
import type { Session } from '../connection/session';
import type { Project, RevisionFile } from '../project/project';
import type { History, RevisionRow, RevisionState } from './history';
import { fetchLedger, type Ledger } from './ledger';
import { fetchLog, fetchLogEntries, type Log, type LogEntry } from './log';
import { fetchRunLockHolder, lockName } from './runLock';

/** What a plan and a history are both made of. */
export interface LedgerState {
  readonly ledger: Ledger;
  readonly log: Log;
  readonly entries: readonly LogEntry[];
}

export async function fetchLedgerState(session: Session): Promise<LedgerState> {
  const ledger = await fetchLedger(session);
  const log = await fetchLog(session, ledger.schema);
  return { ledger, log, entries: await fetchLogEntries(session, log) };
}

export async function fetchHistory(session: Session, project: Project): Promise<History> {
  const state = await fetchLedgerState(session);
  const rows = joinHistory(project.revisions, state);
  return {
    ledgerTable: state.ledger.table,
    ledgerExists: state.ledger.exists,
    log: state.log.state,
    revisions: [...rows].reverse(),
    current: rows.find((row) => row.isCurrent)?.name ?? null,
    head: project.revisions.at(-1)?.name ?? null,
    pendingCount: rows.filter(isPending).length,
    runner: await fetchRunLockHolder(session, lockName(state.ledger)),
    skipped: project.skipped,
    readAt: new Date().toISOString(),
  };
}

/** Oldest first: files in their order, and what is applied without a file where its name belongs. */
export function joinHistory(
  files: readonly RevisionFile[],
  { ledger, entries }: LedgerState,
): readonly RevisionRow[] {
  const applied = new Set(ledger.names);
  const byName = new Map(files.map((file) => [file.name, file]));
  const names = [...new Set([...byName.keys(), ...applied])].sort((a, b) => (a < b ? -1 : 1));
  const logged = groupEntries(entries);
  const current = names.filter((name) => applied.has(name)).at(-1);
  return names.map((name) => {
    const file = byName.get(name) ?? null;
    const { done, last } = logged.get(name) ?? {};
    const isApplied = applied.has(name);
    const about = isApplied && done?.direction === 'up' ? done : null;
    const state = stateOf(file, isApplied, about, last);
    return {
      name,
      state,
      format: file?.format ?? null,
      isHead: name === files.at(-1)?.name,
      isCurrent: name === current,
      isOutOfOrder: !isApplied && current !== undefined && name < current,
      appliedAt: about?.finishedAt ?? null,
      durationMs: about?.durationMs ?? null,
      appliedBy: about?.runBy ?? null,
      transaction: about?.transaction ?? null,
      checksum: file?.checksum ?? null,
      lastAttempt: attemptOf(state, last),
    };
  });
}

export function isPending(row: RevisionRow): boolean {
  return ['pending', 'running', 'failed', 'rolled-back', 'interrupted'].includes(row.state);
}

function stateOf(
  file: RevisionFile | null,
  isApplied: boolean,
  done: LogEntry | null,
  last: LogEntry | undefined,
): RevisionState {
  // An undoing that was cut off leaves the ledger's row and half of the schema.
  if (last?.outcome === 'started') return last.isAlive ? 'running' : 'interrupted';
  if (last?.outcome === 'interrupted') return 'interrupted';
  if (isApplied) {
    if (!file) return 'missing';
    return done?.checksum && done.checksum !== file.checksum ? 'changed' : 'applied';
  }
  if (last?.outcome === 'failed' || last?.outcome === 'rolled-back') return last.outcome;
  return 'pending';
}

function attemptOf(state: RevisionState, last: LogEntry | undefined): RevisionRow['lastAttempt'] {
  if (!last || last.outcome === 'done') return null;
  if (state !== 'failed' && state !== 'rolled-back' && state !== 'interrupted') return null;
  return { outcome: state, at: last.finishedAt ?? last.startedAt, error: last.error };
}

function groupEntries(entries: readonly LogEntry[]) {
  const byName = new Map<string, { done?: LogEntry; last?: LogEntry }>();
  for (const entry of entries) {
    const group = byName.get(entry.name) ?? {};
    byName.set(entry.name, {
      ...group,
      last: entry,
      ...(entry.outcome === 'done' && { done: entry }),
    });
  }
  return byName;
}

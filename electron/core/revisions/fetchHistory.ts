/**
 * Joins what is on disk, what the ledger holds and what the log says into one list. Reads only.
 * Start at `fetchHistory`; the joining itself is `joinHistory`, which is pure.
 */
import type { Session } from '../connection/session';
import type { LedgerName, Project, RevisionFile } from '../project/project';
import { findFindings } from './findings';
import { buildGraph, type RevisionGraph } from './graph/graph';
import { ancestorsOf, headsOf, type Position, readPosition } from './graph/walk';
import { groupEntries } from './groupEntries';
import type { History, RevisionRow, RevisionState } from './history';
import { fetchLedger, type Ledger } from './ledger';
import { fetchLog, type Log } from './log';
import { fetchLogEntries, type LogEntry } from './logEntries';
import { fetchRunLockHolder, lockName } from './runLock';

/** What a plan and a history are both made of. */
export interface LedgerState {
  readonly ledger: Ledger;
  readonly log: Log;
  readonly entries: readonly LogEntry[];
}

export async function fetchLedgerState(session: Session, name: LedgerName): Promise<LedgerState> {
  const ledger = await fetchLedger(session, name);
  const log = await fetchLog(session, ledger.schema);
  return { ledger, log, entries: await fetchLogEntries(session, log) };
}

export async function fetchHistory(session: Session, project: Project): Promise<History> {
  const state = await fetchLedgerState(session, project.ledger);
  const graph = buildGraph(project.revisions);
  const rows = joinHistory(graph, state);
  return {
    ledgerTable: state.ledger.table,
    ledgerExists: state.ledger.exists,
    log: state.log.state,
    revisions: [...rows].reverse(),
    current: rows.filter((row) => row.isCurrent).map(({ name }) => name),
    heads: graph.heads,
    findings: findFindings(graph, rows),
    pendingCount: rows.filter(isPending).length,
    runner: await fetchRunLockHolder(session, lockName(state.ledger)),
    skipped: project.skipped,
    readAt: new Date().toISOString(),
  };
}

/** Oldest first: files in the graph's order, and what is applied without a file where its name belongs. */
export function joinHistory(graph: RevisionGraph, { ledger, entries }: LedgerState): readonly RevisionRow[] {
  const position = readPosition(graph, ledger.names);
  const current = currentNames(graph, position);
  const followed = outOfOrder(graph, position);
  const names = withMissing(graph.order, position.missing);
  const logged = groupEntries(entries, names);
  return names.map((name) => {
    const node = graph.nodes.get(name) ?? null;
    const isApplied = node === null || position.applied.has(name);
    const ledgerName = position.ledgerNames.get(name) ?? null;
    const { done, accepted, last } = logged.get(name) ?? {};
    const about = isApplied && done?.direction === 'up' ? done : null;
    const state = stateOf(node?.file ?? null, isApplied, accepted ?? about, last);
    return {
      name,
      state,
      format: node?.file.format ?? null,
      revises: node?.revises ?? [],
      dependsOn: node?.dependsOn ?? [],
      branch: node?.branch ?? null,
      branches: node?.branches ?? [],
      isStated: node?.isStated ?? false,
      isHead: node?.children.length === 0,
      isCurrent: current.has(name),
      isOutOfOrder: followed.has(name),
      ledgerName,
      appliedAt: about?.finishedAt ?? null,
      durationMs: about?.durationMs ?? null,
      appliedBy: about?.runBy ?? null,
      transaction: about?.outcome === 'done' ? about.transaction : null,
      checksum: node?.file.checksum ?? null,
      lastAttempt: attemptOf(state, last),
    };
  });
}

/** What has no file belongs where its name does; on a line it may be what was applied last. */
function currentNames(graph: RevisionGraph, { applied, missing }: Position): ReadonlySet<string> {
  const heads = headsOf(graph, applied);
  const last = [...missing].sort().at(-1);
  const isLast = last !== undefined && heads.length < 2 && heads.every((name) => name < last);
  return new Set(isLast ? [last] : heads);
}

/** Not applied, though something that comes after them is. */
function outOfOrder(graph: RevisionGraph, { applied, missing }: Position): ReadonlySet<string> {
  const before = [...ancestorsOf(graph, applied)];
  // What has no file comes after all that, by name, stands before it on the line.
  const lastMissing = missing.reduce((last, name) => (name > last ? name : last), '');
  const onLine = graph.order.filter((name) => name < lastMissing && !graph.nodes.get(name)?.isStated);
  return new Set([...before, ...onLine].filter((name) => !applied.has(name)));
}

function withMissing(order: readonly string[], missing: readonly string[]): readonly string[] {
  const left = [...missing].sort((a, b) => (a < b ? 1 : -1));
  const names: string[] = [];
  for (const name of order) {
    for (let next = left.at(-1); next !== undefined && next < name; next = left.at(-1)) {
      names.push(next);
      left.pop();
    }
    names.push(name);
  }
  return [...names, ...left.reverse()];
}

export function isPending(row: RevisionRow): boolean {
  return ['pending', 'running', 'failed', 'rolled-back', 'interrupted'].includes(row.state);
}

function stateOf(
  file: RevisionFile | null,
  isApplied: boolean,
  /** What the file was when it was last known to be right. */
  right: LogEntry | null,
  last: LogEntry | undefined,
): RevisionState {
  // An undoing that was cut off leaves the ledger's row and half of the schema.
  if (last?.outcome === 'started') return last.isAlive ? 'running' : 'interrupted';
  if (last?.outcome === 'interrupted') return 'interrupted';
  if (isApplied) {
    if (!file) return 'missing';
    return right?.checksum && right.checksum !== file.checksum ? 'changed' : 'applied';
  }
  if (last?.outcome === 'failed' || last?.outcome === 'rolled-back') return last.outcome;
  return 'pending';
}

function attemptOf(state: RevisionState, last: LogEntry | undefined): RevisionRow['lastAttempt'] {
  if (!last || (state !== 'failed' && state !== 'rolled-back' && state !== 'interrupted')) return null;
  return { outcome: state, at: last.finishedAt ?? last.startedAt, error: last.error };
}

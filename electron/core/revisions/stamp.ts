/**
 * Marks revisions as applied, or not, without running them. The difference is a value first, and made only
 * while it is still that. Start at `planStamp`.
 */
import { createHash } from 'node:crypto';
import { refuseUnconfirmed } from '../connection/refuseUnconfirmed';
import { CoreError } from '../errors';
import type { RevisionFile } from '../project/project';
import { readRevisionText } from '../project/revisionFiles';
import { normaliseText } from '../project/revisionText';
import { fetchLedgerState, type LedgerState } from './fetchHistory';
import { buildGraph, type RevisionGraph } from './graph/graph';
import { chooseStamp } from './graph/targets';
import { headsOf, type Position, readPosition } from './graph/walk';
import { forgetNamesSql, recordNamesSql } from './ledger';
import { LOG_TABLE, type Log } from './log';
import type { Place } from './place';
import { underRunLock } from './underRunLock';
import { writeLedger } from './writeLedger';
import { type NotedEntry, noteSql } from './writeLog';

export interface StampPlan {
  /** Digest of the difference: a stamp is made with it and refused when anything has changed. */
  readonly id: string;
  readonly targets: readonly string[];
  readonly database: string;
  /** Names that the ledger gains, parents first. */
  readonly adds: readonly string[];
  /** Names that the ledger loses, children first. */
  readonly removes: readonly string[];
  /** Heads of what is applied, before and after. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** What would be sent, for reading. */
  readonly sql: string;
  readonly notes: readonly string[];
  readonly needsDatabaseName: boolean;
}

export interface StampAsked {
  /** head, heads, base, names, branch@head, steps. */
  readonly targets: readonly string[];
  /** Forget everything else, and names without a file too. */
  readonly purge: boolean;
}

export interface StampRequest extends StampAsked {
  readonly planId: string;
  /** As typed; asked for on production. */
  readonly databaseName?: string | undefined;
  /** Operating system's user and host. */
  readonly runBy: string;
}

export async function planStamp(place: Place, asked: StampAsked): Promise<StampPlan> {
  const { connection, project } = place;
  return describeStamp(place, asked, await fetchLedgerState(connection.watch, project.ledger));
}

/** Throws `files-changed` when the difference is not what was shown any more; nothing is written then. */
export async function runStamp(place: Place, request: StampRequest): Promise<StampPlan> {
  refuseUnconfirmed(place.connection, request.databaseName);
  const seen = await planStamp(place, request);
  if (seen.id !== request.planId) throw changedSince();
  if (seen.adds.length + seen.removes.length === 0) return seen;
  return underRunLock(place, async ({ session, state, log }) => {
    const plan = describeStamp(place, request, state);
    if (plan.id !== request.planId) throw changedSince();
    const entries = noteSql(log, request.runBy, await entriesOf(place, plan));
    const statements = [...stampStatements(state, plan.adds, plan.removes), ...entries];
    await writeLedger(session, { ledger: state.ledger, log }, statements);
    return plan;
  });
}

function describeStamp({ connection, project }: Place, asked: StampAsked, state: LedgerState): StampPlan {
  const graph = buildGraph(project.revisions);
  const position = readPosition(graph, state.ledger.names);
  const after = chooseStamp(graph, position.applied, asked.targets, asked.purge);
  const { adds, removes } = differenceOf(graph, position, after, asked.purge);
  const { database } = connection.facts;
  const digest = createHash('sha256').update(JSON.stringify([database, adds, removes, state.ledger.names]));
  return {
    id: digest.digest('hex').slice(0, 32),
    targets: asked.targets,
    database,
    adds,
    removes,
    from: headsOf(graph, position.applied),
    to: headsOf(graph, after),
    sql: stampSql(state, adds, removes),
    notes: [...describeNotes(position, asked.purge), ...describeUnlogged(state.log)],
    needsDatabaseName: connection.profile.role === 'production',
  };
}

/** A name under another extension is put right on the way. */
function differenceOf(graph: RevisionGraph, position: Position, after: ReadonlySet<string>, purge: boolean) {
  const { applied, ledgerNames, missing } = position;
  const isRight = (name: string) => applied.has(name) && !ledgerNames.has(name);
  const adds = graph.order.filter((name) => after.has(name) && !isRight(name));
  const lost = graph.order.filter((name) => applied.has(name) && (!after.has(name) || ledgerNames.has(name)));
  const removes = lost.reverse().map((name) => ledgerNames.get(name) ?? name);
  return { adds, removes: purge ? [...missing, ...removes] : removes };
}

function describeNotes({ ledgerNames, missing }: Position, purge: boolean): readonly string[] {
  const notes: string[] = [];
  for (const [name, old] of ledgerNames) notes.push(`${old} is recorded as ${name}, which is its file now.`);
  if (missing.length > 0 && !purge) {
    const names = missing.slice(0, 5).join(', ');
    notes.push(`The ledger holds names without a file, which stay unless it is purged: ${names}.`);
  }
  return notes;
}

function describeUnlogged({ state }: Log): readonly string[] {
  if (state.kind === 'ready' || (state.kind === 'absent' && state.canCreate)) return [];
  return [`Who stamps and when is not kept: this role may not write ${LOG_TABLE}. ${state.grantSql}`];
}

function stampSql(state: LedgerState, adds: readonly string[], removes: readonly string[]): string {
  const statements = stampStatements(state, adds, removes);
  return statements.length === 0 ? '' : `BEGIN;\n${statements.map((sql) => `${sql};\n`).join('')}COMMIT;\n`;
}

function stampStatements({ ledger }: LedgerState, adds: readonly string[], removes: readonly string[]) {
  return [
    ...(removes.length > 0 ? [forgetNamesSql(ledger, removes)] : []),
    ...(adds.length > 0 ? [recordNamesSql(ledger, adds)] : []),
  ];
}

async function entriesOf({ project }: Place, plan: StampPlan): Promise<readonly NotedEntry[]> {
  const files = new Map(project.revisions.map((file) => [file.name, file]));
  const same = { outcome: 'stamped', note: `stamp ${plan.targets.join(' ')}` } as const;
  const entries: NotedEntry[] = [];
  for (const name of plan.removes) {
    const checksum = files.get(name)?.checksum ?? null;
    entries.push({ ...same, name, direction: 'down', checksum, source: null });
  }
  for (const name of plan.adds) {
    const file = files.get(name);
    const [checksum, source] = file ? [file.checksum, await textOf(file)] : [null, null];
    entries.push({ ...same, name, direction: 'up', checksum, source });
  }
  return entries;
}

/** NUL can't be stored; a text with one was never a revision that ran. */
async function textOf(file: RevisionFile): Promise<string | null> {
  const text = normaliseText(await readRevisionText(file.path));
  return text.includes('\0') ? null : text;
}

function changedSince(): CoreError {
  return new CoreError({
    kind: 'files-changed',
    names: [],
    message: 'The files or the ledger have changed since this difference was shown.',
    hint: 'Look at the new one; nothing was stamped.',
  });
}

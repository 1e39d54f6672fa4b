/**
 * Marks revisions as applied, or not, without running them. The difference is a value first, and made only
 * while it is still that. Start at `planStamp`.
 */
import { createHash } from 'node:crypto';
import { CoreError } from '../errors';
import type { RevisionFile } from '../project/project';
import { readRevisionText } from '../project/revisionFiles';
import { normaliseText } from '../project/revisionText';
import { quoteLiteral } from '../sql/quote';
import { fetchLedgerState, type LedgerState } from './fetchHistory';
import { buildGraph, type RevisionGraph } from './graph/graph';
import { chooseStamp } from './graph/targets';
import { headsOf, type Position, readPosition } from './graph/walk';
import { forgetNamesSql, recordNamesSql } from './ledger';
import type { Log } from './log';
import type { Place } from './place';
import { refuseUnconfirmed, underRunLock } from './underRunLock';

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
    const entries = log.state.kind === 'ready' ? await logSql(place, plan, log, request.runBy) : [];
    await session.query([plan.sql.replace(/COMMIT;\s*$/, ''), ...entries, 'COMMIT'].join('\n'));
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
    notes: describeNotes(position, asked.purge),
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

function stampSql({ ledger }: LedgerState, adds: readonly string[], removes: readonly string[]): string {
  const statements = [
    ...(removes.length > 0 ? [forgetNamesSql(ledger, removes)] : []),
    ...(adds.length > 0 ? [recordNamesSql(ledger, adds)] : []),
  ];
  return statements.length === 0 ? '' : `BEGIN;\n${statements.map((sql) => `${sql};\n`).join('')}COMMIT;\n`;
}

async function logSql(
  { project }: Place,
  plan: StampPlan,
  log: Log,
  runBy: string,
): Promise<readonly string[]> {
  const files = new Map(project.revisions.map((file) => [file.name, file]));
  const runId = crypto.randomUUID();
  const entry = async (name: string, direction: 'up' | 'down') => {
    const file = files.get(name);
    const text = file && direction === 'up' ? await textOf(file) : null;
    const values = [runId, name, direction, 'stamped', 'own'].map(quoteLiteral).join(', ');
    const literals = [file?.checksum ?? null, text, runBy, `stamp ${plan.targets.join(' ')}`].map((value) =>
      value === null ? 'NULL' : quoteLiteral(value),
    );
    return `INSERT INTO ${log.sql} (run_id, name, direction, outcome, transaction, started_at, finished_at, checksum, source, run_by, note) VALUES (${values}, pg_catalog.now(), pg_catalog.now(), ${literals.join(', ')});`;
  };
  return Promise.all([
    ...plan.removes.map((name) => entry(name, 'down')),
    ...plan.adds.map((name) => entry(name, 'up')),
  ]);
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

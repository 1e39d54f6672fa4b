/**
 * What a revision that was cut off outside a transaction has left behind, and how to mend it: shown first, and
 * run only while it is still that. Start at `fetchLeftovers`.
 */
import { createHash } from 'node:crypto';
import { openSession } from '../connection/session';
import { badInput, CoreError } from '../errors';
import { quoteQualified } from '../sql/quote';
import { fetchLedgerState, joinHistory, type LedgerState } from './fetchHistory';
import { buildGraph } from './graph/graph';
import { readPosition } from './graph/walk';
import { forgetNamesSql, recordNamesSql } from './ledger';
import { refuseUnlogged } from './log';
import type { Place } from './place';
import { fetchRevisionLog } from './revisionLog';
import { refuseUnconfirmed, type UnderLock, underRunLock } from './underRunLock';
import { fetchUnfinishedIndexes, kindOfUnfinished, type UnfinishedIndex } from './unfinishedIndexes.sql';
import { writeLedger } from './writeLedger';
import { noteSql } from './writeLog';

export interface Leftover {
  /** An index that a concurrent build or reindex did not finish; _ccnew and _ccold are REINDEX's. */
  readonly kind: 'invalid-index' | 'ccnew' | 'ccold';
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  readonly sizeBytes: string | null;
  /** What repairs it, to be shown before it is run. */
  readonly sql: string;
}

export interface Leftovers {
  /** Digest: a repair is made with it and refused when anything has changed. */
  readonly id: string;
  readonly name: string;
  /** Statements of the revision that have run, as far as the log tells. */
  readonly statements: readonly string[];
  readonly leftovers: readonly Leftover[];
  readonly needsDatabaseName: boolean;
}

export interface Repair {
  readonly name: string;
  readonly planId: string;
  /** Pending: it is to run again. Applied: what it did is complete. */
  readonly as: 'pending' | 'applied';
  /** As typed; asked for on production. */
  readonly databaseName?: string | undefined;
  /** Operating system's user and host. */
  readonly runBy: string;
}

/** A build of hours may have to be dropped: only dead sessions end it earlier. */
const REPAIR_TIMEOUT_MS = 600_000;

/** Indexes that nobody builds any more; throws when the revision was not cut off. Reads only. */
export async function fetchLeftovers(place: Place, name: string): Promise<Leftovers> {
  const { watch, profile } = place.connection;
  const state = await fetchLedgerState(watch, place.project.ledger);
  refuseWhole(place, state, name);
  const leftovers = (await fetchUnfinishedIndexes(watch)).map(describeLeftover);
  const [last] = await fetchRevisionLog(place, name);
  return {
    id: digest(place, name, leftovers, state),
    name,
    statements: (last?.statements ?? []).map(({ sql }) => sql),
    leftovers,
    needsDatabaseName: profile.role === 'production',
  };
}

/** Runs what `leftovers` shows, one statement at a time, and then records what the revision is from now on. */
export async function runRepair(place: Place, repair: Repair): Promise<void> {
  refuseUnconfirmed(place.connection, repair.databaseName);
  await underRunLock(place, async (locked) => {
    refuseWhole(place, locked.state, repair.name);
    refuseUnlogged(locked.log, 'The repair');
    const leftovers = (await fetchUnfinishedIndexes(locked.session)).map(describeLeftover);
    if (digest(place, repair.name, leftovers, locked.state) !== repair.planId) throw changedSince();
    await runStatements(place, leftovers);
    await record(place, locked, repair, leftovers);
  });
}

/** On a session of its own, which holds no lock for which a concurrent build would wait. */
async function runStatements(place: Place, leftovers: readonly Leftover[]): Promise<void> {
  if (leftovers.length === 0) return;
  const session = await openSession(place.connection.credentials, { kind: 'run', name: 'lockstep repair' });
  try {
    await session.query(`SET lock_timeout = 0; SET statement_timeout = ${REPAIR_TIMEOUT_MS}`);
    for (const { sql } of leftovers) await session.query(sql);
  } finally {
    await session.close();
  }
}

async function record(
  place: Place,
  { session, state, log }: UnderLock,
  { name, as, runBy }: Repair,
  leftovers: readonly Leftover[],
): Promise<void> {
  const { ledger } = state;
  const recorded = recordedName(place, state, name);
  const write =
    as === 'applied' && recorded === null
      ? [recordNamesSql(ledger, [name])]
      : as === 'pending' && recorded !== null
        ? [forgetNamesSql(ledger, [recorded])]
        : [];
  const entry = {
    ...({ name, direction: 'up', outcome: 'repaired', checksum: null, source: null } as const),
    note: [`counts as ${as}`, ...leftovers.map(({ sql }) => sql)].join('\n'),
  };
  await writeLedger(session, { ledger, log }, [...write, ...noteSql(log, runBy, [entry])]);
}

function describeLeftover(index: UnfinishedIndex): Leftover {
  const { schema, table, name, sizeBytes, backsConstraint } = index;
  const kind = kindOfUnfinished(name);
  const what = quoteQualified(schema, name);
  const sql = backsConstraint ? `REINDEX INDEX CONCURRENTLY ${what};` : `DROP INDEX CONCURRENTLY ${what};`;
  return { kind, schema, table, name, sizeBytes, sql };
}

function refuseWhole({ project }: Place, state: LedgerState, name: string): void {
  const row = joinHistory(buildGraph(project.revisions), state).find((each) => each.name === name);
  if (row?.state === 'interrupted') return;
  throw badInput(
    `${name} was not cut off half-way.`,
    'Look at the history again; there is nothing to repair.',
  );
}

/** What the ledger has it by, whose file may have had another extension then; null where it is not applied. */
function recordedName({ project }: Place, { ledger }: LedgerState, name: string): string | null {
  const { applied, ledgerNames } = readPosition(buildGraph(project.revisions), ledger.names);
  return applied.has(name) ? (ledgerNames.get(name) ?? name) : null;
}

function digest(place: Place, name: string, leftovers: readonly Leftover[], state: LedgerState): string {
  const text = JSON.stringify([name, leftovers.map(({ sql }) => sql), recordedName(place, state, name)]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

function changedSince(): CoreError {
  return new CoreError({
    kind: 'files-changed',
    names: [],
    message: 'What was left behind is not what was shown any more.',
    hint: 'Look again; nothing was repaired.',
  });
}

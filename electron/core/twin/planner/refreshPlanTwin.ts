/** Makes a target's plan twin, or makes it anew: reads schema and statistics, and never a row. */
import type { Catalog } from '../../catalog/catalog';
import { fetchCatalog } from '../../catalog/fetchCatalog';
import type { Credentials } from '../../connection/parseTarget';
import { openSession, type Session } from '../../connection/session';
import { badInput, type ErrorInfo, toErrorInfo } from '../../errors';
import type { LocalServer } from '../localServer';
import { type Scratch, waysInto } from '../scratchDatabase';
import type { Twin } from '../twinKeeper';
import { cloneSchema, type Uncloned } from './cloneSchema';
import { copyStatistics, type StatisticsGaps } from './copyStatistics';
import { describeGaps } from './describeGaps';
import {
  createDraft,
  describePlace,
  dropDatabase,
  type PlanTwinCard,
  planDatabaseName,
  replaceByDraft,
} from './planDatabase';
import { dataFolderOf, openGuestSession, openTwinSession } from './planTwin';
import { isSame, markPrivate, readPrivateColumns, rememberPrivate } from './privateColumns';
import { extendRelation, fetchRelationFiles } from './relationFiles';
import { fetchTargetFacts, type TargetFacts } from './targetFacts.sql';
import type { PrivateColumn } from './targetStatistics.sql';
import { makeWorkbench } from './workbench.sql';

export interface RefreshInput {
  readonly twin: Twin;
  readonly credentials: Credentials;
  /** Private from now on, like those that were marked before: nothing that was a value in them leaves the target. */
  readonly hidden?: readonly PrivateColumn[];
  readonly signal: AbortSignal;
  readonly now?: () => Date;
}

export type RefreshPhase = 'reading' | 'cloning' | 'statistics' | 'sizes';

export type RefreshSnapshot =
  | { readonly phase: RefreshPhase; readonly message: string /** From 0 to 1. */; readonly fraction: number }
  | { readonly phase: 'done'; readonly twin: PlanTwinCard; readonly uncloned: readonly Uncloned[] }
  | { readonly phase: 'failed'; readonly error: ErrorInfo };

type Progress<T = void> = AsyncGenerator<RefreshSnapshot, T>;

/** Until it has ended well, the twin of before stays. */
export async function* refreshPlanTwin(input: RefreshInput): Progress {
  try {
    yield tell('reading', 'Starting the local PostgreSQL', 0);
    const server = await input.twin.server();
    const keeper = await openTwinSession(server, 'postgres');
    try {
      await hurry(keeper, true);
      yield* refresh(input, server, keeper);
    } finally {
      if (!keeper.isLost) await hurry(keeper, false);
      await keeper.close();
    }
  } catch (error) {
    yield { phase: 'failed', error: toErrorInfo(error) };
  }
}

interface Target {
  readonly catalog: Catalog;
  readonly facts: TargetFacts;
}

/**
 * Waiting until the disk has each of twenty thousand new files takes minutes. A power cut in these seconds costs a
 * copy, which is made again.
 */
async function hurry(keeper: Session, isHurried: boolean): Promise<void> {
  await keeper.query('SET statement_timeout = 0');
  await keeper.query(`ALTER SYSTEM ${isHurried ? 'SET fsync = off' : 'RESET fsync'}`);
  await keeper.query('SELECT pg_catalog.pg_reload_conf()');
}

async function* refresh(input: RefreshInput, server: LocalServer, keeper: Session): Progress {
  const { credentials, signal } = input;
  const name = planDatabaseName(credentials.target);
  const marking = { twin: input.twin, target: credentials.target, columns: input.hidden ?? [] };
  await takeTurn(keeper, name);
  yield tell('reading', 'Reading the schema', 0.02);
  const target = await openSession(credentials, { kind: 'watch', name: 'lockstep plan twin' });
  try {
    const facts = await fetchTargetFacts(target);
    const catalog = await fetchCatalog({ ...credentials, password: target.password }, signal);
    const draft = await createDraft({ keeper, server }, name, facts);
    try {
      const hidden = await rememberPrivate(marking);
      const filled = yield* fillDraft(
        { ...input, hidden, server, keeper, draft, target },
        { catalog, facts },
      );
      await replaceByDraft(keeper, name, filled.card);
      // Whoever marked a column meanwhile had only the twin of before to take it out of.
      const now = await readPrivateColumns(input.twin, credentials.target);
      if (now.some((column) => !hidden.some((each) => isSame(each, column)))) await markPrivate(marking);
      yield { phase: 'done', twin: filled.card, uncloned: filled.uncloned };
    } finally {
      await dropDatabase(keeper, draft);
    }
  } finally {
    await target.close();
  }
}

interface Filling extends RefreshInput {
  readonly server: LocalServer;
  readonly keeper: Session;
  readonly draft: string;
  /** A session there. */
  readonly target: Session;
}

interface Filled {
  readonly card: PlanTwinCard;
  readonly uncloned: readonly Uncloned[];
}

async function* fillDraft(filling: Filling, { catalog, facts }: Target): Progress<Filled> {
  const { server, draft, signal, credentials } = filling;
  const refreshedAt = (filling.now?.() ?? new Date()).toISOString();
  const uncloned = yield* clone(waysInto(server, draft), catalog, signal);
  const gaps = yield* copyAll(filling, facts);
  yield* extendFiles(filling);
  const card: PlanTwinCard = {
    format: 2,
    target: describePlace(credentials.target),
    refreshedAt,
    serverVersion: facts.serverVersion,
    tables: catalog.objects.filter(({ kind }) => kind === 'table').length,
    notes: [...describeGaps({ ...gaps, uncloned, serverVersion: facts.serverVersion })],
    settings: [...facts.settings],
  };
  return { card, uncloned };
}

async function* clone(
  scratch: Scratch,
  catalog: Catalog,
  signal: AbortSignal,
): Progress<readonly Uncloned[]> {
  const cloning = cloneSchema(scratch, catalog, signal);
  for (;;) {
    const next = await cloning.next();
    if (next.done) return next.value;
    const { done, total } = next.value;
    yield tell('cloning', `Making ${total} objects`, 0.1 + 0.5 * (done / total));
  }
}

async function* copyAll(
  { server, draft, target, hidden = [], signal }: Filling,
  { serverVersion }: TargetFacts,
): Progress<StatisticsGaps> {
  const [superuser, session] = await Promise.all([
    openTwinSession(server, draft),
    openGuestSession(server, draft),
  ]);
  try {
    await makeWorkbench(superuser);
    const copying = copyStatistics({ from: target, to: session, superuser, serverVersion, hidden, signal });
    for (;;) {
      const next = await copying.next();
      if (next.done) return next.value;
      yield tell('statistics', 'Copying statistics', 0.6 + 0.3 * next.value);
    }
  } finally {
    await Promise.all([superuser.close(), session.close()]);
  }
}

const FILES_AT_ONCE = 16;

async function* extendFiles({ server, keeper, draft, signal }: Filling): Progress {
  const session = await openTwinSession(server, draft);
  const files = await fetchRelationFiles(session).finally(() => session.close());
  await forgetPages(keeper);
  for (let done = 0; done < files.length; done += FILES_AT_ONCE) {
    signal.throwIfAborted();
    if (done % 1024 === 0) yield tell('sizes', 'Giving files their sizes', 0.9 + 0.1 * (done / files.length));
    const some = files.slice(done, done + FILES_AT_ONCE);
    await Promise.all(some.map((file) => extendRelation(dataFolderOf(server), file)));
  }
}

/** What PostgreSQL has in memory of the files, it would not read again. */
async function forgetPages(keeper: Session): Promise<void> {
  await keeper.query('CHECKPOINT');
  await keeper.query('CREATE EXTENSION IF NOT EXISTS pg_buffercache SCHEMA public');
  await keeper.query('SELECT * FROM public.pg_buffercache_evict_all()');
}

async function takeTurn(keeper: Session, name: string): Promise<void> {
  const [row] = await keeper.query<{ taken: boolean }>(
    'SELECT pg_catalog.pg_try_advisory_lock(pg_catalog.hashtextextended($1, 0)) AS taken',
    [name],
  );
  if (row?.taken) return;
  throw badInput('That twin is being refreshed already.', 'Wait until it is done.');
}

function tell(phase: RefreshPhase, message: string, fraction: number): RefreshSnapshot {
  return { phase, message, fraction };
}

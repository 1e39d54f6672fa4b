/** Fills the empty database of a new twin: the schema, its statistics, and then files of the sizes that these tell of. */
import type { Catalog } from '../../catalog/catalog';
import type { Credentials } from '../../connection/parseTarget';
import type { Session } from '../../connection/session';
import type { LocalServer } from '../localServer';
import { type Scratch, waysInto } from '../scratchDatabase';
import { cloneSchema, type Uncloned } from './cloneSchema';
import { copyStatistics, type StatisticsGaps } from './copyStatistics';
import { describeGaps } from './describeGaps';
import { describePlace, type PlanTwinCard } from './planDatabase';
import { dataFolderOf, openGuestSession, openTwinSession } from './planTwin';
import { type Progress, tell } from './refreshSnapshot';
import { extendRelation, fetchRelationFiles } from './relationFiles';
import type { TargetFacts } from './targetFacts.sql';
import type { PrivateColumn } from './targetStatistics.sql';
import { makeWorkbench } from './workbench.sql';

export interface Target {
  readonly catalog: Catalog;
  readonly facts: TargetFacts;
}

export interface Filling {
  readonly credentials: Credentials;
  readonly hidden: readonly PrivateColumn[];
  readonly signal: AbortSignal;
  readonly now?: (() => Date) | undefined;
  readonly server: LocalServer;
  readonly keeper: Session;
  readonly draft: string;
  /** A session there. */
  readonly target: Session;
}

export interface Filled {
  readonly card: PlanTwinCard;
  readonly uncloned: readonly Uncloned[];
}

export async function* fillDraft(filling: Filling, { catalog, facts }: Target): Progress<Filled> {
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
  { server, draft, target, hidden, signal }: Filling,
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

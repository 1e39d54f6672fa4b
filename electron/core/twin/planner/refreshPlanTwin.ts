/** Makes a target's plan twin, or makes it anew: reads schema and statistics, and never a row. */
import { fetchCatalog } from '../../catalog/fetchCatalog';
import type { Credentials } from '../../connection/parseTarget';
import { openSession, type Session } from '../../connection/session';
import { badInput, toErrorInfo } from '../../errors';
import type { LocalServer } from '../localServer';
import type { Twin } from '../twinKeeper';
import { fillDraft } from './fillDraft';
import { createDraft, dropDatabase, planDatabaseName, replaceByDraft } from './planDatabase';
import { openTwinSession } from './planTwin';
import { isSame, markPrivate, readPrivateColumns, rememberPrivate } from './privateColumns';
import { type Progress, tell } from './refreshSnapshot';
import { fetchTargetFacts } from './targetFacts.sql';
import type { PrivateColumn } from './targetStatistics.sql';

export interface RefreshInput {
  readonly twin: Twin;
  readonly credentials: Credentials;
  /** Private from now on, like those that were marked before: nothing that was a value in them leaves the target. */
  readonly hidden?: readonly PrivateColumn[];
  readonly signal: AbortSignal;
  readonly now?: () => Date;
}

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

async function takeTurn(keeper: Session, name: string): Promise<void> {
  const [row] = await keeper.query<{ taken: boolean }>(
    'SELECT pg_catalog.pg_try_advisory_lock(pg_catalog.hashtextextended($1, 0)) AS taken',
    [name],
  );
  if (row?.taken) return;
  throw badInput('That twin is being refreshed already.', 'Wait until it is done.');
}

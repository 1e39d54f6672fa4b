import type { Session } from '../../connection/session';
import { fetchEnableFacts } from '../../queries/enableFacts.sql';
import { enableSteps, isOlder } from '../../queries/enableSteps';
import { quoteIdent } from '../../sql/quote';
import type { Counters } from './baseline';

interface Row {
  readonly queryId: string;
  readonly by: string;
  readonly calls: number;
  readonly totalMs: number;
  readonly since: Date | null;
}

interface About {
  readonly takenAt: Date;
  readonly since: Date | null;
}

const aboutSql = (schema: string) => `SELECT pg_catalog.now() AS "takenAt", i.stats_reset AS since
  FROM ${schema}.pg_stat_statements_info i`;

/** Without the texts nothing has to be read from a file. Since PostgreSQL 17 each says when it began. */
const countsSql = (schema: string, extensionVersion: string) => `SELECT s.queryid::text AS "queryId",
    s.userid::text || ' ' || s.toplevel::text AS by, s.calls::float8 AS calls, s.total_exec_time AS "totalMs",
    ${isOlder(extensionVersion, [1, 11]) ? 'NULL::timestamptz' : 's.stats_since'} AS since
  FROM ${schema}.pg_stat_statements(false) s
  WHERE s.queryid = ANY ($1::bigint[]) AND s.dbid = (SELECT d.oid FROM pg_catalog.pg_database d
    WHERE d.datname = pg_catalog.current_database())
  ORDER BY s.queryid, s.userid, s.toplevel`;

/** null where nothing is counted, or this role may not see it. */
export async function fetchCounters(session: Session, queryIds: readonly string[]): Promise<Counters | null> {
  const facts = await fetchEnableFacts(session);
  if (enableSteps(facts) || facts.schema === null || facts.extensionVersion === null) return null;
  const schema = quoteIdent(facts.schema);
  const [about] = await session.query<About>(aboutSql(schema));
  const rows = await session.query<Row>(countsSql(schema, facts.extensionVersion), [queryIds]);
  if (!about) return null;
  return {
    takenAt: about.takenAt.toISOString(),
    since: about.since?.toISOString() ?? null,
    counts: rows.map((row) => ({ ...row, since: row.since?.toISOString() ?? null })),
  };
}

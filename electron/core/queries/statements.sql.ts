import type { Session } from '../connection/session';
import { CoreError } from '../errors';
import { quoteIdent } from '../sql/quote';
import { isOlder } from './enableSteps';
import type { Statement } from './workload';

export interface StatementsRequest {
  /** Where the extension is. */
  readonly schema: string;
  readonly extensionVersion: string;
  readonly most: number;
}

export interface AboutStatements {
  readonly takenAt: Date;
  readonly since: Date | null;
  readonly totalMs: number;
  readonly hidden: number;
  readonly blockBytes: number;
}

/** A text beyond this is cut: a list of ten thousand values tells nothing that its beginning doesn't. */
const LONGEST_TEXT = 20_000;

export async function fetchStatements(
  session: Session,
  request: StatementsRequest,
): Promise<{ readonly statements: readonly Statement[]; readonly about: AboutStatements }> {
  const [about] = await session.query<AboutStatements>(aboutSql(request.schema));
  if (!about)
    throw new CoreError({ kind: 'bug', id: 'about', message: 'The server said nothing of its counters.' });
  const statements = await session.query<Statement>(statementsSql(request), [request.most, LONGEST_TEXT]);
  return { statements, about };
}

/** Of the database that is looked at. */
export const HERE =
  '(SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())';

// What other roles ask comes without its identifier. Without the texts nothing has to be read from a file.
const aboutSql = (schema: string) => `SELECT pg_catalog.now() AS "takenAt", i.stats_reset AS since,
    coalesce(s.total, 0) AS "totalMs", s.hidden, pg_catalog.current_setting('block_size')::int AS "blockBytes"
  FROM ${quoteIdent(schema)}.pg_stat_statements_info i,
    (SELECT sum(total_exec_time) AS total, (count(*) FILTER (WHERE queryid IS NULL))::int AS hidden
      FROM ${quoteIdent(schema)}.pg_stat_statements(false) WHERE dbid = ${HERE}) AS s`;

// Several roles' calls of one statement are one here; so are those from a function and those from a client.
const statementsSql = ({ schema, extensionVersion }: StatementsRequest) => `WITH counted AS MATERIALIZED (
    SELECT s.queryid, bool_or(s.toplevel) AS "isTopLevel", sum(s.calls)::float8 AS calls,
      sum(s.total_exec_time) AS "totalMs", max(s.max_exec_time) AS "maxMs", sum(s.rows)::float8 AS rows,
      sum(s.shared_blks_hit)::float8 AS "sharedHitBlocks", sum(s.shared_blks_read)::float8 AS "sharedReadBlocks",
      sum(s.shared_blks_dirtied)::float8 AS "sharedDirtiedBlocks",
      sum(s.temp_blks_read)::float8 AS "tempReadBlocks", sum(s.temp_blks_written)::float8 AS "tempWrittenBlocks",
      sum(s.${prefix(extensionVersion)}blk_read_time) AS "readMs", sum(s.${prefix(extensionVersion)}blk_write_time) AS "writeMs",
      (pg_catalog.array_agg(s.query))[1] AS query
    FROM ${quoteIdent(schema)}.pg_stat_statements s
    WHERE s.dbid = ${HERE} AND s.queryid IS NOT NULL
    GROUP BY s.queryid ORDER BY sum(s.total_exec_time) DESC LIMIT $1)
  SELECT c.queryid::text AS "queryId", pg_catalog.left(c.query, $2) AS text,
    pg_catalog.length(c.query) > $2 AS "isCut", c."isTopLevel", c.calls, c."totalMs",
    c."totalMs" / greatest(c.calls, 1) AS "meanMs", c."maxMs", c.rows, c."sharedHitBlocks", c."sharedReadBlocks",
    c."sharedDirtiedBlocks", c."tempReadBlocks", c."tempWrittenBlocks", c."readMs", c."writeMs"
  FROM counted c WHERE c.query IS NOT NULL ORDER BY c."totalMs" DESC, c.queryid`;

/** Since PostgreSQL 17's own version the waits of shared, local and temporary blocks are told apart. */
function prefix(extensionVersion: string): string {
  return isOlder(extensionVersion, [1, 11]) ? '' : 'shared_';
}

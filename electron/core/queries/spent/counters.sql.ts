import type { Session } from '../../connection/session';
import { quoteIdent } from '../../sql/quote';
import { HERE } from '../statements.sql';
import type { Reading } from './readings';

interface Row {
  readonly takenAt: Date;
  readonly since: Date | null;
  /** One for each statement: id, calls, milliseconds. */
  readonly counts: readonly (readonly [string, number, number])[];
}

/** Without the texts nothing has to be read from a file: a few milliseconds for thousands of statements. */
export async function fetchReading(session: Session, schema: string, most: number): Promise<Reading | null> {
  const [row] = await session.query<Row>(sqlFor(schema), [most], { keptAs: 'lockstep counters' });
  if (!row) return null;
  return {
    takenAt: row.takenAt.toISOString(),
    since: row.since?.toISOString() ?? null,
    counts: new Map(row.counts.map(([queryId, calls, totalMs]) => [queryId, { calls, totalMs }])),
    isComplete: row.counts.length < most,
  };
}

const sqlFor = (schema: string) => `SELECT pg_catalog.clock_timestamp() AS "takenAt", i.stats_reset AS since,
    coalesce((SELECT pg_catalog.json_agg(pg_catalog.json_build_array(c.queryid::text, c.calls, c.ms))
      FROM (SELECT s.queryid, sum(s.calls) AS calls, sum(s.total_exec_time) AS ms
        FROM ${quoteIdent(schema)}.pg_stat_statements(false) s WHERE s.dbid = ${HERE} AND s.queryid IS NOT NULL
        GROUP BY s.queryid ORDER BY sum(s.total_exec_time) DESC LIMIT $1) AS c), '[]') AS counts
  FROM ${quoteIdent(schema)}.pg_stat_statements_info i`;

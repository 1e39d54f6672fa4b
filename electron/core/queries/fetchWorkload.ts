/** Reads pg_stat_statements, or says what has to be done before there is one. SELECTs alone. */
import type { Session } from '../connection/session';
import { quoteIdent } from '../sql/quote';
import { type EnableFacts, fetchEnableFacts } from './enableFacts.sql';
import { enableSteps } from './enableSteps';
import { fetchStatements } from './statements.sql';
import type { NoWorkload, Workload } from './workload';

/** So many statements are read at most, the dearest by total time. */
export const MOST_STATEMENTS = 2000;

export async function fetchWorkload(session: Session): Promise<Workload | NoWorkload> {
  const facts = await fetchEnableFacts(session);
  const missing = enableSteps(facts);
  if (missing) return missing;
  const { schema, extensionVersion } = facts;
  const { statements, about } = await fetchStatements(session, {
    schema: schema ?? '',
    extensionVersion: extensionVersion ?? '',
    most: MOST_STATEMENTS,
  });
  const listedMs = statements.reduce((sum, { totalMs }) => sum + totalMs, 0);
  return {
    state: 'ready',
    statements,
    takenAt: about.takenAt.toISOString(),
    since: about.since?.toISOString() ?? null,
    // The two are read one after the other, so a part may be more than the whole.
    share: about.totalMs > 0 ? Math.min(1, listedMs / about.totalMs) : 1,
    totalMs: about.totalMs,
    blockBytes: about.blockBytes,
    hidden: about.hidden === 0 ? null : { statements: about.hidden, grantSql: grantSql(facts) },
  };
}

function grantSql({ user }: EnableFacts): string {
  return `GRANT pg_read_all_stats TO ${quoteIdent(user)};`;
}

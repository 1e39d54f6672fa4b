import { quoteIdent } from '../../sql/quote';
import type { HiddenFacts } from '../snapshot';
import type { ActivityRow } from './activity.sql';

/** Other users' states and queries need pg_read_all_stats, which pg_monitor brings along. */
export function describeHidden(activity: readonly ActivityRow[], user: string): HiddenFacts | null {
  const sessionCount = activity.filter(({ is_hidden }) => is_hidden).length;
  if (sessionCount === 0) return null;
  return {
    sessionCount,
    what: `State, query, address and start of ${sessionCount} ${sessionCount === 1 ? 'session' : 'sessions'} of other users are hidden from ${user}; who waits for whom is complete.`,
    grantSql: `GRANT pg_monitor TO ${quoteIdent(user)};`,
  };
}

import { parseTarget } from '../connection/parseTarget';
import { CoreError } from '../errors';
import { type RefreshInput, refreshPlanTwin } from '../twin/planner/refreshPlanTwin';
import type { Twin } from '../twin/twinKeeper';

/** The plan twin of a test's database; what the refresh threw is thrown. */
export async function refreshTwin(
  twin: Twin,
  url: string,
  more: Partial<Pick<RefreshInput, 'hidden' | 'signal' | 'now'>> = {},
) {
  const input = { twin, credentials: parseTarget({ url }), signal: new AbortController().signal, ...more };
  for await (const snapshot of refreshPlanTwin(input)) {
    if (snapshot.phase === 'done') return snapshot;
    if (snapshot.phase === 'failed') throw new CoreError(snapshot.error);
  }
  throw new Error('The refresh ended without a word.');
}

/**
 * Each statement in a savepoint of its own, one after the other, for revisions that catch the errors of statements:
 * such an error undoes that statement alone, as it would without a transaction.
 */
import { sqlstateOf } from '../../connection/sqlError';
import { endsSession, SQLSTATE } from '../../connection/sqlstates';

export type RawQuery = (...parameters: unknown[]) => unknown;

/** Not errors of the statement itself, but of its moment or of our transaction: the code must not pass over them. */
const NEVER_CAUGHT: ReadonlySet<string | undefined> = new Set([
  SQLSTATE.lockNotAvailable,
  SQLSTATE.deadlockDetected,
  SQLSTATE.queryCanceled,
  SQLSTATE.activeSqlTransaction,
  SQLSTATE.inFailedTransaction,
]);

/** The code's own savepoints would end with ours. */
const HAS_OWN = /\bsavepoint\b|^\s*(release|rollback)\b/i;

/**
 * Sends as pg's `query` does, with a callback as last parameter or answering with a promise. Once `isClosed` nothing
 * more is sent: whatever still waits for its turn would run after the revision's transaction.
 */
export function sendInSavepoints(
  raw: RawQuery,
  isClosed: () => boolean,
  onCaught: (error: Error) => void,
): RawQuery {
  const send: RawQuery = (...parameters) => {
    if (isClosed()) throw new Error('The revision has ended.');
    return raw(...parameters);
  };
  let last: Promise<unknown> = Promise.resolve();
  return (...parameters) => {
    if (isSubmittable(parameters[0])) return raw(...parameters);
    const callback = parameters.at(-1);
    const hasCallback = typeof callback === 'function';
    const sent = hasCallback ? parameters.slice(0, -1) : parameters;
    const isPlain = HAS_OWN.test(sqlOf(parameters[0]));
    const ended = last.then(() => (isPlain ? send(...sent) : guard(send, sent, onCaught)));
    last = ended.catch(() => undefined);
    if (!hasCallback) return ended;
    // What the callback throws is its own affair, as with pg.
    ended.then(
      (result) => queueMicrotask(() => callback(null, result)),
      (error) => queueMicrotask(() => callback(error)),
    );
    return undefined;
  };
}

async function guard(
  send: RawQuery,
  parameters: readonly unknown[],
  onCaught: (error: Error) => void,
): Promise<unknown> {
  await send('SAVEPOINT lockstep_statement');
  try {
    const result = await send(...parameters);
    await send('RELEASE SAVEPOINT lockstep_statement');
    return result;
  } catch (thrown) {
    const sqlstate = sqlstateOf(thrown);
    if (!NEVER_CAUGHT.has(sqlstate) && !endsSession(sqlstate)) {
      await send('ROLLBACK TO SAVEPOINT lockstep_statement; RELEASE SAVEPOINT lockstep_statement');
      if (thrown instanceof Error) onCaught(thrown);
    }
    throw thrown;
  }
}

/** Such as a cursor or COPY, which answers with itself. */
function isSubmittable(query: unknown): boolean {
  return typeof query === 'object' && query !== null && 'submit' in query;
}

export function sqlOf(query: unknown): string {
  if (typeof query === 'string') return query;
  if (typeof query === 'object' && query !== null && 'text' in query && typeof query.text === 'string') {
    return query.text;
  }
  return '(a statement without text)';
}

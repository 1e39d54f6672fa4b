import type pg from 'pg';

/** Runs a query, and ends the session when the server leaves it without an answer for too long. */
export type Ask = <Answer>(query: () => Promise<Answer>) => Promise<Answer>;

/**
 * Timeouts of the server end what it runs; a server that hangs, or that the network has lost, can't tell so, and
 * TCP gives up after minutes. Queries of one session are answered in turn: each answer begins the time anew.
 */
export function createPatience({ connection }: pg.Client, answersWithinMs: number | undefined): Ask {
  let pending = 0;
  let timer: NodeJS.Timeout | undefined;
  const giveUp = () =>
    connection.stream.destroy(new Error(`Connection terminated: no answer for ${answersWithinMs} ms`));
  const beginAnew = () => {
    clearTimeout(timer);
    if (pending > 0 && answersWithinMs !== undefined) timer = setTimeout(giveUp, answersWithinMs);
  };
  return async (query) => {
    pending += 1;
    if (pending === 1) beginAnew();
    try {
      return await query();
    } finally {
      pending -= 1;
      beginAnew();
    }
  };
}

/**
 * What statements took between readings of their counters: a ring of the latest readings, and from each to the next
 * the time spent in each second. Knows numbers alone; sampleCounters.ts reads them. Start at `spentOf`.
 */

/** Of one statement, since its counters began. */
export interface Count {
  readonly calls: number;
  readonly totalMs: number;
}

export interface Reading {
  /** ISO, by the server's clock. */
  readonly takenAt: string;
  /** ISO; when the counters began, as far as the server tells. */
  readonly since: string | null;
  /** By the statement's id. */
  readonly counts: ReadonlyMap<string, Count>;
  /** Whether a statement that is not here was not called at all. */
  readonly isComplete: boolean;
}

export interface StatementSpent {
  readonly queryId: string;
  /** Milliseconds of execution in each second, between one reading and the next; null: not known. */
  readonly msPerSecond: readonly (number | null)[];
}

/** The ends of so many intervals, and one beginning: of five minutes, at one reading every ten seconds. */
export const MOST_READINGS = 31;

/** The oldest goes; one that is no later than the last is not taken. */
export function remember(readings: readonly Reading[], reading: Reading): readonly Reading[] {
  const last = readings.at(-1);
  if (last && Date.parse(last.takenAt) >= Date.parse(reading.takenAt)) return readings;
  return [...readings, reading].slice(-MOST_READINGS);
}

/** Of these statements; as many numbers for each as there are intervals. */
export function spentOf(
  readings: readonly Reading[],
  queryIds: readonly string[],
): readonly StatementSpent[] {
  const intervals = readings.slice(1).map((later, index) => ({ earlier: readings[index] ?? later, later }));
  return queryIds.map((queryId) => ({
    queryId,
    msPerSecond: intervals.map(({ earlier, later }) => spentBetween(earlier, later, queryId)),
  }));
}

function spentBetween(earlier: Reading, later: Reading, queryId: string): number | null {
  const seconds = (Date.parse(later.takenAt) - Date.parse(earlier.takenAt)) / 1000;
  const now = later.counts.get(queryId);
  // Gone: it was evicted, or it is not among the dearest any more.
  if (!now) return later.isComplete && !earlier.counts.has(queryId) ? 0 : null;
  const past = pastOf(earlier, later, queryId, now);
  return past === null ? null : Math.max(0, now.totalMs - past.totalMs) / seconds;
}

const NOTHING: Count = { calls: 0, totalMs: 0 };

/** null: what it had then is not known. */
function pastOf(earlier: Reading, later: Reading, queryId: string, now: Count): Count | null {
  if (earlier.since !== later.since) return NOTHING;
  const then = earlier.counts.get(queryId);
  if (!then) return earlier.isComplete ? NOTHING : null;
  // One statement's counters begin anew where it was evicted, or reset alone.
  return then.calls <= now.calls && then.totalMs <= now.totalMs ? then : NOTHING;
}

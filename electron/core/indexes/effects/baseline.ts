/**
 * Counters only ever grow, so what happened since a moment is their difference from that moment on. Pure; what was
 * counted for one statement by one role is told apart, since each of them is forgotten by itself.
 */

/** All that the server has counted, as one look finds it. */
export interface Counters {
  /** ISO, by the server's clock. */
  readonly takenAt: string;
  /** ISO; when all of them began anew. */
  readonly since: string | null;
  readonly counts: readonly StatementCount[];
}

export interface StatementCount {
  readonly queryId: string;
  /** Role and level, which the server counts apart. */
  readonly by: string;
  readonly calls: number;
  readonly totalMs: number;
  /** ISO; when this one began; null before PostgreSQL 17. */
  readonly since: string | null;
}

/** What was counted as an index was seen to be ready for the first time. */
export interface Baseline {
  /** ISO. */
  readonly at: string;
  readonly since: string | null;
  readonly counts: readonly StatementCount[];
  /** Of the index. */
  readonly scans: number;
}

export interface Measured {
  readonly calls: number;
  readonly totalMs: number;
}

export function beginBaseline({ takenAt, since, counts }: Counters, scans: number): Baseline {
  return { at: takenAt, since, counts, scans };
}

/** What began anew meanwhile holds nothing from before, so all of it is to be counted from here on. */
export function rebase(baseline: Baseline, now: Counters, scans: number): Baseline {
  const isReset = baseline.since !== now.since;
  const present = new Map(now.counts.map((each) => [keyOf(each), each]));
  const counts = baseline.counts.filter((then) => !isReset && goesOn(then, present.get(keyOf(then))));
  return {
    at: baseline.at,
    since: now.since,
    counts: counts.length === baseline.counts.length ? baseline.counts : counts,
    scans: scans < baseline.scans ? 0 : baseline.scans,
  };
}

function goesOn(then: StatementCount, now: StatementCount | undefined): boolean {
  return (
    now !== undefined && now.since === then.since && now.calls >= then.calls && now.totalMs >= then.totalMs
  );
}

/** Of one statement, by whomever it was called. The baseline is one that was rebased on these counters. */
export function measuredSince(baseline: Baseline, now: Counters, queryId: string): Measured {
  const then = new Map(baseline.counts.map((each) => [keyOf(each), each]));
  return now.counts
    .filter((each) => each.queryId === queryId)
    .map((each) => ({
      calls: each.calls - (then.get(keyOf(each))?.calls ?? 0),
      totalMs: each.totalMs - (then.get(keyOf(each))?.totalMs ?? 0),
    }))
    .reduce((sum, { calls, totalMs }) => ({ calls: sum.calls + calls, totalMs: sum.totalMs + totalMs }), {
      calls: 0,
      totalMs: 0,
    });
}

function keyOf({ queryId, by }: StatementCount): string {
  return `${queryId} ${by}`;
}

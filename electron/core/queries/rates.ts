/** What happened between two readings of the counters, or since they began. */
import type { CountedWorkload, Statement, Workload } from './workload';

export interface Rate {
  readonly queryId: string;
  readonly callsPerMinute: number;
  readonly msPerMinute: number;
  readonly rowsPerMinute: number;
}

/** Of statements that were called meanwhile; counters that began anew are taken for what they show now. */
export function ratesBetween(earlier: Workload, later: Workload): readonly Rate[] {
  const minutes = (Date.parse(later.takenAt) - Date.parse(earlier.takenAt)) / 60_000;
  if (!(minutes > 0)) return [];
  const isReset = earlier.since !== later.since;
  const before = new Map(isReset ? [] : earlier.statements.map((each) => [each.queryId, each]));
  return later.statements.flatMap((now) => {
    const then = before.get(now.queryId);
    // It may have been among those that were not read.
    if (!then && !isReset && earlier.share < 1) return [];
    // One statement's counters begin anew where it was evicted, or reset alone.
    const past = then !== undefined && then.calls <= now.calls ? then : NOTHING;
    if (now.calls === past.calls) return [];
    return [rateOf(now, past, minutes)];
  });
}

const NOTHING = { calls: 0, totalMs: 0, rows: 0 };

function rateOf(now: Statement, past: typeof NOTHING, minutes: number): Rate {
  return {
    queryId: now.queryId,
    callsPerMinute: (now.calls - past.calls) / minutes,
    msPerMinute: (now.totalMs - past.totalMs) / minutes,
    rowsPerMinute: (now.rows - past.rows) / minutes,
  };
}

/** How long has been counted; null where the server doesn't tell, or they began this very moment. */
export function countedMinutes({
  since,
  takenAt,
}: Pick<CountedWorkload, 'since' | 'takenAt'>): number | null {
  if (since === null) return null;
  const minutes = (Date.parse(takenAt) - Date.parse(since)) / 60_000;
  return minutes > 0 ? minutes : null;
}

/** The calls of the front doors about queries: findings now, with what happened since they were asked for before. */
import type { Place } from '../revisions/place';
import type { Pair } from '../revisions/revisionCalls';
import { fetchFindings } from './fetchFindings';
import { fetchWorkload } from './fetchWorkload';
import type { Finding } from './finding';
import { ratesBetween } from './rates';
import { type CountedWorkload, countedOf, type NoWorkload, type Workload } from './workload';

export interface QueryFindings {
  readonly workload: CountedWorkload | NoWorkload;
  /** At most MOST_LISTED, dearest first. */
  readonly findings: readonly ListedFinding[];
  /** Of all, listed or not. */
  readonly count: number;
}

export interface ListedFinding extends Finding {
  /** Between this reading and the one before; null: it is the first one. */
  readonly callsPerMinute: number | null;
}

export interface QueryCalls {
  findings(pair: Pair, signal: AbortSignal): Promise<QueryFindings>;
}

const MOST_LISTED = 1000;

export function createQueryCalls({ place }: { readonly place: (pair: Pair) => Promise<Place> }): QueryCalls {
  const readings = new Map<string, Workload>();
  return {
    async findings(pair, signal) {
      const { watch } = (await place(pair)).connection;
      const workload = await fetchWorkload(watch);
      if (workload.state !== 'ready') return { workload, findings: [], count: 0 };
      const earlier = readings.get(pair.connectionId);
      readings.set(pair.connectionId, workload);
      const findings = await fetchFindings(watch, workload, signal);
      return {
        workload: countedOf(workload),
        findings: withRates(findings.slice(0, MOST_LISTED), earlier, workload),
        count: findings.length,
      };
    },
  };
}

function withRates(
  findings: readonly Finding[],
  earlier: Workload | undefined,
  workload: Workload,
): readonly ListedFinding[] {
  if (!earlier) return findings.map((each) => ({ ...each, callsPerMinute: null }));
  const rates = new Map(ratesBetween(earlier, workload).map((rate) => [rate.queryId, rate.callsPerMinute]));
  return findings.map((each) => ({ ...each, callsPerMinute: rates.get(each.queryId) ?? 0 }));
}

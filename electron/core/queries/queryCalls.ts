/** The calls of the front doors about queries: findings now, with what happened since they were asked for before. */
import type { Place } from '../revisions/place';
import type { Pair } from '../revisions/revisionCalls';
import { fetchFindings } from './fetchFindings';
import { fetchWorkload } from './fetchWorkload';
import type { Finding } from './finding';
import { ratesBetween } from './rates';
import { createSampling, type Sampling, type TimeSpent } from './spent/sampleCounters';
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
  /** What the statements of the last findings take, again and again, until nobody listens. */
  watchSpent(pair: Pair, signal: AbortSignal): AsyncIterable<TimeSpent>;
}

const MOST_LISTED = 1000;

export function createQueryCalls({ place }: { readonly place: (pair: Pair) => Promise<Place> }): QueryCalls {
  const readings = new Map<string, Workload>();
  const samplings = new Map<string, Sampling>();
  const shown = new Map<string, readonly string[]>();
  const samplingOf = (connectionId: string) => {
    const sampling = samplings.get(connectionId) ?? createSampling();
    samplings.set(connectionId, sampling);
    return sampling;
  };
  return {
    async findings(pair, signal) {
      const { watch } = (await place(pair)).connection;
      const workload = await fetchWorkload(watch);
      if (workload.state !== 'ready') return { workload, findings: [], count: 0 };
      const earlier = readings.get(pair.connectionId);
      readings.set(pair.connectionId, workload);
      samplingOf(pair.connectionId).add(workload);
      const findings = await fetchFindings(watch, workload, signal);
      const ids = new Set(findings.slice(0, MOST_LISTED).map(({ queryId }) => queryId));
      shown.set(pair.connectionId, [...ids]);
      return {
        workload: countedOf(workload),
        findings: withRates(findings.slice(0, MOST_LISTED), earlier, workload),
        count: findings.length,
      };
    },
    async *watchSpent(pair, signal) {
      const session = async () => (await place(pair)).connection.watch;
      const ids = () => shown.get(pair.connectionId) ?? [];
      yield* samplingOf(pair.connectionId).watch(session, ids, signal);
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

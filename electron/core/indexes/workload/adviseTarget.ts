/**
 * Index suggestions for what a target has been asked: reads its counters, sees to it that there is a plan twin, and
 * lets that one's planner judge. Looks alone: on the target, SELECTs on catalogs and statistics.
 */
import type { Credentials } from '../../connection/parseTarget';
import { openSession } from '../../connection/session';
import { toErrorInfo } from '../../errors';
import { fetchWorkload } from '../../queries/fetchWorkload';
import { countedMinutes } from '../../queries/rates';
import type { NoWorkload, Workload } from '../../queries/workload';
import { findPlanTwin, openPlanTwin } from '../../twin/planner/planTwin';
import { type RefreshInput, refreshPlanTwin } from '../../twin/planner/refreshPlanTwin';
import type { RefreshSnapshot } from '../../twin/planner/refreshSnapshot';
import { suggestIndexes } from './suggestIndexes';
import { fetchTableWrites } from './tableWrites.sql';
import type { AdviceSnapshot, TableWrites, WorkloadAdvice } from './workloadInput';

export interface TargetAdviceInput extends RefreshInput {
  /** Copies schema and statistics anew, though there is a twin. */
  readonly refresh?: boolean;
}

export type TargetAdviceSnapshot =
  | AdviceSnapshot
  | Extract<RefreshSnapshot, { readonly fraction: number }>
  | { readonly phase: 'no-workload'; readonly workload: NoWorkload };

/** Ends with done, failed or no-workload. */
export async function* adviseTarget(input: TargetAdviceInput): AsyncGenerator<TargetAdviceSnapshot> {
  try {
    const { workload, writes } = await readCounters(input.credentials);
    if (workload.state !== 'ready') {
      yield { phase: 'no-workload', workload };
      return;
    }
    const isThere = await findPlanTwin(input.twin, input.credentials.target);
    if (!isThere || input.refresh) {
      for await (const snapshot of refreshPlanTwin(input)) {
        if (snapshot.phase === 'failed') {
          yield snapshot;
          return;
        }
        if (snapshot.phase !== 'done') yield snapshot;
      }
    }
    yield* suggest(input, workload, writes);
  } catch (error) {
    yield { phase: 'failed', error: toErrorInfo(error) };
  }
}

async function readCounters(credentials: Credentials) {
  const session = await openSession(credentials, { kind: 'watch', name: 'lockstep advice' });
  try {
    return { workload: await fetchWorkload(session), writes: await fetchTableWrites(session) };
  } finally {
    await session.close();
  }
}

async function* suggest(
  { twin, credentials, signal }: TargetAdviceInput,
  workload: Workload,
  writes: readonly TableWrites[],
): AsyncGenerator<AdviceSnapshot> {
  const weighed = workload.statements.filter(({ isCut }) => !isCut);
  const minutes = countedMinutes(workload);
  const planning = await openPlanTwin(twin, credentials.target);
  try {
    for await (const snapshot of suggestIndexes({ planning, statements: weighed, writes, signal })) {
      yield snapshot.phase === 'done'
        ? { ...snapshot, advice: withRates(snapshot.advice, minutes) }
        : snapshot;
    }
  } finally {
    await planning.session.close();
  }
}

function withRates(advice: WorkloadAdvice, minutes: number | null): WorkloadAdvice {
  const suggestions = advice.suggestions.map((each) => ({
    ...each,
    savingMsPerMinute: each.savingMs === null || minutes === null ? null : each.savingMs / minutes,
  }));
  return { ...advice, suggestions };
}

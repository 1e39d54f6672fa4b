/** Indexes for what was asked, tried on the plan twin, with what is going on told on stderr. */
import type { Credentials } from '../core/connection/parseTarget';
import { CoreError } from '../core/errors';
import type { Suggestions } from '../core/indexes/fetchSuggestions';
import { suggestIndexes } from '../core/indexes/workload/suggestIndexes';
import type { WorkloadAdvice } from '../core/indexes/workload/workloadInput';
import { withPlanTwin } from '../core/twin/planner/planTwin';
import { type PlanTwinOptions, readyPlanTwin } from './planTwin';
import { printableLines } from './printable';
import { withTwin } from './twin';
import type { CommandContext } from './verb';
import { figure } from './workloadText';

/** null where nothing is counted. */
export function adviseOnWorkload(
  { workload, writes }: Suggestions,
  credentials: Credentials,
  options: PlanTwinOptions,
  context: CommandContext,
): Promise<WorkloadAdvice | null> {
  if (workload.state !== 'ready') return Promise.resolve(null);
  return withTwin(context, async (twin, signal) => {
    await readyPlanTwin(twin, credentials, options, context, signal);
    return withPlanTwin(twin, credentials.target, async (planning) => {
      const { statements } = workload;
      let told = '';
      for await (const snapshot of suggestIndexes({ planning, statements, writes, signal })) {
        if (snapshot.phase === 'failed') throw new CoreError(snapshot.error);
        if (snapshot.phase === 'done') return tellAdvice(snapshot.advice, context);
        if (snapshot.phase !== told) context.stderr.write(printableLines(`${snapshot.message}\n`));
        told = snapshot.phase;
      }
      throw new CoreError({ kind: 'cancelled', message: 'The search ended before it was done.' });
    });
  });
}

function tellAdvice(advice: WorkloadAdvice, { stderr }: CommandContext): WorkloadAdvice {
  const { planned, notPlanned, totalMs, expectedMs } = advice;
  const left = notPlanned.length === 0 ? '' : ` ${notPlanned.length} could not be planned.`;
  stderr.write(
    `${planned} statements took ${figure(totalMs)} ms, and would take about ${figure(expectedMs)} ms with all that is suggested.${left}\n`,
  );
  return advice;
}

/** Indexes for what was asked, tried on the plan twin, with what is going on told on stderr. */
import type { Credentials } from '../core/connection/parseTarget';
import { CoreError } from '../core/errors';
import { reasonsOf } from '../core/indexes/indexAdvice';
import { adviseTarget } from '../core/indexes/workload/adviseTarget';
import type { WorkloadAdvice } from '../core/indexes/workload/workloadInput';
import { type PlanTwinOptions, readyPlanTwin } from './planTwin';
import { printable, printableLines } from './printable';
import { withTwin } from './twin';
import type { CommandContext } from './verb';
import { figure } from './workloadText';

/** null where nothing is counted. */
export function adviseOnWorkload(
  credentials: Credentials,
  options: PlanTwinOptions,
  context: CommandContext,
): Promise<WorkloadAdvice | null> {
  return withTwin(context, async (twin, signal) => {
    await readyPlanTwin(twin, credentials, options, context, signal);
    let told = '';
    for await (const snapshot of adviseTarget({ twin, credentials, signal })) {
      if (snapshot.phase === 'failed') throw new CoreError(snapshot.error);
      if (snapshot.phase === 'no-workload') return null;
      if (snapshot.phase === 'done') return tellAdvice(snapshot.advice, context);
      if (snapshot.phase !== told) context.stderr.write(printableLines(`${snapshot.message}\n`));
      told = snapshot.phase;
    }
    throw new CoreError({ kind: 'cancelled', message: 'The search ended before it was done.' });
  });
}

function tellAdvice(advice: WorkloadAdvice, { stderr }: CommandContext): WorkloadAdvice {
  const { planned, notPlanned, leftAside, isCutShort, totalMs, expectedMs } = advice;
  const lines = [
    `${planned} statements took ${figure(totalMs)} ms, and would take about ${figure(expectedMs)} ms with all that is suggested.`,
    notPlanned.length > 0 && `${notPlanned.length} could not be planned:`,
    ...reasonsOf(notPlanned).map(({ text, reason }) => `  ${printable(reason)}: ${printable(text)}`),
    leftAside > 0 &&
      `The ${planned + notPlanned.length} statements that cost most were looked at; ${leftAside} others were not.`,
    isCutShort && 'Time was up before every index had been tried: there may be more to find.',
  ];
  stderr.write(`${lines.filter((line) => line !== false).join('\n')}\n`);
  return advice;
}

/**
 * Runs a plan. Knows the order of things: child, sessions, run lock, fresh plan, driving, settling, log.
 * Refuses to know how a revision is run (project/child) or what may run (planRun).
 */
import { startRunner } from '../project/startRunner';
import { fetchBeginMessage } from './beginMessage';
import { asCoreError, driveRunner, isCancelled } from './driveRunner';
import { finishRun, headsAfter } from './finishRun';
import { prepareRun } from './prepareRun';
import type { RunProgress } from './runProgress';
import type { RunRequest } from './runRequest';
import { withRunSessions } from './runSessions';

/** Ends with `progress.end`; throws only what happened before anything could run. */
export async function run(request: RunRequest, progress: RunProgress): Promise<void> {
  const runner = startRunner(request.spawnRunner, request.projectFolder);
  const { child } = runner;
  try {
    await withRunSessions(request, async (sessions) => {
      const prepared = await prepareRun(request, sessions, progress);
      const { plan, project, state } = prepared;
      if (plan.steps.length === 0) return progress.end('done', headsAfter(project, state.ledger.names));
      progress.plan(plan);
      progress.enter('running');
      const begin = await fetchBeginMessage(request, sessions, prepared);
      const result = await driveRunner({ begin, child, sessions, progress, signal: request.signal });
      await finishRun(request, sessions, prepared, result, progress);
    });
  } finally {
    runner.drop();
  }
}

/** The end of a run that never began. */
export function endUnstarted(thrown: unknown, progress: RunProgress): void {
  const { info } = asCoreError(thrown);
  progress.fail({ revision: null, error: info, databaseState: 'Nothing was run.' });
  progress.end(isCancelled(info) ? 'cancelled' : 'failed', []);
}

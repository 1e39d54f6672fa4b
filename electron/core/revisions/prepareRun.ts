/** What a run finds once it is alone: the project, the ledger and the plan that follows from both. */
import { CoreError } from '../errors';
import type { Project } from '../project/project';
import { fetchLedgerState, type LedgerState } from './fetchHistory';
import { createLedger, fetchLedger } from './ledger';
import { ensureLog, type Log } from './log';
import type { Plan } from './plan';
import { acquireRunLock, lockName } from './runLock';
import type { RunProgress } from './runProgress';
import type { RunRequest } from './runRequest';
import type { RunSessions } from './runSessions';

export interface PreparedRun {
  readonly project: Project;
  readonly state: LedgerState;
  readonly log: Log;
  readonly plan: Plan;
}

/** Everything is read again once the lock is held: the run before ours may have done it all. */
export async function prepareRun(
  request: RunRequest,
  { lock }: RunSessions,
  progress: RunProgress,
): Promise<PreparedRun> {
  const seen = await fetchLedger(lock, request.ledger);
  await acquireRunLock(lock, lockName(seen), {
    waitMs: request.waitMs,
    signal: request.signal,
    onWaiting: (holder) => progress.waitFor(holder),
  });
  progress.enter('starting');
  const project = await request.readProject();
  const state = await fetchLedgerState(lock, request.ledger);
  const plan = request.plan(project, state);
  refuse(request, plan);
  if (plan.steps.length === 0) {
    for (const { message, names } of plan.refusals)
      progress.warn(`${message} (${names.slice(0, 5).join(', ')})`);
    return { project, state, plan, log: state.log };
  }
  await createLedger(lock, state.ledger);
  const log = await ensureLog(lock, state.ledger.schema);
  if (log.state.kind !== 'ready') {
    progress.warn(`History is not logged: this role may not write lockstep_log. ${log.state.grantSql}`);
  }
  return { project, state, plan, log };
}

function refuse(request: RunRequest, plan: Plan): void {
  if (request.planId !== null && request.planId !== plan.id) {
    throw new CoreError({
      kind: 'files-changed',
      names: [],
      message: 'The files or the database have changed since this plan was made.',
      hint: 'Look at the new plan; nothing was run.',
    });
  }
  const refusal = plan.refusals.find(
    ({ kind, canOverride }) => !canOverride || !request.override.includes(kind),
  );
  if (!refusal || (plan.steps.length === 0 && refusal.kind !== 'graph')) return;
  throw new CoreError({
    kind: 'bad-input',
    field: refusal.kind,
    message: `${refusal.message} (${refusal.names.slice(0, 5).join(', ')})`,
    hint: `${refusal.hint} Nothing was run.`,
    candidates: refusal.names,
  });
}

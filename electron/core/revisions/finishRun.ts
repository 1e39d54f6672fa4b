/** The end of a run: what the database says became of it, in progress and log. */
import type { ErrorInfo } from '../errors';
import type { Project } from '../project/project';
import { describeState } from './describeState';
import { type DriveResult, isCancelled } from './driveRunner';
import { withoutFailed } from './endedStatements';
import { buildGraph } from './graph/graph';
import { headsOf, readPosition } from './graph/walk';
import type { PreparedRun } from './prepareRun';
import type { RunProgress } from './runProgress';
import type { RunRequest } from './runRequest';
import { type RunSessions, runName } from './runSessions';
import { type Settled, settleRun } from './settleRun';
import { writeFailure } from './writeLog';

/** Ends with `progress.end`. */
export async function finishRun(
  request: RunRequest,
  sessions: RunSessions,
  prepared: PreparedRun,
  result: DriveResult,
  progress: RunProgress,
): Promise<void> {
  const sessionName = `${runName(request.identity)} check`;
  const { credentials } = request;
  const { plan } = prepared;
  const settled = await settleRun({
    credentials,
    sessionName,
    session: sessions.lock,
    ledger: request.ledger,
    plan,
    result,
    progress,
  });
  const heads = headsAfter(prepared.project, settled.ledgerNames ?? prepared.state.ledger.names);
  if (settled.allApplied) return progress.end('done', heads);
  const error = withInvalidIndexes(result.error ?? notFinished(), settled);
  const stopped = { ...result, revision: settled.stoppedAt ?? result.revision };
  progress.fail({
    revision: stopped.revision,
    error,
    databaseState: describeState(stopped, settled, progress),
  });
  await logFailure(request, sessions, prepared, stopped, error, progress);
  progress.end(isCancelled(error) ? 'cancelled' : 'failed', heads);
}

async function logFailure(
  request: RunRequest,
  { lock }: RunSessions,
  { log, plan }: PreparedRun,
  result: DriveResult,
  error: ErrorInfo,
  progress: RunProgress,
): Promise<void> {
  const { revision } = result;
  const step = plan.steps.find(({ name }) => name === revision);
  const snapshot = revision === null ? undefined : progress.step(revision);
  if (!step || !snapshot || !isFailedStatus(snapshot.status)) return;
  const warning = await writeFailure(lock, log, {
    runId: request.identity.runId,
    name: step.name,
    direction: request.direction,
    outcome: snapshot.status,
    transaction: snapshot.transaction ?? 'own',
    durationMs: snapshot.durationMs,
    checksum: step.checksum,
    runBy: request.runBy,
    error,
    statements:
      snapshot.transaction === 'none'
        ? withoutFailed(progress.endedOf(step.name), result.statementCount, error)
        : [],
  });
  if (warning) progress.warn(warning);
}

function isFailedStatus(status: string): status is 'failed' | 'rolled-back' | 'interrupted' {
  return status === 'failed' || status === 'rolled-back' || status === 'interrupted';
}

function withInvalidIndexes(error: ErrorInfo, { invalidIndexes }: Settled): ErrorInfo {
  if (invalidIndexes.length === 0) return error;
  const names = invalidIndexes.join(', ');
  const hint = `INVALID indexes: ${names}. DROP INDEX CONCURRENTLY what this revision was to build before it runs again; IF NOT EXISTS does not mend it.`;
  return { ...error, hint: error.hint ? `${error.hint} ${hint}` : hint };
}

/** Heads of what the ledger holds. */
export function headsAfter({ revisions }: Project, ledger: readonly string[]): readonly string[] {
  const graph = buildGraph(revisions);
  return headsOf(graph, readPosition(graph, ledger).applied);
}

function notFinished(): ErrorInfo {
  return {
    kind: 'bug',
    id: 'not-finished',
    message: 'The run ended before its last revision, and nothing says why.',
    hint: 'What is in the ledger has run; the rest has not.',
  };
}

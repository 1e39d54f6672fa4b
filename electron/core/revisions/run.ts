/**
 * Runs a plan. Knows the order of things: sessions, run lock, fresh plan, child, settling, log.
 * Refuses to know how a revision is run (project/child) or what may run (planRun).
 */
import type { Credentials } from '../connection/parseTarget';
import { fetchServerFacts, refuseOldServer } from '../connection/serverFacts.sql';
import { openSession, type Session } from '../connection/session';
import { CoreError, type ErrorInfo } from '../errors';
import { codeEnv } from '../project/codeEnv';
import type { LedgerName, Project } from '../project/project';
import type { SpawnRunner } from '../project/runnerProcess';
import type { BeginMessage, RunnerStep } from '../project/runnerProtocol';
import { asCoreError, type DriveResult, driveRunner, isCancelled } from './driveRunner';
import { fetchLedgerState, type LedgerState } from './fetchHistory';
import { buildGraph } from './graph/graph';
import { headsOf as headsOfApplied, readPosition } from './graph/walk';
import { createLedger, fetchLedger } from './ledger';
import { ensureLog, type Log, writeFailure } from './log';
import type { Direction, Plan, Refusal } from './plan';
import { acquireRunLock, lockName, refusePooler } from './runLock';
import type { RunIdentity, RunProgress } from './runProgress';
import { type Settled, settleRun } from './settleRun';
import { fetchOwnBackend } from './workBackend.sql';

export interface RunRequest {
  readonly identity: RunIdentity;
  readonly credentials: Credentials;
  readonly ledger: LedgerName;
  readonly direction: Direction;
  readonly target: string;
  /** The plan that the user saw; null: whatever the plan is once the run lock is held. */
  readonly planId: string | null;
  readonly override: readonly Refusal['kind'][];
  /** How long to wait for somebody else's run. */
  readonly waitMs: number;
  /** lock_timeout of every revision. */
  readonly lockTimeoutMs: number;
  readonly lockTries: number;
  /** Operating system's user and host, for the log. */
  readonly runBy: string;
  readonly spawnRunner: SpawnRunner;
  readonly readProject: () => Promise<Project>;
  readonly plan: (project: Project, state: LedgerState) => Plan;
  readonly runnerSteps: (project: Project, plan: Plan) => readonly RunnerStep[];
  /** On the twin: the revisions whose statements are told in full. */
  readonly capture?: readonly string[];
  readonly signal: AbortSignal;
}

interface Sessions {
  /** Holds the run lock; autocommit, never with a snapshot of its own. */
  readonly lock: Session;
  readonly interrupt: Session;
}

interface Prepared {
  readonly project: Project;
  readonly state: LedgerState;
  readonly log: Log;
  readonly plan: Plan;
}

/** Ends with `progress.end`; throws only what happened before anything could run. */
export async function run(request: RunRequest, progress: RunProgress): Promise<void> {
  const sessions = await openSessions(request);
  try {
    const prepared = await prepare(request, sessions, progress);
    if (prepared.plan.steps.length === 0)
      return progress.end('done', headsOf(prepared.project, prepared.state.ledger.names));
    progress.plan(prepared.plan);
    progress.enter('running');
    const result = await drive(request, sessions, prepared, progress);
    await finish(request, sessions, prepared, result, progress);
  } finally {
    await Promise.all([sessions.lock.close(), sessions.interrupt.close()]);
  }
}

/** All sessions before the first statement: a server that has none left refuses here, not half-way. */
async function openSessions({ credentials, identity }: RunRequest): Promise<Sessions> {
  const name = `lockstep run ${identity.runId.slice(0, 8)}`;
  const lock = await openSession(credentials, { kind: 'run', name: `${name} lock` });
  try {
    await refusePooler(lock);
    refuseOldServer(await fetchServerFacts(lock));
    const known = { ...credentials, password: lock.password };
    return { lock, interrupt: await openSession(known, { kind: 'interrupt', name: `${name} watch` }) };
  } catch (error) {
    await lock.close();
    throw error;
  }
}

/** Everything is read again once the lock is held: the run before ours may have done it all. */
async function prepare(request: RunRequest, { lock }: Sessions, progress: RunProgress): Promise<Prepared> {
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

async function drive(
  request: RunRequest,
  sessions: Sessions,
  prepared: Prepared,
  progress: RunProgress,
): Promise<DriveResult> {
  const { identity, credentials, spawnRunner, signal } = request;
  const facts = await fetchServerFacts(sessions.lock);
  const begin: BeginMessage = {
    type: 'begin',
    runId: identity.runId,
    runBy: request.runBy,
    direction: request.direction,
    projectFolder: prepared.project.folder,
    codeEnv: codeEnv(prepared.project, { ...credentials, password: sessions.lock.password }),
    credentials: { ...credentials, password: sessions.lock.password },
    applicationName: `lockstep run ${identity.runId.slice(0, 8)} work`,
    serverVersion: `${Math.floor(facts.versionNumber / 10_000)}.${facts.versionNumber % 10_000}.0`,
    steps: request.runnerSteps(prepared.project, prepared.plan),
    ledger: {
      ledgerSql: prepared.state.ledger.sql,
      columns: prepared.state.ledger.columns,
      logSql: prepared.log.state.kind === 'ready' ? prepared.log.sql : null,
    },
    lockName: lockName(prepared.state.ledger),
    lockBackend: await fetchOwnBackend(sessions.lock),
    lockTimeoutMs: request.lockTimeoutMs,
    lockTries: request.lockTries,
    capture: request.capture ?? null,
  };
  return driveRunner({
    begin,
    spawnRunner,
    lockSession: sessions.lock,
    interruptSession: sessions.interrupt,
    progress,
    signal,
  });
}

async function finish(
  request: RunRequest,
  sessions: Sessions,
  prepared: Prepared,
  result: DriveResult,
  progress: RunProgress,
): Promise<void> {
  const sessionName = `lockstep run ${request.identity.runId.slice(0, 8)} check`;
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
  const heads = headsOf(prepared.project, settled.ledgerNames ?? prepared.state.ledger.names);
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
  { lock }: Sessions,
  { log, plan }: Prepared,
  { revision }: DriveResult,
  error: ErrorInfo,
  progress: RunProgress,
): Promise<void> {
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

/** One sentence on what the database is like now. */
function describeState(
  { backend, revision, statementCount, isUntold }: DriveResult,
  settled: Settled,
  progress: RunProgress,
): string {
  if (!settled.ledgerNames)
    return 'The server could not be asked what became of it; look at the history once it answers.';
  if (backend === null) return 'Nothing was run.';
  const { doneCount } = progress.snapshot();
  const before = doneCount === 0 ? '' : ` The ${doneCount} before it stay as they are.`;
  if (revision === null) {
    return doneCount === 0
      ? 'Nothing was run.'
      : `The ${doneCount} that ran before stay as they are; nothing else was begun.`;
  }
  const step = progress.step(revision);
  if (step?.status === 'applied') return `This revision was completed just before.${before}`;
  if (step?.status === 'interrupted') {
    const count = isUntold ? `at least ${statementCount}` : statementCount;
    return step.transaction === 'own'
      ? `This revision ended its own transaction: what it committed stays.${before}`
      : `This revision ran without a transaction: ${count} of its statements have run and stay.${before}`;
  }
  return `The database is as it was before this revision.${before}`;
}

function headsOf({ revisions }: Project, ledger: readonly string[]): readonly string[] {
  const graph = buildGraph(revisions);
  return headsOfApplied(graph, readPosition(graph, ledger).applied);
}

function notFinished(): ErrorInfo {
  return {
    kind: 'bug',
    id: 'not-finished',
    message: 'The run ended before its last revision, and nothing says why.',
    hint: 'What is in the ledger has run; the rest has not.',
  };
}

/** The end of a run that never began. */
export function endUnstarted(thrown: unknown, progress: RunProgress): void {
  const { info } = asCoreError(thrown);
  progress.fail({ revision: null, error: info, databaseState: 'Nothing was run.' });
  progress.end(isCancelled(info) ? 'cancelled' : 'failed', []);
}

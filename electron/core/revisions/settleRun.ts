/**
 * After the child has ended: asks the database what is true. The ledger's row is in the same transaction
 * as the revision, so once the working backend is gone the ledger alone decides.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Credentials } from '../connection/parseTarget';
import { openSession, type Session } from '../connection/session';
import { CoreError } from '../errors';
import { INVALID_INDEXES_SQL } from '../project/child/recordSql';
import type { LedgerName } from '../project/project';
import { quoteQualified } from '../sql/quote';
import type { DriveResult } from './driveRunner';
import { fetchLedger } from './ledger';
import type { Direction, Plan } from './plan';
import type { RunProgress } from './runProgress';
import type { StepStatus } from './runSnapshot';
import { type Backend, isBackendAlive, terminateBackend } from './workBackend.sql';

/** How long an unreachable server is asked again what became of a run. */
const RESOLVE_WITHIN_MS = 60_000;
const BACKEND_GONE_WITHIN_MS = 10_000;
const TERMINATE_AFTER_MS = 2000;

export interface Settled {
  /** What the ledger holds now, in order; null when the server could not be asked. */
  readonly ledgerNames: readonly string[] | null;
  readonly allApplied: boolean;
  /** Where a child that told nothing must have been: the first step that is not in the ledger. */
  readonly stoppedAt: string | null;
  /** What failed concurrent builds have left; looked for where a revision without a transaction was cut off. */
  readonly invalidIndexes: readonly string[];
}

export interface SettleInput {
  readonly credentials: Credentials;
  readonly sessionName: string;
  /** The run's own session; used while it lives. */
  readonly session: Session;
  readonly ledger: LedgerName;
  readonly plan: Plan;
  readonly result: DriveResult;
  readonly progress: RunProgress;
}

/** Corrects each step's status to what the database says. */
export async function settleRun(input: SettleInput): Promise<Settled> {
  const names = await askDatabase(input);
  const recorded = names && new Set(inFileNames(names, input.plan));
  const stoppedAt = findStop(recorded, input);
  for (const { name } of input.plan.steps) {
    const claimed = input.progress.step(name)?.status ?? 'waiting';
    const known = name === stoppedAt && claimed === 'waiting' ? 'running' : claimed;
    input.progress.settle(name, statusOf(name, known, recorded, input));
  }
  const allApplied = input.plan.steps.every(({ name }) => input.progress.step(name)?.status === 'applied');
  return { ledgerNames: names, allApplied, stoppedAt, invalidIndexes: await findInvalidIndexes(input) };
}

/** A revision whose extension has changed since it ran is in the ledger by its old name. */
function inFileNames(names: readonly string[], { steps }: Plan): readonly string[] {
  const fileNames = new Map(steps.map(({ name, ledgerName }) => [ledgerName, name]));
  return names.map((name) => fileNames.get(name) ?? name);
}

function findStop(recorded: ReadonlySet<string> | null, { plan, result }: SettleInput): string | null {
  if (!recorded || !result.isUntold || !result.backend) return null;
  return plan.steps.find(({ name }) => !isDone(recorded, name, plan.direction))?.name ?? null;
}

async function findInvalidIndexes(input: SettleInput): Promise<readonly string[]> {
  const { plan, progress } = input;
  const isCutOff = plan.steps.some(({ name }) => progress.step(name)?.status === 'interrupted');
  if (!isCutOff) return [];
  const find = (session: Session) => session.query<{ schema: string; name: string }>(INVALID_INDEXES_SQL);
  const rows = await withLivingSession(input, find).catch(() => []);
  return rows.map(({ schema, name }) => quoteQualified(schema, name));
}

function statusOf(
  name: string,
  claimed: StepStatus,
  recorded: ReadonlySet<string> | null,
  { plan, progress, result }: SettleInput,
): StepStatus {
  if (!recorded) return claimed === 'running' || claimed === 'rolled-back' ? 'interrupted' : claimed;
  if (isDone(recorded, name, plan.direction)) return 'applied';
  if (claimed === 'applied') return 'failed';
  if (claimed !== 'running' && claimed !== 'retrying') return claimed;
  const expected = plan.steps.find((step) => step.name === name)?.transaction;
  const wasOutside = (progress.step(name)?.transaction ?? expected) === 'none';
  if (wasOutside) return 'interrupted';
  return result.error && ['cancelled', 'connection-lost'].includes(result.error.kind)
    ? 'rolled-back'
    : 'failed';
}

function isDone(recorded: ReadonlySet<string>, name: string, direction: Direction): boolean {
  return recorded.has(name) === (direction === 'up');
}

async function askDatabase(input: SettleInput): Promise<readonly string[] | null> {
  const deadline = performance.now() + RESOLVE_WITHIN_MS;
  for (let pauseMs = 100; ; pauseMs = Math.min(pauseMs * 2, 2000)) {
    try {
      return await withLivingSession(input, async (session) => {
        if (input.result.backend) await waitUntilGone(session, input.result.backend);
        return (await fetchLedger(session, input.ledger)).names;
      });
    } catch (error) {
      if (performance.now() > deadline || !isWorthAsking(error)) return null;
      input.progress.enter('checking');
      await sleep(pauseMs);
    }
  }
}

function isWorthAsking(error: unknown): boolean {
  return (
    error instanceof CoreError &&
    ['cannot-connect', 'connection-lost', 'lock-timeout'].includes(error.info.kind)
  );
}

/** The run's session, or a new one when that is lost. */
async function withLivingSession<T>(input: SettleInput, use: (session: Session) => Promise<T>): Promise<T> {
  if (!input.session.isLost) return use(input.session);
  const session = await openSession(input.credentials, { kind: 'run', name: input.sessionName });
  try {
    return await use(session);
  } finally {
    await session.close();
  }
}

async function waitUntilGone(session: Session, backend: Backend): Promise<void> {
  const begun = performance.now();
  while (await isBackendAlive(session, backend)) {
    const waited = performance.now() - begun;
    if (waited > BACKEND_GONE_WITHIN_MS) return;
    if (waited > TERMINATE_AFTER_MS) await terminateBackend(session, backend);
    await sleep(20);
  }
}

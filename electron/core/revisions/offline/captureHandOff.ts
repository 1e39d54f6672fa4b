/**
 * upgrade --sql and downgrade --sql: what a range of revisions sends, as a script for psql with the ledger's rows in it.
 * The revisions run on a scratch database of the twin, after a replay of what is applied before; the target is
 * never touched. Start at `captureHandOff`; what is written is `writeHandOff`, which runs nothing.
 */
import { openSession, type Session } from '../../connection/session';
import type { Project, RevisionFile } from '../../project/project';
import type { SpawnRunner } from '../../project/runnerProcess';
import { snapshotsOf } from '../../snapshots';
import { quoteIdent } from '../../sql/quote';
import type { Twin } from '../../twin/twinKeeper';
import type { Ledger } from '../ledger';
import type { Direction } from '../plan';
import { notTrusted } from '../revisions';
import type { CapturedRevision } from './captured';
import { explainReplay, RevisionFailure, whatFailed } from './captureFailure';
import { type CaptureSteps, chooseSteps } from './chooseSteps';
import type { CaptureSnapshot, HandOff } from './handOff';
import { runOnTwin, type TwinRun } from './runOnTwin';
import { fetchServerKnowledge } from './serverKnowledge.sql';
import { writeHandOff } from './writeHandOff';

export interface CaptureInput {
  readonly project: Project;
  /** Also .sql alone needs it: the twin runs it as superuser, who may start programs. */
  readonly isTrusted: boolean;
  readonly direction: Direction;
  /** A target, or a range A:B. */
  readonly target: string;
  /** What the ledger holds; nothing for a range. */
  readonly applied: readonly string[];
  /** The target's, where there is one; else it is where the project says, or where psql's search_path leads. */
  readonly ledger?: Ledger | undefined;
  readonly spawnRunner: SpawnRunner;
  readonly twin: Twin;
  /** Of the script's revisions; their own where they state one. */
  readonly lockTimeoutMs?: number | undefined;
  readonly signal: AbortSignal;
}

/** Pushes how far it is, and ends with the phase done or failed. */
export function captureHandOff(input: CaptureInput): AsyncGenerator<CaptureSnapshot> {
  return snapshotsOf<CaptureSnapshot>(
    (push, signal) =>
      capture({ ...input, signal }, push).then(
        (handOff) => ({ phase: 'done', handOff }),
        (thrown) => ({ phase: 'failed', ...whatFailed(thrown) }),
      ),
    input.signal,
  );
}

type Push = (snapshot: Exclude<CaptureSnapshot, { phase: 'done' | 'failed' }>) => void;

async function capture(input: CaptureInput, push: Push): Promise<HandOff> {
  if (!input.isTrusted) throw notTrusted(input.project);
  const steps = chooseSteps(input);
  push({ phase: 'starting', doneCount: 0, totalCount: countRuns(steps), revision: null });
  const sent = await input.twin.withScratchDatabase(async ({ superuser: credentials }, signal) => {
    const session = await openSession(credentials, { kind: 'run', name: 'lockstep twin' });
    try {
      await followSearchPath(session, credentials.target.database, input);
      const forth = await replayAndCapture({ ...input, credentials, signal }, steps, push);
      const server = await fetchServerKnowledge(session);
      const back = await captureBack({ ...input, credentials, signal }, steps, push);
      return { forth, ...back, server };
    } finally {
      await session.close();
    }
  }, input.signal);
  return writeHandOff({ ...input, steps, ...sent });
}

/** Where unqualified names lead on the target, as far as its ledger tells that. */
async function followSearchPath(session: Session, database: string, { project, ledger }: CaptureInput) {
  if (!ledger || project.ledger.schema !== null || ledger.schema === 'public') return;
  const schema = quoteIdent(ledger.schema);
  await session.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await session.query(`ALTER DATABASE ${quoteIdent(database)} SET search_path = ${schema}, public`);
}

type OnTwin = CaptureInput & Pick<TwinRun, 'credentials'>;

async function replayAndCapture(
  input: OnTwin,
  { before, wanted }: CaptureSteps,
  push: Push,
): Promise<readonly CapturedRevision[]> {
  if (wanted.length === 0) return [];
  const names = wanted.map(({ name }) => name);
  if (input.direction === 'up') return mustRun(input, 'up', [...before, ...wanted], names, push);
  await mustRun(input, 'up', before, [], push);
  return mustRun(input, 'down', wanted, names, push);
}

interface Back {
  readonly back: readonly CapturedRevision[] | null;
  /** Why there is no way back. */
  readonly whyNot: string | null;
}

/** The same range the other way, from where the first one has led. */
async function captureBack(input: OnTwin, { wanted }: CaptureSteps, push: Push): Promise<Back> {
  const direction = input.direction === 'up' ? 'down' : 'up';
  const names = wanted.map(({ name }) => name);
  try {
    return { back: await mustRun(input, direction, [...wanted].reverse(), names, push), whyNot: null };
  } catch (thrown) {
    const { error } = whatFailed(thrown);
    if (error.kind === 'cancelled') throw thrown;
    return { back: null, whyNot: error.message };
  }
}

async function mustRun(
  input: OnTwin,
  direction: Direction,
  files: readonly RevisionFile[],
  capture: readonly string[],
  push: Push,
): Promise<readonly CapturedRevision[]> {
  const wanted = new Set(capture);
  const onStep = (revision: string, doneCount: number) => {
    const phase = wanted.has(revision) ? 'capturing' : 'replaying';
    push({ phase, doneCount, totalCount: files.length, revision });
  };
  const { captured, failure } = await runOnTwin({ ...input, direction, files, capture, onStep });
  input.signal.throwIfAborted();
  if (failure === null) return captured;
  const isReplay = failure.revision !== null && !wanted.has(failure.revision);
  throw new RevisionFailure(failure.revision, isReplay ? explainReplay(failure.error) : failure.error);
}

function countRuns({ before, wanted }: CaptureSteps): number {
  return before.length + wanted.length;
}

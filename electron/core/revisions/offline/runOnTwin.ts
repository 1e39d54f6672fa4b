/** Runs revisions on a scratch database as an ordinary run would, and gathers what they send. */
import type { Credentials } from '../../connection/parseTarget';
import type { ErrorInfo } from '../../errors';
import type { Project, RevisionFile } from '../../project/project';
import type { SpawnRunner } from '../../project/runnerProcess';
import type { RunEvent } from '../../project/runnerProtocol';
import type { Direction, Plan } from '../plan';
import { runnerSteps } from '../revisions';
import { endUnstarted, run } from '../run';
import { createRunProgress, type RunProgress } from '../runProgress';
import type { CapturedRevision, CapturedStatement } from './captured';

export interface TwinRun {
  readonly credentials: Credentials;
  readonly project: Project;
  readonly direction: Direction;
  /** In the order in which they run. */
  readonly files: readonly RevisionFile[];
  /** Names of those whose statements are wanted. */
  readonly capture: readonly string[];
  readonly spawnRunner: SpawnRunner;
  readonly onStep: (name: string, doneCount: number) => void;
  readonly signal: AbortSignal;
}

export interface TwinRunResult {
  /** Those of `capture` that came to their end. */
  readonly captured: readonly CapturedRevision[];
  readonly failure: { readonly revision: string | null; readonly error: ErrorInfo } | null;
}

const HERE = { connectionId: 'twin', projectId: 'twin' };

export async function runOnTwin(input: TwinRun): Promise<TwinRunResult> {
  const { direction, project, signal } = input;
  const captured: CapturedRevision[] = [];
  if (input.files.length === 0) return { captured, failure: null };
  const progress = listen(input, captured);
  await run(
    {
      identity: { runId: crypto.randomUUID(), ...HERE },
      credentials: input.credentials,
      projectFolder: project.folder,
      ledger: project.ledger,
      direction,
      target: '',
      planId: null,
      override: [],
      waitMs: 0,
      // Nobody else is there to wait for.
      lockTimeoutMs: 10_000,
      lockTries: 1,
      runBy: 'lockstep twin',
      spawnRunner: input.spawnRunner,
      readProject: async () => project,
      plan: () => planOf(input),
      runnerSteps,
      capture: input.capture,
      signal,
    },
    progress,
  ).catch((thrown) => endUnstarted(thrown, progress));
  return { captured, failure: progress.snapshot().failure };
}

function planOf({ direction, files, credentials }: TwinRun): Plan {
  return {
    id: '',
    direction,
    target: '',
    database: credentials.target.database,
    from: [],
    to: [],
    steps: files.map(({ name, format, checksum, hints }) => ({
      name,
      ledgerName: name,
      format,
      checksum,
      transaction: hints.declaredNone ? 'none' : 'own',
      lockTimeoutMs: null,
      notes: [],
    })),
    refusals: [],
    needsTrust: false,
    needsDatabaseName: false,
  };
}

function listen(input: TwinRun, captured: CapturedRevision[]): RunProgress {
  const { direction } = input;
  const progress = createRunProgress({ runId: '', ...HERE }, { direction, target: '' }, () => undefined);
  const wanted = new Set(input.capture);
  let statements: CapturedStatement[] = [];
  let doneCount = 0;
  const hear = (event: RunEvent) => {
    if (event.type === 'step-begun') {
      statements = [];
      input.onStep(event.name, doneCount);
    }
    if (event.type === 'captured') statements.push(event);
    if (event.type !== 'step-ended' || event.status !== 'applied') return;
    doneCount++;
    const { name, transaction } = event;
    if (wanted.has(name)) captured.push({ name, transaction, statements });
  };
  return {
    ...progress,
    get phase() {
      return progress.phase;
    },
    apply(event) {
      hear(event);
      progress.apply(event);
    },
  };
}

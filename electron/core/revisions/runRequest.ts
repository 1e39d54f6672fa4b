import type { Credentials } from '../connection/parseTarget';
import type { LedgerName, Project } from '../project/project';
import type { SpawnRunner } from '../project/runnerProcess';
import type { RunnerStep } from '../project/runnerProtocol';
import type { LedgerState } from './fetchHistory';
import type { Direction, Plan, Refusal } from './plan';
import type { RunIdentity } from './runProgress';

/** All that a run needs from outside. */
export interface RunRequest {
  readonly identity: RunIdentity;
  readonly credentials: Credentials;
  /** Where the child starts while the project is read once more. */
  readonly projectFolder: string;
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

/**
 * Starts the child of a run before it is known what it will run: to start and to load Sequelize takes it as long
 * as all that core has to ask first. Until it is told to begin it runs nothing of the project's revisions.
 */
import { type RunnerProcess, runnerEnv, type SpawnRunner } from './runnerProcess';
import type { ToRunner } from './runnerProtocol';

const MEMORY_LIMIT_MB = 512;

export interface StartedRunner {
  readonly child: RunnerProcess;
  /** Ends it unless it has ended. */
  drop(): void;
}

export function startRunner(spawnRunner: SpawnRunner, projectFolder: string): StartedRunner {
  const child = spawnRunner({ env: runnerEnv(process.env), cwd: projectFolder, memoryMb: MEMORY_LIMIT_MB });
  child.send({ type: 'prepare', projectFolder } satisfies ToRunner);
  let hasEnded = false;
  void child.exit.then(() => {
    hasEnded = true;
  });
  return {
    child,
    // Its pid may be somebody else's afterwards.
    drop: () => {
      if (!hasEnded) child.kill();
    },
  };
}

/** Answers the first call with a process that is on its way already; `drop` ends it when nobody has called. */
export function spawnAhead(spawnRunner: SpawnRunner, projectFolder: string) {
  let ahead: StartedRunner | null = startRunner(spawnRunner, projectFolder);
  const spawn: SpawnRunner = (options) => {
    const child = ahead?.child ?? spawnRunner(options);
    ahead = null;
    return child;
  };
  return { spawn, drop: () => ahead?.drop() };
}

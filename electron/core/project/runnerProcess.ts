/** A child process that runs a project's code. How it is started differs between Electron and plain Node. */

export interface RunnerExit {
  readonly code: number | null;
  readonly signal: string | null;
}

export interface RunnerProcess {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Once it has ended, or could not be started. */
  readonly exit: Promise<RunnerExit>;
  /** What the project's code printed, on either stream. */
  onOutput(listener: (text: string) => void): void;
  readonly pid: number | undefined;
  /** Ends the process, and where the platform allows it its children too, at once. */
  kill(): void;
}

export interface RunnerOptions {
  /** The whole environment of the child. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Limit of the child's JavaScript heap. */
  readonly memoryMb: number;
}

export type SpawnRunner = (options: RunnerOptions) => RunnerProcess;

const ALLOWED_ENV = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'USERPROFILE',
  'LANG',
  'LC_ALL',
  'LC_CTYPE',
  'TZ',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SYSTEMROOT',
  'SystemRoot',
  'NODE_ENV',
] as const;

/** What a project's code may see of our environment: no credentials, no tokens. */
export function runnerEnv(
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const allowed: Record<string, string> = {};
  for (const name of ALLOWED_ENV) {
    const value = env[name];
    if (value !== undefined) allowed[name] = value;
  }
  return allowed;
}

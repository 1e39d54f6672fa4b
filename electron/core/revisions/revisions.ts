/** History, plans and runs of one project on one connection: gathers, then asks the pure parts. */
import { hostname, userInfo } from 'node:os';
import type { OpenConnection } from '../connection/connections';
import { badInput, CoreError } from '../errors';
import type { Project, RevisionFormat } from '../project/project';
import { readRevisionText } from '../project/readProject';
import type { SpawnRunner } from '../project/runnerProcess';
import type { RunnerStep } from '../project/runnerProtocol';
import { fetchHistory, fetchLedgerState, type LedgerState } from './fetchHistory';
import type { History } from './history';
import type { Direction, Plan, Refusal } from './plan';
import { planRun } from './planRun';
import type { RunStart } from './runs';

export const LOCK_TIMEOUT_MS = 3000;
export const LOCK_TRIES = 8;

/** A project on a connection, both ready. */
export interface Place {
  readonly connection: OpenConnection;
  readonly project: Project;
  readonly isTrusted: boolean;
}

export interface Asked {
  readonly direction: Direction;
  readonly target: string;
}

export function readHistory({ connection, project }: Place): Promise<History> {
  return fetchHistory(connection.watch, project);
}

export async function makePlan(place: Place, asked: Asked): Promise<Plan> {
  return planFor(place, asked)(place.project, await fetchLedgerState(place.connection.watch));
}

function planFor(place: Place, asked: Asked) {
  return (project: Project, state: LedgerState): Plan =>
    planRun({
      ...asked,
      project,
      state,
      database: place.connection.facts.database,
      isReadOnly: place.connection.facts.isReadOnly,
      isProduction: place.connection.profile.role === 'production',
      isTrusted: place.isTrusted,
    });
}

export interface StartOptions extends Asked {
  readonly planId: string | null;
  readonly override: readonly Refusal['kind'][];
  /** As typed; asked for on production. */
  readonly databaseName?: string | undefined;
  readonly waitMs: number;
  readonly spawnRunner: SpawnRunner;
  readonly readProject: () => Promise<Project>;
  readonly lockTimeoutMs?: number | undefined;
}

/** Checks what the user has to have said, and gathers what a run needs. */
export function requestRun(place: Place, options: StartOptions): RunStart {
  const { connection, project, isTrusted } = place;
  if (!isTrusted) {
    throw new CoreError({
      kind: 'not-trusted',
      folder: project.folder,
      message: `The code in ${project.folder} has not been allowed to run.`,
      hint: 'Running its revisions runs that code with your rights. Allow it first.',
    });
  }
  if (connection.profile.role === 'production' && options.databaseName !== connection.facts.database) {
    throw badInput(
      `This is production: type the database’s name, ${connection.facts.database}, to run.`,
      'Nothing was run.',
      'databaseName',
    );
  }
  const { direction, target, planId, override, waitMs, spawnRunner, readProject } = options;
  return {
    credentials: connection.credentials,
    direction,
    target,
    planId,
    override,
    waitMs,
    lockTimeoutMs: options.lockTimeoutMs ?? LOCK_TIMEOUT_MS,
    lockTries: LOCK_TRIES,
    runBy: `${userInfo().username}@${hostname()}`,
    spawnRunner,
    readProject,
    plan: planFor(place, { direction, target }),
    runnerSteps,
  };
}

function runnerSteps(project: Project, plan: Plan): readonly RunnerStep[] {
  const files = new Map(project.revisions.map((file) => [file.name, file]));
  return plan.steps.flatMap(({ name, checksum }) => {
    const file = files.get(name);
    if (!file) return [];
    const { path, format, downPath } = file;
    return [{ name, path, format, checksum, downPath, declaredNone: file.hints.declaredNone }];
  });
}

export interface RevisionText {
  readonly name: string;
  readonly format: RevisionFormat;
  readonly text: string;
  readonly downText: string | null;
}

export async function readSource(project: Project, name: string): Promise<RevisionText> {
  const file = project.revisions.find((each) => each.name === name);
  if (!file)
    throw badInput(`${name} has no file in ${project.revisionsFolder}.`, 'It was applied from elsewhere.');
  return {
    name,
    format: file.format,
    text: await readRevisionText(file.path),
    downText: file.downPath === null ? null : await readRevisionText(file.downPath),
  };
}

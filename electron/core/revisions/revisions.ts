/** History, plans and runs of one project on one connection: gathers, then asks the pure parts. */

import { refuseUnconfirmed } from '../connection/refuseUnconfirmed';
import { badInput, CoreError } from '../errors';
import { userAtHost } from '../home/userAtHost';
import type { Project, RevisionFormat } from '../project/project';
import { readRevisionText } from '../project/revisionFiles';
import type { SpawnRunner } from '../project/runnerProcess';
import type { RunnerStep } from '../project/runnerProtocol';
import { fetchHistory, fetchLedgerState, type LedgerState } from './fetchHistory';
import { buildGraph } from './graph/graph';
import { readPosition } from './graph/walk';
import type { History } from './history';
import { fetchLedger } from './ledger';
import type { Place } from './place';
import type { Direction, Plan, Refusal } from './plan';
import { planRun } from './planRun';
import type { RunStart } from './runs';

export const LOCK_TIMEOUT_MS = 3000;
export const LOCK_TRIES = 8;

export interface Asked {
  readonly direction: Direction;
  readonly target: string;
}

export function readHistory({ connection, project }: Place): Promise<History> {
  return fetchHistory(connection.watch, project);
}

export async function makePlan(place: Place, asked: Asked): Promise<Plan> {
  return planFor(place, asked)(
    place.project,
    await fetchLedgerState(place.connection.watch, place.project.ledger),
  );
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
  if (!isTrusted) throw notTrusted(project);
  if (!connection.facts.isReadOnly) refuseUnconfirmed(connection, options.databaseName);
  const { direction, target, planId, override, waitMs, spawnRunner, readProject } = options;
  return {
    credentials: connection.credentials,
    projectFolder: project.folder,
    ledger: project.ledger,
    direction,
    target,
    planId,
    override,
    waitMs,
    lockTimeoutMs: options.lockTimeoutMs ?? LOCK_TIMEOUT_MS,
    lockTries: LOCK_TRIES,
    runBy: userAtHost(),
    spawnRunner,
    readProject,
    plan: planFor(place, { direction, target }),
    runnerSteps,
  };
}

export function notTrusted({ folder }: Project): CoreError {
  return new CoreError({
    kind: 'not-trusted',
    folder,
    message: `The folder ${folder} is not trusted yet.`,
    hint: 'Its revisions run with your rights, and its configuration says where passwords go. Trust it first.',
  });
}

export function runnerSteps(project: Project, plan: Plan): readonly RunnerStep[] {
  const files = new Map(project.revisions.map((file) => [file.name, file]));
  return plan.steps.flatMap(({ name, ledgerName, checksum, lockTimeoutMs }) => {
    const file = files.get(name);
    if (!file) return [];
    const { path, format, downPath } = file;
    const { declaredNone } = file.hints;
    return [{ name, ledgerName, path, format, checksum, downPath, declaredNone, lockTimeoutMs }];
  });
}

/** File names of what the ledger holds. */
export async function fetchApplied({ connection, project }: Place): Promise<ReadonlySet<string>> {
  const { names } = await fetchLedger(connection.watch, project.ledger);
  return readPosition(buildGraph(project.revisions), names).applied;
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

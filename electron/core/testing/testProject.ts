/** Projects written for one test, and what core makes of them: the way of the front doors, without one. */
import { mkdir, mkdtemp, realpath, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { OpenConnection } from '../connection/connections';
import { parseTarget } from '../connection/parseTarget';
import type { ConnectionRole } from '../connection/profile';
import { fetchServerFacts } from '../connection/serverFacts.sql';
import { openSession } from '../connection/session';
import { forkRunner } from '../project/forkRunner';
import { type ReadOptions, readProject } from '../project/readProject';
import type { SpawnRunner } from '../project/runnerProcess';
import type { History, RevisionRow } from '../revisions/history';
import type { Place } from '../revisions/place';
import type { Direction, Plan, Refusal } from '../revisions/plan';
import { makePlan, readHistory, requestRun } from '../revisions/revisions';
import type { RunSnapshot } from '../revisions/runSnapshot';
import { createRuns, type RunStart } from '../revisions/runs';
import { PACKAGES, RUNNER_PROGRAM } from './builtPrograms';
import { atEnd } from './endings';

type Texts = Readonly<Record<string, string>>;

export interface TestProject {
  readonly folder: string;
  readonly revisionsFolder: string;
  /** How it is read: by which environment of its configuration. */
  readonly reading: ReadOptions;
  write(files: Texts): Promise<void>;
  remove(name: string): Promise<void>;
}

/** File texts by name, in migrations/. Finds the packages of this checkout, as an installed project finds its own. */
export async function writeProject(files: Texts): Promise<TestProject> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'lockstep-project-')));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  const project = testProjectAt(folder);
  await mkdir(project.revisionsFolder);
  await symlink(PACKAGES, join(folder, 'node_modules'));
  await project.write(files);
  return project;
}

/** A folder that is there already. */
export function testProjectAt(
  folder: string,
  revisions = 'migrations',
  reading: ReadOptions = {},
): TestProject {
  const revisionsFolder = join(folder, revisions);
  return {
    folder,
    revisionsFolder,
    reading,
    write: async (texts) => {
      for (const [name, text] of Object.entries(texts)) {
        const path = join(revisionsFolder, name);
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, text);
      }
    },
    remove: (name) => unlink(join(revisionsFolder, name)),
  };
}

/** A revision out of JavaScript: `query(sql)` sends one statement. */
export function revision(up: string, down = '', head = ''): string {
  const wrap = (body: string) => `async (queryInterface, Sequelize) => {
    const { sequelize } = queryInterface;
    const query = (sql, options) => sequelize.query(sql, options);
    ${body}
  }`;
  return `${head}\nmodule.exports.up = ${wrap(up)};\nmodule.exports.down = ${wrap(down)};\n`;
}

export interface Where {
  readonly url: string;
}

export interface RunOptions extends Partial<Omit<RunStart, 'override'>> {
  readonly override?: readonly Refusal['kind'][];
  readonly onSnapshot?: (snapshot: RunSnapshot) => void;
}

export interface TestRun {
  readonly ended: Promise<RunSnapshot>;
  snapshot(): RunSnapshot;
  cancel(): void;
  /** Ends the child that runs the project's code, as the operating system would. */
  killChild(): void;
}

/** Runs to the end and answers with the last snapshot. */
export async function runProject(where: Where, project: TestProject, options: RunOptions = {}) {
  return (await startProject(where, project, options)).ended;
}

export async function startProject(
  where: Where,
  project: TestProject,
  options: RunOptions = {},
): Promise<TestRun> {
  const { direction = 'up', onSnapshot, ...changed } = options;
  const target = options.target ?? (direction === 'up' ? 'head' : '-1');
  const runs = createRuns();
  let killChild: () => void = neverStarted;
  const spawn = options.spawnRunner ?? testRunner;
  const spawnRunner: SpawnRunner = (what) => {
    const child = spawn(what);
    killChild = child.kill;
    return child;
  };
  const request = await withPlace(where, project, async (place) =>
    requestRun(place, {
      direction,
      target,
      planId: null,
      override: [],
      waitMs: 10_000,
      spawnRunner,
      readProject: () => readProject(project.folder, project.reading),
    }),
  );
  const { runId } = runs.start(HERE, { ...request, ...changed, spawnRunner });
  return {
    ended: watchToEnd(runs.watch(runId), onSnapshot),
    snapshot: () => runs.latest(HERE) ?? neverStarted(),
    cancel: () => runs.cancel(runId),
    killChild: () => killChild(),
  };
}

export const testRunner: SpawnRunner = forkRunner(RUNNER_PROGRAM);

export function fetchTestHistory(where: Where, project: TestProject): Promise<History> {
  return withPlace(where, project, readHistory);
}

/** State by name, newest first. */
export async function fetchStates(where: Where, project: TestProject): Promise<Record<string, string>> {
  const { revisions } = await fetchTestHistory(where, project);
  return Object.fromEntries(revisions.map(({ name, state }) => [name, state]));
}

export async function fetchRow(where: Where, project: TestProject, name: string): Promise<RevisionRow> {
  const row = (await fetchTestHistory(where, project)).revisions.find((each) => each.name === name);
  return row ?? neverStarted();
}

export function planProject(
  where: Where,
  project: TestProject,
  direction: Direction = 'up',
  target = direction === 'up' ? 'head' : '-1',
): Promise<Plan> {
  return withPlace(where, project, (place) => makePlan(place, { direction, target }));
}

/** Opens what a front door opens, and closes it again. */
export async function withPlace<T>(
  { url }: Where,
  { folder, reading }: TestProject,
  use: (place: Place) => Promise<T>,
  role: ConnectionRole = 'development',
): Promise<T> {
  const project = await readProject(folder, reading);
  const credentials = parseTarget({ url });
  const watch = await openSession(credentials, { kind: 'watch', name: 'lockstep watch' });
  try {
    const profile = { id: 'test', name: 'test', role, ...credentials.target };
    const connection: OpenConnection = { profile, credentials, watch, facts: await fetchServerFacts(watch) };
    return await use({ connection, project, isTrusted: true });
  } finally {
    await watch.close();
  }
}

const HERE = { connectionId: 'test', projectId: 'test' };

async function watchToEnd(
  snapshots: AsyncIterable<RunSnapshot>,
  onSnapshot?: (snapshot: RunSnapshot) => void,
): Promise<RunSnapshot> {
  let last: RunSnapshot | null = null;
  for await (const snapshot of snapshots) {
    onSnapshot?.(snapshot);
    last = snapshot;
  }
  return last ?? neverStarted();
}

function neverStarted(): never {
  throw new Error('There is no such thing.');
}

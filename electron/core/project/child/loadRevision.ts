/** Loads revision files as JavaScript, TypeScript or SQL, and says where in the file a fault is. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { badInput, CoreError, type ErrorInfo } from '../../errors';
import type { Direction } from '../../revisions/plan';
import { checksumOf } from '../revisionText';
import type { RunnerStep } from '../runnerProtocol';
import { importFile } from './importFile';
import type { WorkSession } from './workSession';

/** Runs one direction of a revision on the working connection. */
export type RevisionBody = (session: WorkSession) => Promise<void>;

export interface LoadedStep {
  readonly step: RunnerStep;
  readonly body: RevisionBody;
  /** The file's text as it was loaded. */
  readonly source: string;
}

export async function loadRevision(step: RunnerStep, direction: Direction): Promise<LoadedStep> {
  const source = readUnchanged(step);
  const body = step.format === 'sql' ? await loadSql(step, direction) : await loadModule(step, direction);
  // Again, because the file was read a second time to load it.
  readUnchanged(step);
  return { step, body, source };
}

function readUnchanged(step: RunnerStep): string {
  const text = readText(step.path);
  if (text !== null && checksumOf(text) === step.checksum) return text;
  throw new CoreError({
    kind: 'files-changed',
    names: [step.name],
    message: `${step.name} was changed or removed after the plan was made.`,
    hint: 'Look at the plan again: what runs must be what you saw.',
  });
}

/** Synchronous, because nothing else happens in this process while files load, and it is several times faster. */
function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

async function loadSql(step: RunnerStep, direction: Direction): Promise<RevisionBody> {
  const path = direction === 'up' ? step.path : step.downPath;
  if (!path) throw missingFunction(step, direction);
  const { splitSql } = await import('./splitSql');
  const statements = await splitSql(readText(path) ?? '', basename(path));
  return async (session) => {
    for (const sql of statements) await session.run(sql);
  };
}

async function loadModule(step: RunnerStep, direction: Direction): Promise<RevisionBody> {
  const exported = await importFile(step.path, step.format).catch(async (thrown) => {
    if (thrown instanceof SyntaxError && !thrown.stack?.includes(step.path)) await addPlace(thrown, step);
    throw new CoreError(describeCodeError(thrown, `${step.name} can’t be loaded`, step.path));
  });
  const run = findFunction(exported, direction);
  if (!run) throw missingFunction(step, direction);
  return async (session) => {
    await run(revisionArgument(session, step), session.SequelizeClass);
  };
}

/** Node keeps to itself where in an ES module a syntax error is; jiti's parser tells. */
async function addPlace(error: SyntaxError, step: RunnerStep): Promise<void> {
  const { createJiti } = await import('jiti');
  const parsed = createJiti(step.path).transform({ source: readText(step.path) ?? '', filename: step.path });
  const place = /__JITI_ERROR__ = .*"line":(\d+),"column":(\d+)/.exec(parsed);
  if (place) error.stack = `${step.path}:${place[1]}:${place[2]}\n${error.stack}`;
}

type UpOrDown = (argument: unknown, SequelizeClass: unknown) => unknown;

/** Exported by name, on the default export, or on the default export of a transpiled module. */
function findFunction(exported: unknown, direction: Direction, depth = 0): UpOrDown | null {
  if (typeof exported !== 'object' || exported === null || depth > 2) return null;
  const named: unknown = Reflect.get(exported, direction);
  if (typeof named === 'function') return named.bind(exported) as UpOrDown;
  return findFunction(Reflect.get(exported, 'default'), direction, depth + 1);
}

/**
 * Serves both signatures in use: sequelize-cli's `up(queryInterface, Sequelize)` and Umzug's
 * `up({ context, name, path })`: a QueryInterface that has those three as well.
 */
function revisionArgument(session: WorkSession, step: RunnerStep): object {
  const { queryInterface } = session;
  return Object.create(queryInterface, {
    context: { value: queryInterface },
    name: { value: step.name },
    path: { value: step.path },
  });
}

function missingFunction(step: RunnerStep, direction: Direction): CoreError {
  if (direction === 'up') {
    return badInput(`${step.name} has no up.`, 'Export an async function up(queryInterface, Sequelize).');
  }
  const how =
    step.format === 'sql' ? `Write ${step.name.replace(/\.sql$/, '')}.down.sql.` : 'Export a function down.';
  return badInput(`${step.name} has no down, so it can’t be undone.`, `${how} Nothing was run.`);
}

/** An error of the project's own code, with the place in its file where that can be told. */
export function describeCodeError(thrown: unknown, what: string, path: string): ErrorInfo {
  if (thrown instanceof CoreError) return thrown.info;
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : describeThrown(thrown);
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
  const place = placeInFile(stack, path);
  const hint = 'Mend the file and run again.';
  return {
    kind: 'code-failed',
    message: `${what}: ${text}`,
    hint,
    file: path,
    ...place,
    ...(stack && { stack }),
  };
}

function describeThrown(thrown: unknown): string {
  return thrown === undefined ? 'it threw undefined' : `it threw ${String(thrown)}`;
}

function placeInFile(stack: string, path: string): { line?: number; column?: number } {
  for (const name of [path, pathToFileURL(path).href]) {
    const at = stack.indexOf(`${name}:`);
    const match = at < 0 ? null : /^:(\d+)(?::(\d+))?/.exec(stack.slice(at + name.length));
    if (match) return { line: Number(match[1]), ...(match[2] && { column: Number(match[2]) }) };
  }
  return {};
}

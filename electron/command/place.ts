import { join } from 'node:path';
import type { Command } from 'commander';
import type { OpenConnection } from '../core/connection/connections';
import { type Credentials, describeTarget, parseTarget } from '../core/connection/parseTarget';
import { fetchServerFacts } from '../core/connection/serverFacts.sql';
import { openSession } from '../core/connection/session';
import { homeFolder } from '../core/home/homeFolder';
import { parseLedgerName } from '../core/project/layout/ledgerName';
import { credentialsOf } from '../core/project/layout/readEnvironments';
import type { Project } from '../core/project/project';
import { readProject, readProjectConfiguration } from '../core/project/readProject';
import type { Place } from '../core/revisions/place';
import { printable } from './printable';
import { type CommandContext, type PlaceOptions, usageError } from './verb';

/** For verbs that look at files alone. */
export function withProjectOptions(command: Command): Command {
  return command
    .option('--project <dir>', 'the folder that holds the revisions', '.')
    .option('--demo', 'the built-in demo shop')
    .option('--json', 'one JSON document on stdout');
}

/** For verbs that need a database, or can do with one. */
export function withPlaceOptions(command: Command): Command {
  return withProjectOptions(command)
    .option(
      '--url <url>',
      'the database, as postgres://user@host:5432/name (password: PGPASSWORD or ~/.pgpass)',
    )
    .option('--env <name>', 'or the environment of the project’s configuration (NODE_ENV, or development)')
    .option('--ledger <table>', 'the table of applied revisions, where it is another: table or schema.table');
}

/** Whether a database is meant: said here, or by the project's configuration. */
export function namesDatabase({ url, demo }: PlaceOptions, { configFile }: Project): boolean {
  return url !== undefined || demo === true || configFile !== null;
}

/** The project alone: no database is asked. */
export function readNamedProject(
  options: PlaceOptions,
  { demoProject, env }: CommandContext,
): Promise<Project> {
  const { project, demo, env: environment, ledger } = options;
  if (demo) return readProject(demoProject);
  const named = ledger === undefined ? undefined : parseLedgerName(ledger);
  return readProject(project, { env, environment, ledger: named });
}

/** Opens what --url and --project, the project's configuration, or --demo name; closes it however `use` ends. */
export async function withPlace<T>(
  options: PlaceOptions,
  context: CommandContext,
  use: (place: Place) => Promise<T>,
): Promise<T> {
  if (options.demo) return withDemo(context, use);
  const project = await readNamedProject(options, context);
  return withTarget(await namedTarget(project, options, context), project, use);
}

/** For verbs that look at a database alone: with --url there need be no project. */
export async function withConnection<T>(
  options: PlaceOptions,
  context: CommandContext,
  use: (connection: OpenConnection) => Promise<T>,
): Promise<T> {
  if (options.url && !options.demo) return withOpened(parseTarget({ url: options.url }), use);
  return withPlace(options, context, ({ connection }) => use(connection));
}

/** Which database it is is said before anything is done to it, when nobody has named it here. */
async function namedTarget(
  project: Project,
  { url, env }: PlaceOptions,
  context: CommandContext,
): Promise<Credentials> {
  if (url) return parseTarget({ url });
  if (project.configFile === null) {
    throw usageError(
      'No database is named.',
      'Give --url postgres://user@host/name, or --demo, or a project with config/config.json.',
    );
  }
  const { environments, meant } = await readProjectConfiguration(project.folder, {
    env: context.env,
    environment: env,
  });
  const credentials = credentialsOf(environments, meant);
  context.stderr.write(`${printable(`${meant}: ${describeTarget(credentials.target)}`)}\n`);
  return credentials;
}

async function withDemo<T>(context: CommandContext, use: (place: Place) => Promise<T>): Promise<T> {
  const { createDemoKeeper } = await import('../core/demo/demoKeeper');
  const { applyDemoRevisions } = await import('../core/revisions/applyDemoRevisions');
  const demo = createDemoKeeper({
    folder: join(homeFolder(context.env), 'demo'),
    projectFolder: context.demoProject,
    applyRevisions: applyDemoRevisions(context.spawnRunner),
  });
  try {
    const { url, projectFolder } = await demo.ready();
    return await withTarget(parseTarget({ url }), await readProject(projectFolder), use);
  } finally {
    await demo.stop();
  }
}

async function withTarget<T>(
  given: Credentials,
  project: Project,
  use: (place: Place) => Promise<T>,
): Promise<T> {
  // Naming a folder on the command line is allowing its code to run, as it is with sequelize-cli.
  return withOpened(given, (connection) => use({ connection, project, isTrusted: true }));
}

async function withOpened<T>(
  given: Credentials,
  use: (connection: OpenConnection) => Promise<T>,
): Promise<T> {
  const watch = await openSession(given, { kind: 'watch', name: 'lockstep watch' });
  try {
    const credentials = { ...given, password: watch.password };
    const profile = {
      id: 'command',
      name: given.target.database,
      role: 'development' as const,
      ...given.target,
    };
    return await use({ profile, credentials, watch, facts: await fetchServerFacts(watch) });
  } finally {
    await watch.close();
  }
}

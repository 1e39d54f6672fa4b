/**
 * Projects with the habits of real ones, in core/testing/projects: each must end with the catalog, the rows and
 * the ledger that its own tool gives it, up and down.
 */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createJiti } from 'jiti';
import { type QueryInterface, Sequelize } from 'sequelize';
import { type RunnableMigration, SequelizeStorage, Umzug } from 'umzug';
import { expect, test } from 'vitest';
import { PACKAGES } from '../testing/builtPrograms';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase';
import { describeSchema } from '../testing/describeSchema';
import { atEnd } from '../testing/endings';
import { runProject, type TestProject, testProjectAt } from '../testing/testProject';

const PROJECTS = fileURLToPath(new URL('../testing/projects', import.meta.url));
const SEQUELIZE_CLI = join(PACKAGES, 'sequelize-cli/lib/sequelize');
const run = promisify(execFile);

interface RealProject {
  readonly name: string;
  /** The variable in which the project expects its database. */
  readonly urlVariable?: string;
  /** What its node_modules/sequelize is, when not ours. */
  readonly sequelize?: string;
  readonly nodeEnv?: string;
}

const PROJECTS_OF_SEQUELIZE_CLI: readonly RealProject[] = [
  { name: 'classic', urlVariable: 'SHOP_DATABASE_URL' },
  { name: 'classic', urlVariable: 'SHOP_DATABASE_URL', nodeEnv: 'test' },
  { name: 'transactions' },
  { name: 'raw' },
  { name: 'concurrently' },
  { name: 'neighbours', urlVariable: 'DATABASE_URL' },
  { name: 'modules' },
  { name: 'sequelize5', sequelize: 'sequelize5' },
];

test.each(PROJECTS_OF_SEQUELIZE_CLI)(
  '$name $nodeEnv ends as with sequelize-cli, up and down',
  async (real) => {
    const project = await openReal(real);
    const [ours, theirs] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    const up = await runProject(ours, project, { target: 'heads' });
    expect(up.failure).toBeNull();
    await runCli(real, project, theirs, 'db:migrate');
    expect(await describeAll(ours)).toEqual(await describeAll(theirs));

    await runCli(real, project, theirs, 'db:migrate:undo:all');
    const down = await runProject(ours, project, { direction: 'down', target: 'base' });
    expect(down.failure).toBeNull();
    expect(await describeAll(ours)).toEqual(await describeAll(theirs));
  },
  60_000,
);

async function openReal({ name, sequelize, nodeEnv = 'development' }: RealProject): Promise<TestProject> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), `lockstep-${name}-`)));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  await cp(join(PROJECTS, name), folder, { recursive: true });
  if (sequelize) {
    await mkdir(join(folder, 'node_modules'));
    const scope = sequelize.startsWith('@') ? sequelize.split('/')[0] : 'sequelize';
    await symlink(
      join(PACKAGES, scope === 'sequelize' ? sequelize : `${scope}`),
      join(folder, `node_modules/${scope}`),
    );
    for (const name of ['pg', 'sequelize-cli'])
      await symlink(join(PACKAGES, name), join(folder, 'node_modules', name));
  } else await symlink(PACKAGES, join(folder, 'node_modules'));
  return testProjectAt(folder, 'migrations', {
    env: { NODE_ENV: nodeEnv, SHOP_DATABASE_URL: 'postgres://unused@127.0.0.1/unused' },
  });
}

/** As its users run it: in its folder, with its configuration where it has one. */
async function runCli(
  { urlVariable, nodeEnv, sequelize }: RealProject,
  project: TestProject,
  { url }: TestDatabase,
  verb: string,
): Promise<void> {
  const where = urlVariable ? [] : ['--url', url.replace('postgresql:', 'postgres:')];
  // It takes the Sequelize that is installed beside itself.
  const program = sequelize
    ? [
        '--preserve-symlinks',
        '--preserve-symlinks-main',
        join(project.folder, 'node_modules/sequelize-cli/lib/sequelize'),
      ]
    : [SEQUELIZE_CLI];
  await run(process.execPath, [...program, verb, ...where], {
    cwd: project.folder,
    env: {
      ...process.env,
      NODE_PATH: PACKAGES,
      NODE_ENV: nodeEnv ?? 'development',
      ...(urlVariable && { [urlVariable]: url.replace('postgresql:', 'postgres:') }),
    },
  });
}

async function describeAll(database: TestDatabase) {
  return { schema: withoutLog(await describeSchema(database)), rows: await fetchRows(database) };
}

function withoutLog(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => !line.includes('lockstep_log'));
}

/** Every table's rows as text, the ledger's too; times of writing are left out. */
async function fetchRows(database: TestDatabase): Promise<Record<string, readonly string[]>> {
  const tables = await database.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND tablename <> 'lockstep_log' ORDER BY 1`,
  );
  const rows: Record<string, readonly string[]> = {};
  for (const { name } of tables) {
    const found = await database.query<{ row: string }>(
      `SELECT (to_jsonb(t) - 'changed_at')::text AS row FROM ${name} t ORDER BY 1`,
    );
    rows[name] = found.map(({ row }) => row);
  }
  return rows;
}

test('an Umzug project in TypeScript, with path aliases and a ledger of its own, ends as with Umzug', async () => {
  const project = await openReal({ name: 'typescript' });
  const [ours, theirs] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  expect((await runProject(ours, project)).failure).toBeNull();
  await upWithUmzug(theirs.url, join(project.folder, 'src/database/migrations'));
  expect(await describeAll(ours)).toEqual(await describeAll(theirs));
  expect((await runProject(ours, project, { direction: 'down', target: 'base' })).failure).toBeNull();
  expect((await describeAll(ours)).schema).toEqual([]);
});

/** As such a project's own script does. */
async function upWithUmzug(url: string, folder: string): Promise<void> {
  const sequelize = new Sequelize(url, { logging: false });
  const names = (await readdir(folder)).sort();
  const load = (name: string) =>
    createJiti(join(folder, name), { tsconfigPaths: true }).import<RunnableMigration<QueryInterface>>(
      join(folder, name),
    );
  await sequelize.createSchema('meta', {});
  const umzug = new Umzug<QueryInterface>({
    migrations: names.map((name) => ({
      name,
      up: async (parameters) => (await load(name)).up(parameters),
    })),
    context: sequelize.getQueryInterface(),
    storage: new SequelizeStorage({ sequelize, schema: 'meta', tableName: 'umzug_revisions' }),
    logger: undefined,
  });
  await umzug.up().finally(() => sequelize.close());
}

test('@sequelize/core 7 is refused by name before anything runs', async () => {
  const project = await openReal({ name: 'sequelize7', sequelize: '@sequelize/core' });
  const database = await createTestDatabase();
  const refused = await runProject(database, project);
  expect(refused.failure?.error).toMatchObject({
    kind: 'bad-input',
    message: expect.stringMatching(/@sequelize\/core 7/),
  });
});

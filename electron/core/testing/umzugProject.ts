/** Runs a project folder's revisions the plain way, with Umzug alone: what a user without Lockstep has. */
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createJiti } from 'jiti';
import { Sequelize } from 'sequelize';
import { type RunnableMigration, SequelizeStorage, Umzug } from 'umzug';

export async function applyWithUmzug(url: string, projectFolder: string, to?: string): Promise<void> {
  await withUmzug(url, projectFolder, async (umzug) => {
    const applied = await umzug.executed();
    if (applied.some(({ name }) => name === to)) return;
    await umzug.up(to ? { to } : {});
  });
}

/** Down to base. */
export async function revertWithUmzug(url: string, projectFolder: string): Promise<void> {
  await withUmzug(url, projectFolder, (umzug) => umzug.down({ to: 0 }));
}

/** Has Sequelize create what the project's models say. */
export async function syncModels(url: string, projectFolder: string): Promise<void> {
  process.env.DATABASE_URL = url;
  const { sequelize } = createRequire(import.meta.url)(join(projectFolder, 'models'));
  await sequelize.sync();
  await sequelize.close();
}

async function withUmzug(
  url: string,
  projectFolder: string,
  use: (umzug: Umzug<Sequelize>) => Promise<unknown>,
) {
  const sequelize = new Sequelize(url, { logging: false });
  const umzug = new Umzug<Sequelize>({
    migrations: await readRevisions(sequelize, projectFolder),
    context: sequelize,
    storage: new SequelizeStorage({ sequelize }),
    logger: undefined,
  });
  try {
    await use(umzug);
  } finally {
    await sequelize.close();
  }
}

async function readRevisions(
  sequelize: Sequelize,
  projectFolder: string,
): Promise<RunnableMigration<Sequelize>[]> {
  const names = await readdir(projectFolder);
  return names
    .filter((name) => /^\d{14}-.*(?<!\.down)\.(js|ts|sql)$/.test(name))
    .sort()
    .map((name) => (name.endsWith('.sql') ? readSql : readCode)(sequelize, projectFolder, name));
}

function readSql(sequelize: Sequelize, projectFolder: string, name: string): RunnableMigration<Sequelize> {
  const run = async (file: string) => sequelize.query(await readFile(join(projectFolder, file), 'utf8'));
  return { name, up: () => run(name), down: () => run(name.replace(/\.sql$/, '.down.sql')) };
}

function readCode(sequelize: Sequelize, projectFolder: string, name: string): RunnableMigration<Sequelize> {
  const load = () => createJiti(import.meta.url).import<RevisionCode>(join(projectFolder, name));
  const queryInterface = sequelize.getQueryInterface();
  return {
    name,
    up: async () => (await load()).up(queryInterface, Sequelize),
    down: async () => (await load()).down(queryInterface, Sequelize),
  };
}

type RevisionStep = (queryInterface: unknown, sequelizeModule: unknown) => Promise<void>;

interface RevisionCode {
  readonly up: RevisionStep;
  readonly down: RevisionStep;
}

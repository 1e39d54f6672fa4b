/** Synchronises the project's models into a scratch database: every Sequelize instance of its code is led there. */
import pg from 'pg';
import type { Sequelize } from 'sequelize';
import { clientConfig } from '../../connection/session';
import type { ModelTable, SyncMessage } from '../runnerProtocol';
import { findModels } from './findModels';
import { loadSequelize, type SequelizeModule } from './loadSequelize';

interface HookedConfig {
  [setting: string]: unknown;
}

/** Answers with the tables of all models. */
export async function syncModels(message: SyncMessage): Promise<readonly ModelTable[]> {
  Object.assign(process.env, message.codeEnv);
  process.chdir(message.projectFolder);
  const module = loadSequelize(message.projectFolder, true);
  const instances: Sequelize[] = [];
  const stated = new Map<string, readonly string[]>();
  leadToScratch(module, message, (sequelize) => {
    instances.push(sequelize);
    noteStatedIndexes(sequelize, stated);
  });
  const { projectFolder, modelsPath } = message;
  const found = await findModels({ projectFolder, modelsPath, module, instances });
  const tables: ModelTable[] = [];
  for (const sequelize of found) {
    const own = tablesOf(sequelize, stated);
    const queries = sequelize.getQueryInterface();
    for (const schema of new Set(own.map((each) => each.schema))) {
      if (schema !== 'public') await queries.createSchema(schema).catch(() => undefined);
    }
    await sequelize.sync();
    tables.push(...own);
  }
  await Promise.all(instances.map((each) => each.close().catch(() => undefined)));
  return tables;
}

/** Whatever the project's configuration says: nothing here may reach a database of the user's. */
function leadToScratch(
  module: SequelizeModule,
  { credentials, serverVersion }: SyncMessage,
  onMade: (sequelize: Sequelize) => void,
): void {
  const { host, port, database, user } = credentials.target;
  const settings = { host, port, database, username: user, password: credentials.password ?? undefined };
  const hooks = module.Sequelize as unknown as {
    addHook(name: string, hook: (...given: never[]) => void): void;
  };
  hooks.addHook('beforeInit', (config: HookedConfig, options: HookedConfig) => {
    Object.assign(config, settings);
    Object.assign(options, settings, {
      dialect: 'postgres',
      dialectModule: pg,
      databaseVersion: serverVersion,
      dialectOptions: { ssl: clientConfig(credentials).ssl },
      replication: false,
      native: false,
      logging: false,
      pool: { max: 2, min: 0 },
    });
  });
  hooks.addHook('afterInit', (sequelize: Sequelize) => onMade(sequelize) as never);
}

/** While the models are defined: afterwards all indexes have names. */
function noteStatedIndexes(sequelize: Sequelize, stated: Map<string, readonly string[]>): void {
  sequelize.addHook('beforeDefine', (_attributes, { modelName, indexes }) => {
    const names = (indexes ?? []).flatMap(({ name }) => (name === undefined ? [] : [name]));
    if (modelName !== undefined) stated.set(modelName, names);
  });
}

function tablesOf(
  sequelize: Sequelize,
  stated: ReadonlyMap<string, readonly string[]>,
): readonly ModelTable[] {
  return Object.values(sequelize.models).map((model) => {
    const name = model.getTableName();
    const statedIndexes = stated.get(model.name) ?? [];
    if (typeof name === 'string') return { schema: 'public', table: nameMade(name), statedIndexes };
    const schema = name.schema === '' ? 'public' : nameMade(name.schema);
    return { schema, table: nameMade(name.tableName), statedIndexes };
  });
}

/** Sequelize leaves out quotes, and PostgreSQL what is beyond 63 bytes. */
function nameMade(name: string): string {
  let made = '';
  for (const character of name.replaceAll('"', '')) {
    if (Buffer.byteLength(made + character) > 63) break;
    made += character;
  }
  return made;
}

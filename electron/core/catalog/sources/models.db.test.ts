/** Models against the database that the project's own revisions make: no difference where there is none. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parseTarget } from '../../connection/parseTarget';
import { readProject } from '../../project/readProject';
import { atOnce } from '../../stretches';
import { createTestDatabase } from '../../testing/createTestDatabase';
import { testRunner, writeProject } from '../../testing/testProject';
import { startTestTwin } from '../../testing/testTwin';
import { applyWithUmzug } from '../../testing/umzugProject';
import { diffCatalogs } from '../diff/diffCatalogs';
import { fetchCatalog } from '../fetchCatalog';
import { leaveOut } from '../leaveOut';
import { fetchModelsCatalog } from './fetchModelsCatalog';
import { overlayModels } from './overlayModels';

const twin = startTestTwin();

async function compare(url: string, folder: string) {
  const project = await readProject(folder);
  const target = leaveOut(await fetchCatalog(parseTarget({ url })), {
    ledgers: [project.ledger.table],
    isOfRevisions: false,
  });
  const { catalog, tables } = await fetchModelsCatalog({
    project,
    isTrusted: true,
    target,
    spawnRunner: testRunner,
    twin: twin(),
    signal: new AbortController().signal,
  });
  return diffCatalogs(target, atOnce(overlayModels(target, catalog, tables))).changes.map(
    ({ object, action, steps }) => ({
      what: `${action} ${object}`,
      sql: steps.map(({ sql }) => sql),
    }),
  );
}

test('the demo’s models are what its revisions have made', async () => {
  const database = await createTestDatabase();
  const folder = fileURLToPath(new URL('../../../../migrations', import.meta.url));
  await applyWithUmzug(database.url, folder);
  expect(await compare(database.url, folder)).toEqual([]);
});

const DEFINE = (name: string, table: string, more = '') => `module.exports = (sequelize, DataTypes) => {
  const Model = sequelize.define('${name}', {
    label: { type: DataTypes.STRING(40), allowNull: false, unique: true },
    kind: { type: DataTypes.ENUM('a', 'b'), defaultValue: 'a' },
  }, { tableName: '${table}', timestamps: false, indexes: [{ fields: ['kind'] }] });
  ${more}
  return Model;
};`;

const TYPES = `import { Model, DataTypes } from 'sequelize';`;

/** Each defines the same two tables, in one of the ways that projects have. */
const HABITS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'files of functions, without an index': {
    '../models/thing.js': DEFINE('Thing', 'things'),
    '../models/part.js': DEFINE(
      'Part',
      'parts',
      "Model.associate = ({ Thing }) => Model.belongsTo(Thing, { foreignKey: 'thing' });",
    ),
    '../models/part.test.js': 'throw new Error("a test is no model")',
  },
  'an index that makes its own instance, for another database': {
    '../models/index.js': `const { Sequelize, DataTypes } = require('sequelize');
      const sequelize = new Sequelize('other', 'nobody', 'x', { host: 'elsewhere.example', dialect: 'sqlite' });
      const Thing = require('../define-thing')(sequelize, DataTypes);
      const Part = require('../define-part')(sequelize, DataTypes);
      Part.belongsTo(Thing, { foreignKey: 'thing' });
      module.exports = { sequelize, Thing, Part };`,
    '../define-thing.js': DEFINE('Thing', 'things'),
    '../define-part.js': DEFINE('Part', 'parts'),
  },
  'classes with an initModel, in ES modules': {
    '../models/index.mjs': `${TYPES}
      const columns = { label: { type: DataTypes.STRING(40), allowNull: false, unique: true }, kind: { type: DataTypes.ENUM('a', 'b'), defaultValue: 'a' } };
      const options = (sequelize, tableName) => ({ sequelize, tableName, timestamps: false, indexes: [{ fields: ['kind'] }] });
      export class Thing extends Model { static initModel(sequelize) { Thing.init(columns, options(sequelize, 'things')); } }
      export class Part extends Model {
        static initModel(sequelize) { Part.init(columns, options(sequelize, 'parts')); }
        static associate({ Thing }) { Part.belongsTo(Thing, { foreignKey: 'thing' }); }
      }`,
  },
  'a module in TypeScript that exports its instance, named in package.json': {
    '../package.json': '{ "lockstep": { "models": "src/database.ts" } }',
    '../src/database.ts': `import { Sequelize, DataTypes, type ModelStatic } from 'sequelize';
      export const sequelize = new Sequelize('postgres://nobody@elsewhere.example/none');
      const define = (name: string, tableName: string): ModelStatic<any> => sequelize.define(name,
        { label: { type: DataTypes.STRING(40), allowNull: false, unique: true }, kind: { type: DataTypes.ENUM('a', 'b'), defaultValue: 'a' } },
        { tableName, timestamps: false, indexes: [{ fields: ['kind'] }] });
      const thing = define('Thing', 'things');
      define('Part', 'parts').belongsTo(thing, { foreignKey: 'thing' });`,
  },
  'classes with the decorators of sequelize-typescript': {
    '../tsconfig.json':
      '{ "compilerOptions": { "experimentalDecorators": true, "emitDecoratorMetadata": true } }',
    '../models/thing.ts': `import { AllowNull, Column, DataType, Default, Index, Model, Table, Unique } from 'sequelize-typescript';
      @Table({ tableName: 'things', timestamps: false, indexes: [{ fields: ['kind'] }] })
      export class Thing extends Model {
        @AllowNull(false) @Unique @Column(DataType.STRING(40)) declare label: string;
        @Default('a') @Column(DataType.ENUM('a', 'b')) declare kind: string;
      }`,
    '../models/part.ts': `import { AllowNull, BelongsTo, Column, DataType, Default, ForeignKey, Model, Table, Unique } from 'sequelize-typescript';
      import { Thing } from './thing';
      @Table({ tableName: 'parts', timestamps: false, indexes: [{ fields: ['kind'] }] })
      export class Part extends Model {
        @AllowNull(false) @Unique @Column(DataType.STRING(40)) declare label: string;
        @Default('a') @Column(DataType.ENUM('a', 'b')) declare kind: string;
        @ForeignKey(() => Thing) @Column(DataType.INTEGER) declare thing: number;
        @BelongsTo(() => Thing, { foreignKey: 'thing' }) declare theThing: Thing;
      }`,
  },
};

test.each(Object.keys(HABITS))('%s: the tables are found, and made as they say', async (habit) => {
  const database = await createTestDatabase();
  const { folder } = await writeProject({ '1-none.sql': 'SELECT 1;', ...HABITS[habit] });
  const changes = await compare(database.url, folder);
  expect(changes.map(({ what }) => what).filter((what) => !/sequence|enum/.test(what))).toEqual(
    [
      'create table public.parts',
      'create table public.things',
      'create constraint parts_label_key on public.parts',
      'create constraint parts_pkey on public.parts',
      'create constraint things_label_key on public.things',
      'create constraint things_pkey on public.things',
      'create constraint parts_thing_fkey on public.parts',
      'create index public.parts_kind',
      'create index public.things_kind',
    ].sort((a, b) => rank(a, changes) - rank(b, changes)),
  );
  for (const sql of changes.flatMap((change) => change.sql)) await database.query(sql);
  expect(await compare(database.url, folder)).toEqual([]);
});

function rank(what: string, changes: Awaited<ReturnType<typeof compare>>): number {
  return changes.findIndex((each) => each.what === what);
}

/** 63 bytes, and what PostgreSQL leaves out. */
const LONG = `${'long_'.repeat(12)}tab`;
const ODD_NAMES = `const { Sequelize, DataTypes } = require('sequelize');
  const sequelize = new Sequelize('postgres://nobody@elsewhere.example/none');
  const define = (name, options) => sequelize.define(name, { kind: DataTypes.ENUM('a', "it's"), label: DataTypes.STRING },
    { timestamps: false, freezeTableName: true, indexes: [{ fields: ['label'] }], ...options });
  define('${LONG}le_and_more', { indexes: [] });
  define('Spaced', { tableName: 'In "voice" s', schema: 'Sa les' });
  define('select');
  module.exports = sequelize;`;

test('tables are found under the names that they get, and their indexes whatever these are called', async () => {
  const database = await createTestDatabase();
  const { folder } = await writeProject({
    '1-none.sql': 'SELECT 1;',
    '../models/index.js': ODD_NAMES,
  });
  const changes = await compare(database.url, folder);
  expect(changes.map(({ what }) => what).filter((what) => what.startsWith('create table '))).toEqual([
    'create table "Sa les"."In voice s"',
    `create table public.${LONG}`,
    'create table public.select',
  ]);
  for (const sql of changes.flatMap((change) => change.sql)) await database.query(sql);
  expect(await compare(database.url, folder)).toEqual([]);
  await database.query(`DO $$ DECLARE name text; BEGIN
      SELECT indexrelid::regclass INTO name FROM pg_index WHERE NOT indisprimary AND indrelid = '"Sa les"."In voice s"'::regclass;
      EXECUTE 'ALTER INDEX ' || name || ' RENAME TO "another ON name"'; END $$`);
  expect(await compare(database.url, folder), 'it is the same index').toEqual([]);
});

test.each([
  ['module.exports = (sequelize) => {\n  syntax error', 'SyntaxError'],
  ['module.exports = (sequelize) => {\n  throw new Error("boom");\n}', 'Error: boom'],
])('an error of a model is told with its place: %j', async (text, message) => {
  const database = await createTestDatabase();
  const { folder } = await writeProject({ '1-none.sql': 'SELECT 1;', '../models/a.js': text });
  const failure = await compare(database.url, folder).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    info: { message: expect.stringContaining(`The models can’t be loaded (models/a.js:2): ${message}`) },
  });
});

test('a type that an extension would bring is told with what to do', async () => {
  const database = await createTestDatabase();
  const { folder } = await writeProject({
    '1-none.sql': 'SELECT 1;',
    '../models/a.js': `module.exports = (sequelize, { CITEXT }) => sequelize.define('A', { label: CITEXT });`,
  });
  const failure = await compare(database.url, folder).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    info: { hint: expect.stringMatching(/^Make citext in a revision first/) },
  });
  await database.query('CREATE EXTENSION citext');
  const changes = await compare(database.url, folder);
  expect(changes.map(({ what }) => what)).toContain('create table public."As"');
});

/**
 * Lays out a new project as sequelize-cli knows it: settings, an empty folder of revisions, and models.
 * Refuses where there is a project, and leaves every file as it is that is there already.
 */
import { mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { badInput } from '../errors';
import { countRevisions } from './readProject';

export interface NewProject {
  /** With links resolved. */
  readonly folder: string;
  /** Those that were made, relative to the folder, with forward slashes. */
  readonly files: readonly string[];
  /** Those that were there, and stayed as they are. */
  readonly kept: readonly string[];
}

/** The folder is made where it is missing. */
export async function initProject(folder: string): Promise<NewProject> {
  const root = await makeFolder(folder);
  await refuseProject(root);
  const made: string[] = [];
  const kept: string[] = [];
  for (const [path, text] of Object.entries(await layOut(root))) {
    await mkdir(join(root, dirname(path)), { recursive: true });
    const isNew = await writeNew(join(root, path), text);
    (isNew ? made : kept).push(path);
  }
  return { folder: root, files: made, kept };
}

async function makeFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw badInput(`${folder} can’t be made: ${String(error)}.`, 'Choose another folder.', 'folder');
  });
  return realpath(folder);
}

async function refuseProject(root: string): Promise<void> {
  const settings = await stat(join(root, '.sequelizerc')).catch(() => null);
  const count = await countRevisions(root);
  if (!settings && count === 0) return;
  const what = count > 0 ? `${count} ${count === 1 ? 'revision' : 'revisions'}` : 'a .sequelizerc';
  throw badInput(`${root} holds a project: ${what}.`, 'Open it as it is.', 'folder');
}

/** false when there is something of that name. */
async function writeNew(path: string, text: string): Promise<boolean> {
  return writeFile(path, text, { flag: 'wx' }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
}

async function layOut(root: string): Promise<Readonly<Record<string, string>>> {
  const name = databaseNameOf(basename(root));
  // Code that is CommonJS says so by its name where package.json has made .js mean ES modules.
  const extension = (await isModulePackage(root)) ? 'cjs' : 'js';
  return {
    '.sequelizerc': SETTINGS,
    'config/config.json': `${JSON.stringify(databases(name), null, 2)}\n`,
    'migrations/.gitkeep': '',
    [`models/index.${extension}`]: MODELS.replaceAll('EXTENSION', extension),
  };
}

async function isModulePackage(root: string): Promise<boolean> {
  const text = await readFile(join(root, 'package.json'), 'utf8').catch(() => '');
  return /"type"\s*:\s*"module"/.test(text);
}

function databaseNameOf(folderName: string): string {
  const name = folderName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return (name || 'app').slice(0, 50);
}

function databases(name: string): object {
  const local = { dialect: 'postgres', host: '127.0.0.1', port: 5432, username: 'postgres' };
  return {
    development: { ...local, database: `${name}_development` },
    test: { ...local, database: `${name}_test` },
    production: { dialect: 'postgres', use_env_variable: 'DATABASE_URL' },
  };
}

const SETTINGS = `'use strict';

const path = require('path');

module.exports = {
  config: path.resolve(__dirname, 'config', 'config.json'),
  'migrations-path': path.resolve(__dirname, 'migrations'),
  'models-path': path.resolve(__dirname, 'models'),
};
`;

const MODELS = `'use strict';

const fs = require('fs');
const path = require('path');
const { DataTypes, Sequelize } = require('sequelize');

const environment = process.env.NODE_ENV || 'development';
const { use_env_variable: variable, ...options } = require('../config/config.json')[environment];
const sequelize = variable ? new Sequelize(process.env[variable], options) : new Sequelize(options);

// Every other file here exports a function (sequelize, DataTypes) that answers with its model.
const models = {};
for (const file of fs.readdirSync(__dirname).sort()) {
  if (file === 'index.EXTENSION' || path.extname(file) !== '.EXTENSION') continue;
  const model = require(path.join(__dirname, file))(sequelize, DataTypes);
  models[model.name] = model;
}
for (const model of Object.values(models)) {
  if (model.associate) model.associate(models);
}

module.exports = { ...models, sequelize, Sequelize };
`;

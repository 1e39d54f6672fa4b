/**
 * Finds a project's models where projects have them: a module that exports its Sequelize instance (models/index.js),
 * a list of models, or a folder of files that each define one. Decides nothing about the database.
 */
import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Sequelize } from 'sequelize';
import { badInput } from '../../errors';
import type { RevisionFormat } from '../project';
import { importFile } from './importFile';
import type { SequelizeModule } from './loadSequelize';

const FORMATS: Readonly<Record<string, RevisionFormat>> = {
  js: 'js',
  cjs: 'js',
  mjs: 'js',
  ts: 'ts',
  cts: 'ts',
  mts: 'ts',
};

export interface ModelsPlace {
  readonly projectFolder: string;
  /** A folder, or a module. */
  readonly modelsPath: string;
  /** Makes an instance where the project has made none. */
  readonly module: SequelizeModule;
  /** All instances that the project's code has made so far. */
  readonly instances: readonly Sequelize[];
}

/** Instances whose models are to be synchronised. */
export async function findModels(place: ModelsPlace): Promise<readonly Sequelize[]> {
  const isFolder = statSync(place.modelsPath, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const index = isFolder ? indexOf(place.modelsPath) : place.modelsPath;
  if (index !== null) {
    const exported = await importModule(index);
    const found = instancesWithModels(place);
    if (found.length > 0) return found;
    if (!isFolder || listModels(exported).length > 0) return [makeInstance(place, [exported])];
  }
  const exported: unknown[] = [];
  for (const path of moduleFiles(place.modelsPath)) exported.push(await importModule(path));
  const found = instancesWithModels(place);
  return found.length > 0 ? found : [makeInstance(place, exported)];
}

function indexOf(folder: string): string | null {
  const names = Object.keys(FORMATS).map((ending) => join(folder, `index.${ending}`));
  return names.find((path) => statSync(path, { throwIfNoEntry: false })?.isFile()) ?? null;
}

function moduleFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => formatOf(name) !== null && !/\.(d|test|spec)\.[cm]?[jt]s$/.test(name))
    .filter((entry) => entry.isFile())
    .map(({ name }) => join(folder, name))
    .sort();
}

function formatOf(name: string): RevisionFormat | null {
  return FORMATS[name.slice(name.lastIndexOf('.') + 1)] ?? null;
}

function importModule(path: string): Promise<unknown> {
  return importFile(path, formatOf(path) ?? 'js');
}

function instancesWithModels({ instances }: ModelsPlace): readonly Sequelize[] {
  return instances.filter(({ models }) => Object.keys(models).length > 0);
}

type Define = (sequelize: Sequelize, types: unknown) => unknown;
interface ModelClass {
  readonly associate?: (models: unknown) => void;
  readonly sequelize?: unknown;
  readonly initModel?: (sequelize: Sequelize) => unknown;
  readonly initialize?: (sequelize: Sequelize) => unknown;
}

/** Of files that define their models by a function, as classes with an initModel, or with decorators. */
function makeInstance(place: ModelsPlace, exported: readonly unknown[]): Sequelize {
  const classes = exported.flatMap(listModels);
  const defines = exported.flatMap(listFunctions).filter((each) => !classes.includes(each));
  const sequelize = newInstance(place, classes);
  for (const define of defines) (define as Define)(sequelize, place.module.DataTypes);
  for (const model of classes as readonly ModelClass[]) {
    if (!model.sequelize) ownInit(model)?.call(model, sequelize);
  }
  const { models } = sequelize;
  if (Object.keys(models).length === 0) throw noModels(place);
  for (const model of Object.values(models) as readonly ModelClass[]) model.associate?.(models);
  return sequelize;
}

/** sequelize-typescript's own class takes decorated models; Sequelize's is enough for all others. */
function newInstance({ projectFolder, module }: ModelsPlace, classes: readonly unknown[]): Sequelize {
  const decorated = classes.filter((each) => !(each as ModelClass).sequelize && isDecorated(each));
  if (decorated.length === 0) return new module.Sequelize({ dialect: 'postgres' });
  const { Sequelize: Decorated } = createRequire(join(projectFolder, 'package.json'))('sequelize-typescript');
  return new Decorated({ dialect: 'postgres', models: decorated });
}

function isDecorated(model: unknown): boolean {
  return ownInit(model as ModelClass) === null;
}

/** Its own, because sequelize-typescript's Model has an initialize of another meaning. */
function ownInit(model: ModelClass): ModelClass['initModel'] | null {
  if (Object.hasOwn(model, 'initModel')) return model.initModel ?? null;
  return Object.hasOwn(model, 'initialize') ? (model.initialize ?? null) : null;
}

function listFunctions(exported: unknown): readonly unknown[] {
  if (typeof exported === 'function') return [exported];
  if (typeof exported !== 'object' || exported === null) return [];
  const inner: unknown = Reflect.get(exported, 'default');
  return typeof inner === 'function' ? [inner] : [];
}

/** Classes that extend Model, wherever in the exports. */
function listModels(exported: unknown): readonly unknown[] {
  if (isModel(exported)) return [exported];
  if (typeof exported !== 'object' || exported === null) return [];
  const values = Array.isArray(exported) ? exported : Object.values(exported);
  return [...new Set(values.filter(isModel))];
}

function isModel(value: unknown): boolean {
  return typeof value === 'function' && 'belongsTo' in value && 'findAll' in value;
}

function noModels({ modelsPath }: ModelsPlace): Error {
  return badInput(
    `${modelsPath} defines no models.`,
    'Export the Sequelize instance, a list of models, or functions (sequelize, DataTypes) from there; or name it with "lockstep": { "models": … } in package.json.',
    'models',
  );
}

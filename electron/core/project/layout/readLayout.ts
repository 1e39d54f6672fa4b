/**
 * Where a project keeps its revisions, models and configuration: what package.json, .sequelizerc or the scripts say,
 * each for what those before it leave open, else by habit. Nothing of the project runs. Start at `readLayout`.
 */
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { LedgerName } from '../project';
import type { Layer, LayerKey, Said } from './layer';
import { readOwnKey } from './ownKey';
import { readPackageFile } from './packageFile';
import { type FilePlace, NotStatic } from './readValue';
import { readScripts } from './scripts';
import { readSequelizerc } from './sequelizerc';

export interface Layout {
  /** Absolute; null: by habit. */
  readonly revisions: string | null;
  readonly models: string | null;
  /** null: there is none, or see configProblem. */
  readonly config: string | null;
  /** Where the configuration is said to be in a way that can't be read: no other one is taken for it. */
  readonly configProblem: string | null;
  /** The database itself, which goes before the configuration. */
  readonly url: string | null;
  /** The environment that the project asks for; null: NODE_ENV, or development. */
  readonly environment: string | null;
  readonly ledger: LedgerName | null;
  readonly catchErrors: boolean;
  /** Who says where the revisions are, or else anything. */
  readonly source: string;
  /** What could not be read, in whole sentences, with who says it. */
  readonly notes: readonly { readonly name: string; readonly reason: string }[];
}

/** In the order of sequelize-cli, which prefers .js, and then others that projects have. */
const CONFIG_FILES = [
  'config.js',
  'config.json',
  'config.cjs',
  'config.mjs',
  'config.ts',
  'database.js',
  'database.json',
  'database.ts',
];

export async function readLayout(root: string, env: FilePlace['env']): Promise<Layout> {
  const { layers, notes } = await readLayers({ root, env });
  const say = (key: LayerKey) => layers.map(({ said }) => said[key]).find((each) => each !== undefined);
  const config = say('config');
  return {
    revisions: inside(root, say('revisions')),
    models: inside(root, say('models')),
    config: config === undefined ? await findConfig(root) : inside(root, config),
    configProblem: config instanceof NotStatic ? config.describe('Where the configuration is') : null,
    url: textOf(say('url')),
    environment: textOf(say('environment')),
    ledger: layers.map(({ ledger }) => ledger).find((each) => each !== null) ?? null,
    catchErrors: layers.some(({ catchErrors }) => catchErrors),
    source:
      (layers.find(({ said }) => typeof said.revisions === 'string') ?? layers[0])?.source ?? 'by habit',
    notes: [
      ...notes,
      ...layers.flatMap((layer) => layer.notes.map((reason) => ({ name: layer.source, reason }))),
    ],
  };
}

async function readLayers(place: FilePlace): Promise<Pick<Layout, 'notes'> & { layers: readonly Layer[] }> {
  const { root } = place;
  const file = readPackageFile(root);
  const scripts = readScripts(file);
  const ownRc = await readSequelizerc(join(root, '.sequelizerc'), place);
  const optionsPath = scripts?.optionsPath;
  const rc = ownRc ?? (optionsPath ? await readSequelizerc(resolve(root, optionsPath), place) : null);
  return {
    layers: [readOwnKey(root, file), rc, scripts?.layer ?? null].filter((layer) => layer !== null),
    notes: file.problem === null ? [] : [{ name: 'package.json', reason: `${file.problem}.` }],
  };
}

async function findConfig(root: string): Promise<string | null> {
  for (const name of CONFIG_FILES) {
    const path = join(root, 'config', name);
    if ((await stat(path).catch(() => null))?.isFile()) return path;
  }
  return null;
}

/** Paths that are not absolute are below the project's folder, where sequelize-cli runs. */
function inside(root: string, said: Said | undefined): string | null {
  const path = textOf(said);
  return path === null ? null : resolve(root, path);
}

function textOf(said: Said | undefined): string | null {
  return typeof said === 'string' ? said : null;
}

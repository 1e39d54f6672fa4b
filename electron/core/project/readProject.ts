/**
 * Reads a folder as a project: which files are revisions, in which order, with which checksums.
 * Knows only what can be read without running any of the project's code.
 */
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { badInput } from '../errors';
import { findModelsFolder, findRevisionsFolder } from './findFolders';
import { type Configuration, readConfiguration } from './layout/readConfiguration';
import { readLayout } from './layout/readLayout';
import type { Environment } from './layout/readValue';
import type { LedgerName, Project } from './project';
import { chooseRevisions, type RevisionCache, readRevisions } from './revisionFiles';

/** What sequelize-cli and Umzug call it. */
const DEFAULT_LEDGER: LedgerName = { table: 'SequelizeMeta', schema: null };

export interface ReadOptions {
  /** Of which `use_env_variable` and NODE_ENV are taken. */
  readonly env?: Environment | undefined;
  /** Of the project's configuration; else what the project or NODE_ENV says, or development. */
  readonly environment?: string | undefined;
  /** Instead of what the project says. */
  readonly ledger?: LedgerName | undefined;
  readonly cache?: RevisionCache | undefined;
}

export async function readProject(folder: string, options: ReadOptions = {}): Promise<Project> {
  const root = await realFolder(folder);
  const configuration = await readProjectConfiguration(root, options);
  const { layout, environment, environments, meant } = configuration;
  const revisionsFolder = await findRevisionsFolder(root, layout);
  const entries = await readdir(revisionsFolder, { withFileTypes: true });
  const { files, skipped } = chooseRevisions(entries);
  return {
    folder: root,
    name: basename(root),
    revisionsFolder,
    modelsFolder: layout.models ?? (await findModelsFolder(root, revisionsFolder)),
    ledger: chooseLedger(configuration, options.ledger),
    catchErrors: layout.catchErrors,
    environment: environments.length === 0 ? null : meant,
    urlVariable: environment?.urlVariable ?? null,
    layoutSource: layout.source,
    configFile: layout.config ?? (environments.length === 0 ? null : layout.source),
    revisions: await readRevisions(revisionsFolder, files, entries, options.cache ?? new Map()),
    skipped: [...layout.notes, ...notesOn(configuration), ...skipped],
  };
}

/** Where a project's files and databases are, without reading its revisions. */
export async function readProjectConfiguration(
  folder: string,
  options: Pick<ReadOptions, 'env' | 'environment'> = {},
): Promise<Configuration> {
  const { env = process.env, environment } = options;
  return readConfiguration(await realFolder(folder), { env, environment });
}

/** A name that can't be read is no reason to take another table for the ledger: all would seem to pend. */
function chooseLedger({ layout, environment }: Configuration, asked: LedgerName | undefined): LedgerName {
  const said = asked ?? layout.ledger;
  if (said) return said;
  if (!environment?.ledgerProblem) return environment?.ledger ?? DEFAULT_LEDGER;
  throw badInput(
    environment.ledgerProblem,
    'Say which table holds the applied revisions: --ledger, or "lockstep": { "ledger": "schema.table" } in package.json.',
    'ledger',
  );
}

function notesOn({ layout, environment, environments, meant }: Configuration): Project['skipped'] {
  const name = layout.config === null ? layout.source : basename(layout.config);
  if (environments.length > 0 && environment === null) {
    return [{ name, reason: `It has no environment “${meant}”: its ledger is taken to be SequelizeMeta.` }];
  }
  if (!environment?.isUnread || layout.ledger) return [];
  return [{ name, reason: `${environment.problem} Its ledger is taken to be SequelizeMeta.` }];
}

/** How many revisions opening this folder would find; 0 for any folder that is no project. */
export async function countRevisions(folder: string): Promise<number> {
  const revisionsFolder = await readLayout(folder, {})
    .then((layout) => findRevisionsFolder(folder, layout))
    .catch(() => null);
  if (!revisionsFolder) return 0;
  return chooseRevisions(await readdir(revisionsFolder, { withFileTypes: true })).files.length;
}

async function realFolder(folder: string): Promise<string> {
  const path = await realpath(folder).catch(() => null);
  if (!path || !(await stat(path)).isDirectory()) {
    throw badInput(`There is no folder ${folder}.`, 'Choose the folder that holds your revisions.', 'folder');
  }
  return path;
}

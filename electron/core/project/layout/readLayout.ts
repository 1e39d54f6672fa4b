/**
 * Where a project keeps its revisions, models and configuration: what package.json or .sequelizerc say, else by
 * habit. Nothing of the project runs. Start at `readLayout`.
 */
import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { badInput } from '../../errors';
import type { LedgerName } from '../project';
import { type Environment, NotStatic, readValue } from './readValue';

export interface Layout {
  /** Absolute; null: by habit. */
  readonly revisions: string | null;
  readonly models: string | null;
  readonly config: string | null;
  /** The environment that the project asks for; null: NODE_ENV, or development. */
  readonly environment: string | null;
  readonly ledger: LedgerName | null;
  readonly source: string;
  /** What could not be read, in whole sentences. */
  readonly notes: readonly string[];
}

export const BY_HABIT: Layout = {
  revisions: null,
  models: null,
  config: null,
  environment: null,
  ledger: null,
  source: 'by habit',
  notes: [],
};

const CONFIG_FILES = [
  'config.json',
  'config.js',
  'config.cjs',
  'config.mjs',
  'config.ts',
  'database.json',
  'database.js',
];

export async function readLayout(root: string, env: Environment): Promise<Layout> {
  const layout =
    (await readOwnKey(root)) ?? (await readSequelizerc(root, env)) ?? (await readScripts(root)) ?? BY_HABIT;
  return { ...layout, config: layout.config ?? (await findConfig(root)) };
}

const text = z.string().min(1);
const ownKey = z.strictObject({
  revisions: text.optional(),
  models: text.optional(),
  config: text.optional(),
  environment: text.optional(),
  ledger: z.union([text, z.strictObject({ table: text, schema: text.optional() })]).optional(),
});

/** package.json's key "lockstep": for what no other tool's file says. */
async function readOwnKey(root: string): Promise<Layout | null> {
  const { lockstep } = await readPackage(root);
  if (lockstep === undefined) return null;
  const parsed = ownKey.safeParse(lockstep);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw badInput(
      `“lockstep” in ${join(root, 'package.json')} can’t be understood: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
      'Its keys are revisions, models, config, environment and ledger ("table", "schema.table" or { table, schema }).',
      'folder',
    );
  }
  const { revisions, models, config, environment, ledger } = parsed.data;
  return {
    revisions: inside(root, revisions),
    models: inside(root, models),
    config: inside(root, config),
    environment: environment ?? null,
    ledger: ledger === undefined ? null : parseLedgerName(ledger),
    source: 'package.json',
    notes: [],
  };
}

/** `table` or `schema.table`. */
export function parseLedgerName(
  given: string | { readonly table: string; readonly schema?: string | undefined },
): LedgerName {
  if (typeof given !== 'string') return { table: given.table, schema: given.schema ?? null };
  const [first = '', ...rest] = given.split('.');
  return rest.length === 0 ? { table: first, schema: null } : { table: rest.join('.'), schema: first };
}

/** https://github.com/sequelize/cli#usage: paths that are not absolute are below the project's folder. */
async function readSequelizerc(root: string, env: Environment): Promise<Layout | null> {
  const path = join(root, '.sequelizerc');
  if (!(await isFile(path))) return null;
  const { settings, note } = await evaluateSettings(path, root, env);
  const setting = (...names: readonly string[]): string | undefined => {
    const value = names.map((name) => settings[name]).find((each) => each !== undefined);
    return typeof value === 'string' ? value : undefined;
  };
  return {
    revisions: inside(root, setting('migrations-path', 'migrationsPath')),
    models: inside(root, setting('models-path', 'modelsPath')),
    config: inside(root, setting('config')),
    environment: setting('env') ?? null,
    ledger: null,
    source: '.sequelizerc',
    notes: [
      ...note,
      ...Object.values(settings).flatMap((value) => (value instanceof NotStatic ? [describe(value)] : [])),
    ],
  };
}

interface Settings {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly note: readonly string[];
}

async function evaluateSettings(path: string, root: string, env: Environment): Promise<Settings> {
  try {
    const value = await readValue(path, { root, env });
    return { settings: isRecord(value) ? value : {}, note: [] };
  } catch (error) {
    if (!(error instanceof NotStatic)) throw error;
    return { settings: {}, note: [describe(error)] };
  }
}

function describe({ line, what }: NotStatic): string {
  return `.sequelizerc, line ${line}: ${what}.`;
}

/** Flags that the project gives to sequelize-cli. */
async function readScripts(root: string): Promise<Layout | null> {
  const { scripts = {} } = await readPackage(root);
  const lines = Object.values(scripts).filter((line) => /\bsequelize(-cli)?\b/.test(line));
  const flag = (name: string) =>
    lines.map((line) => new RegExp(`--${name}[ =]("[^"]*"|'[^']*'|\\S+)`).exec(line)?.[1]).find(Boolean);
  const [revisions, models, config] = ['migrations-path', 'models-path', 'config'].map((name) =>
    flag(name)?.replace(/^["']|["']$/g, ''),
  );
  if (!revisions && !models && !config) return null;
  return {
    ...BY_HABIT,
    revisions: inside(root, revisions),
    models: inside(root, models),
    config: inside(root, config),
    source: 'scripts of package.json',
  };
}

const packageFile = z.object({
  scripts: z.record(z.string(), z.string()).optional().catch(undefined),
  lockstep: z.unknown().optional(),
});

async function readPackage(root: string): Promise<z.infer<typeof packageFile>> {
  const raw = await readFile(join(root, 'package.json'), 'utf8').catch(() => '{}');
  try {
    return packageFile.parse(JSON.parse(raw.replace(/^\uFEFF/, '')));
  } catch {
    return {};
  }
}

async function findConfig(root: string): Promise<string | null> {
  for (const name of CONFIG_FILES) {
    const path = join(root, 'config', name);
    if (await isFile(path)) return path;
  }
  return null;
}

function inside(root: string, path: string | undefined): string | null {
  return path === undefined ? null : resolve(root, path);
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The databases that a project's configuration names, as sequelize-cli reads it, and what it calls its ledger. */
import { basename } from 'node:path';
import { type Credentials, isLocalHost, parseTarget } from '../../connection/parseTarget';
import type { TlsMode } from '../../connection/profile';
import { badInput } from '../../errors';
import type { LedgerName, ProjectEnvironment } from '../project';
import { type Environment, NotStatic, readValue } from './readValue';

export interface ConfiguredEnvironment {
  readonly name: string;
  /** null where it can't be told, see `problem`. */
  readonly credentials: Credentials | null;
  readonly problem: string | null;
  readonly ledger: LedgerName | null;
  /** The variable in which the project's own code expects the database's URL. */
  readonly urlVariable: string | null;
}

export interface ConfigPlace {
  readonly root: string;
  readonly configFile: string | null;
  readonly env: Environment;
}

/** Names of settings: where a file has these at its top, it is one environment. */
const SETTINGS = ['dialect', 'use_env_variable', 'database', 'url'];

export async function readEnvironments({
  root,
  configFile,
  env,
}: ConfigPlace): Promise<readonly ConfiguredEnvironment[]> {
  if (configFile === null) return [];
  try {
    const config = await readValue(configFile, { root, env });
    if (!isRecord(config)) throw new NotStatic(1, 'it exports no settings');
    if (SETTINGS.some((name) => name in config)) return [describe('development', config, env)];
    return Object.entries(config)
      .filter(([name]) => name !== 'default')
      .map(([name, settings]) => describe(name, settings, env));
  } catch (error) {
    if (!(error instanceof NotStatic)) throw error;
    return [unknown('development', `${basename(configFile)}, ${error.message}: it must run to be known.`)];
  }
}

/** The one that is meant: asked for, or what the project says, or NODE_ENV, or development. */
export function chooseEnvironment(
  environments: readonly ConfiguredEnvironment[],
  wanted: readonly (string | null | undefined)[],
): ConfiguredEnvironment | null {
  const name = wanted.find((each) => each !== null && each !== undefined && each !== '') ?? 'development';
  return environments.find((each) => each.name === name) ?? null;
}

export function withoutPassword({ name, credentials, problem }: ConfiguredEnvironment): ProjectEnvironment {
  return { name, target: credentials?.target ?? null, problem };
}

export function credentialsOf(environments: readonly ConfiguredEnvironment[], name: string): Credentials {
  const found = environments.find((each) => each.name === name);
  if (found?.credentials) return found.credentials;
  const names = environments.map((each) => each.name).join(', ');
  if (!found)
    throw badInput(`The configuration has no environment “${name}”.`, `It has: ${names || 'none'}.`, 'env');
  throw badInput(found.problem ?? `“${name}” names no database.`, 'Give the URL itself.', 'env');
}

function describe(name: string, settings: unknown, env: Environment): ConfiguredEnvironment {
  if (settings instanceof NotStatic) return unknown(name, `${settings.message}: it must run to be known.`);
  if (!isRecord(settings)) return unknown(name, 'It holds no settings.');
  const { use_env_variable: variable } = settings;
  const urlVariable = typeof variable === 'string' ? variable : null;
  const facts = { name, ledger: ledgerOf(settings), urlVariable };
  const storage = settings.migrationStorage;
  if (typeof storage === 'string' && storage !== 'sequelize') {
    const problem = `Its ledger is not in the database: migrationStorage is “${storage}”.`;
    return { ...facts, credentials: null, problem };
  }
  try {
    return { ...facts, credentials: readCredentials(settings, env), problem: null };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { ...facts, credentials: null, problem };
  }
}

function readCredentials(settings: Record<string, unknown>, env: Environment): Credentials {
  const text = (key: string): string | null => {
    const value = settings[key];
    if (value instanceof NotStatic) throw new Error(`${key}, ${value.message}: it must run to be known.`);
    return value === undefined || value === null || value === '' ? null : String(value);
  };
  const variable = text('use_env_variable');
  const url = variable === null ? text('url') : (env[variable] ?? null);
  if (variable !== null && !url) throw new Error(`The variable ${variable} is not set.`);
  if (url) return parseTarget({ url }, text('password') ?? undefined);
  const dialect = text('dialect');
  if (dialect !== null && !/^postgres/.test(dialect)) throw new Error(`It is a ${dialect} database.`);
  const database = text('database');
  const user = text('username') ?? text('user');
  if (!database || !user) throw new Error(`It names no ${database ? 'user' : 'database'}.`);
  const host = text('host') ?? 'localhost';
  const where = { host, port: Number(text('port') ?? 5432), database, user, tls: tlsOf(settings, host) };
  return parseTarget(where, text('password') ?? undefined);
}

/** Sequelize's own default is no TLS at all; a host elsewhere is verified unless the project says otherwise. */
function tlsOf({ dialectOptions, ssl }: Record<string, unknown>, host: string): TlsMode {
  const given = (isRecord(dialectOptions) ? dialectOptions.ssl : undefined) ?? ssl;
  if (given === undefined || given === false)
    return isLocalHost(host) || given === false ? 'disable' : 'verify-full';
  return isRecord(given) && given.rejectUnauthorized === false ? 'require' : 'verify-full';
}

function ledgerOf(settings: Record<string, unknown>): LedgerName | null {
  const { migrationStorageTableName: table, migrationStorageTableSchema: schema } = settings;
  if (typeof table !== 'string' && typeof schema !== 'string') return null;
  return {
    table: typeof table === 'string' ? table : 'SequelizeMeta',
    schema: typeof schema === 'string' ? schema : null,
  };
}

function unknown(name: string, problem: string): ConfiguredEnvironment {
  return { name, credentials: null, problem, ledger: null, urlVariable: null };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof NotStatic)
  );
}

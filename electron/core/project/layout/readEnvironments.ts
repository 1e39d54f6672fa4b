/** The databases that a project's configuration names, as sequelize-cli reads it, and what it calls its ledger. */
import { basename } from 'node:path';
import type { Credentials } from '../../connection/parseTarget';
import { badInput } from '../../errors';
import type { LedgerName, ProjectEnvironment } from '../project';
import { isRecord } from './evaluate/values';
import { readCredentials } from './readCredentials';
import type { Layout } from './readLayout';
import { readLedgerName } from './readLedgerName';
import { type FilePlace, NotSet, NotStatic, readValue } from './readValue';
import { hasSettings, type Settings } from './settings';

export interface ConfiguredEnvironment {
  readonly name: string;
  /** null where it can't be told, see `problem`. */
  readonly credentials: Credentials | null;
  readonly problem: string | null;
  readonly ledger: LedgerName | null;
  /** Why the ledger's name can't be told: the default is not taken for it. */
  readonly ledgerProblem: string | null;
  /** The variable in which the project's own code expects the database's URL. */
  readonly urlVariable: string | null;
  /** It is all that the configuration says, whichever environment is meant. */
  readonly isWhole: boolean;
  /** Its code must run first: what it calls its ledger is not known either. */
  readonly isUnread: boolean;
}

export async function readEnvironments(
  { config, configProblem, url }: Pick<Layout, 'config' | 'configProblem' | 'url'>,
  place: FilePlace,
): Promise<readonly ConfiguredEnvironment[]> {
  if (url !== null) return [{ ...describe('development', { url }, place), isWhole: true }];
  if (configProblem !== null) return [{ ...unknown(configProblem), isWhole: true }];
  if (config === null) return [];
  try {
    const settings = await readValue(config, place);
    if (!isRecord(settings)) throw new NotStatic(1, 'it exports no settings');
    return describeAll(settings, place);
  } catch (error) {
    if (!(error instanceof NotStatic)) throw error;
    return [{ ...unknown(error.describe(basename(config))), isWhole: true }];
  }
}

/** Of that name; null where the configuration has none. */
export function chooseEnvironment(
  environments: readonly ConfiguredEnvironment[],
  name: string,
): ConfiguredEnvironment | null {
  const whole = environments.find(({ isWhole }) => isWhole);
  return environments.find((each) => each.name === name) ?? (whole ? { ...whole, name } : null);
}

export function withoutPassword({ name, credentials, problem }: ConfiguredEnvironment): ProjectEnvironment {
  return { name, target: credentials?.target ?? null, problem };
}

export function credentialsOf(environments: readonly ConfiguredEnvironment[], name: string): Credentials {
  const found = chooseEnvironment(environments, name);
  if (found?.credentials) return found.credentials;
  const names = environments.map((each) => each.name).join(', ');
  if (!found)
    throw badInput(`The configuration has no environment “${name}”.`, `It has: ${names || 'none'}.`, 'env');
  throw badInput(found.problem ?? `“${name}” names no database.`, 'Give the URL itself.', 'env');
}

/** Settings at the top are one environment, and stand in for those that have none of their own. */
function describeAll(config: Settings, place: FilePlace): readonly ConfiguredEnvironment[] {
  const isFlat = hasSettings(config);
  const named = Object.entries(config).filter(([name, value]) => {
    const isOwn = isFlat ? hasSettings(value) : isRecord(value) || isUnknown(value);
    return isOwn && name !== 'default';
  });
  const environments = named.map(([name, settings]) => describe(name, settings, place));
  if (!isFlat) return environments;
  return [{ ...describe('development', config, place), isWhole: true }, ...environments];
}

function isUnknown(value: unknown): boolean {
  return value instanceof NotStatic && !(value instanceof NotSet);
}

function describe(name: string, settings: unknown, { env }: FilePlace): ConfiguredEnvironment {
  if (!isRecord(settings)) {
    return unknown(settings instanceof NotStatic ? settings.describe(name) : 'It holds no settings.', name);
  }
  const ledger = attempt(() => readLedgerName(settings));
  const credentials = attempt(() => readCredentials(settings, env));
  return {
    name,
    credentials: ledger.problem === null ? credentials.value : null,
    problem: ledger.problem ?? credentials.problem,
    ledger: ledger.value,
    ledgerProblem: ledger.problem,
    urlVariable: urlVariableOf(settings, env),
    isWhole: false,
    isUnread: false,
  };
}

/** As use_env_variable says, or the one that the URL was taken from. */
function urlVariableOf({ use_env_variable: variable, url }: Settings, env: FilePlace['env']): string | null {
  if (typeof variable === 'string') return variable;
  if (url instanceof NotSet) return url.variable;
  if (typeof url !== 'string' || url === '') return null;
  return Object.keys(env).find((name) => env[name] === url) ?? null;
}

function attempt<T>(look: () => T): { readonly value: T | null; readonly problem: string | null } {
  try {
    return { value: look(), problem: null };
  } catch (error) {
    return { value: null, problem: error instanceof Error ? error.message : String(error) };
  }
}

function unknown(problem: string, name = 'development'): ConfiguredEnvironment {
  return {
    name,
    credentials: null,
    problem,
    ledger: null,
    ledgerProblem: null,
    urlVariable: null,
    isWhole: false,
    isUnread: true,
  };
}

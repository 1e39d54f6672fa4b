/** What an environment of the configuration says, key by key. */
import { isRecord } from './evaluate/values';
import { NotSet, NotStatic } from './readValue';

export type Settings = Readonly<Record<string, unknown>>;

/** What has one of these is an environment. */
const TELLING = ['dialect', 'use_env_variable', 'database', 'url', 'replication'];

export function hasSettings(value: unknown): boolean {
  return isRecord(value) && TELLING.some((name) => name in value);
}

/** null when it is not there; what is needed and is a variable that is not set is told as that. */
export function textOf(settings: Settings, key: string, isNeeded = false): string | null {
  const value = settings[key];
  if (value instanceof NotSet && isNeeded) throw new Error(value.describe());
  if (value === undefined || value === null || value === '' || value instanceof NotSet) return null;
  if (value instanceof NotStatic) throw new Error(value.describe(key));
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new Error(`${key} is no text.`);
}

/** .sequelizerc, which is JavaScript: https://sequelize.org/docs/v6/other-topics/migrations/#the-sequelizerc-file */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { isRecord } from './evaluate/values';
import { type Layer, type LayerKey, type Said, saidOf } from './layer';
import { type FilePlace, NotSet, NotStatic, readValue } from './readValue';

/** Yargs, which reads it for sequelize-cli, takes either spelling. */
const SPELLINGS: Readonly<Record<LayerKey, readonly string[]>> = {
  revisions: ['migrations-path', 'migrationsPath'],
  models: ['models-path', 'modelsPath'],
  config: ['config'],
  environment: ['env'],
  url: ['url'],
};

export async function readSequelizerc(path: string, place: FilePlace): Promise<Layer | null> {
  if (!existsSync(path)) return null;
  const source = basename(path);
  const settings = await settingsOf(path, place);
  const say = (key: LayerKey) =>
    settings instanceof NotStatic ? settings : saidBy(settings, SPELLINGS[key]);
  const said = saidOf({
    revisions: say('revisions'),
    models: say('models'),
    config: say('config'),
    environment: settings instanceof NotStatic ? undefined : say('environment'),
    url: settings instanceof NotStatic ? undefined : say('url'),
  });
  const unknown = Object.values(said).filter((each) => each instanceof NotStatic);
  const notes = [...new Set(unknown)].map((each) => each.describe(source));
  return { source, said, ledger: null, catchErrors: false, notes };
}

async function settingsOf(path: string, place: FilePlace): Promise<Record<string, unknown> | NotStatic> {
  try {
    const settings = await readValue(path, place);
    return isRecord(settings) ? settings : new NotStatic(1, 'it exports no settings');
  } catch (error) {
    if (error instanceof NotStatic) return error;
    throw error;
  }
}

function saidBy(settings: Record<string, unknown>, spellings: readonly string[]): Said | undefined {
  const value = spellings.map((name) => settings[name]).find((each) => each !== undefined);
  if (value === undefined || value === null || value === '' || value instanceof NotSet) return undefined;
  if (typeof value === 'string' || value instanceof NotStatic) return value;
  return new NotStatic(1, `${spellings[0]} is no text`);
}

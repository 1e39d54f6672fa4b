/** The database that one environment's settings lead to, as Sequelize would connect to it. */
import { type Credentials, isLocalHost, parseTarget } from '../../connection/parseTarget';
import type { TlsMode } from '../../connection/profile';
import { badInput } from '../../errors';
import { isRecord } from './evaluate/values';
import { type Environment, NotSet } from './readValue';
import { type Settings, textOf } from './settings';

/** Throws an Error whose message is for people. */
export function readCredentials(given: Settings, env: Environment): Credentials {
  const settings = withWriter(given);
  refuseSessionOptions(settings);
  const url = textOf(settings, 'url') ?? variableOf(settings, env);
  const dialect = textOf(settings, 'dialect');
  if (dialect !== null && !/^postgres/.test(dialect)) throw new Error(`It is a ${dialect} database.`);
  return url === null ? fromFields(settings) : fromUrl(url, settings);
}

/** Of reading and writing servers, revisions are for the one that is written to. */
function withWriter(settings: Settings): Settings {
  const { replication } = settings;
  const writer = isRecord(replication) ? replication.write : undefined;
  return isRecord(writer) ? { ...settings, ...writer } : settings;
}

function variableOf(settings: Settings, env: Environment): string | null {
  const variable = textOf(settings, 'use_env_variable');
  if (variable === null) return null;
  const url = env[variable];
  if (url) return url;
  throw new Error(`The variable ${variable} is not set.`);
}

function fromUrl(url: string, settings: Settings): Credentials {
  const { text, ssl } = takeSsl(url);
  const found = parseTarget({ url: text });
  const { target } = found;
  const isSaid = /[?&]sslmode=/.test(text);
  const tls = isSaid ? target.tls : tlsOf({ ...settings, ...(ssl !== null && { ssl }) }, target.host);
  return { target: { ...target, tls }, password: found.password ?? textOf(settings, 'password') };
}

/** `?ssl=true`, which pg understands and PostgreSQL does not. */
function takeSsl(url: string): { readonly text: string; readonly ssl: boolean | null } {
  const found = /([?&])ssl=(true|1|false|0)(&|$)/.exec(url);
  if (!found) return { text: url, ssl: null };
  const [all, before, value, after] = found;
  const text = url.replace(all, after === '&' ? (before ?? '') : '');
  return { text, ssl: value === 'true' || value === '1' };
}

function fromFields(settings: Settings): Credentials {
  const database = textOf(settings, 'database', true) ?? urlOfVariable(settings);
  const user = textOf(settings, 'username', true) ?? textOf(settings, 'user', true);
  if (!database || !user) throw new Error(`It names no ${database ? 'user' : 'database'}.`);
  const host = textOf(settings, 'host') ?? 'localhost';
  const port = portOf(textOf(settings, 'port'));
  const password = textOf(settings, 'password') ?? undefined;
  return parseTarget({ host, port, database, user, tls: tlsOf(settings, host) }, password);
}

/** Where there is nothing but a URL that is not set, it is the URL that is missing. */
function urlOfVariable(settings: Settings): null {
  textOf(settings, 'url', true);
  return null;
}

function portOf(text: string | null): number {
  const port = Number(text ?? 5432);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new Error(`Its port, ${text}, is none.`);
}

/** Sequelize's own default is no TLS at all; a host elsewhere is verified unless the project says otherwise. */
function tlsOf({ dialectOptions, ssl }: Settings, host: string): TlsMode {
  const stated = (isRecord(dialectOptions) ? dialectOptions.ssl : undefined) ?? ssl;
  const given = stated instanceof NotSet || stated === null ? undefined : stated;
  if (given === false) return 'disable';
  if (given === undefined) return isLocalHost(host) ? 'disable' : 'verify-full';
  return isRecord(given) && given.rejectUnauthorized === false ? 'require' : 'verify-full';
}

/** They change what revisions do: without them a run would not do what the project's own does. */
function refuseSessionOptions({ dialectOptions, quoteIdentifiers }: Settings): void {
  const { options, prependSearchPath } = isRecord(dialectOptions) ? dialectOptions : {};
  const moved = options ? 'dialectOptions.options' : prependSearchPath ? 'prependSearchPath' : null;
  if (moved !== null) {
    throw badInput(
      `Its sessions are set up by ${moved}, which Lockstep does not follow.`,
      'ALTER ROLE … SET search_path says the same for every client; then give the URL itself.',
      'env',
    );
  }
  if (quoteIdentifiers !== false) return;
  throw badInput(
    'It creates tables without quoting their names (quoteIdentifiers: false), which Lockstep does not.',
    'Where your revisions name nothing with capitals, give the URL itself.',
    'env',
  );
}

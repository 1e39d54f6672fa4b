import { parse } from 'pg-connection-string';
import { badInput } from '../errors';
import type { Target, TlsMode } from './profile';

/** A target with the password that goes with it; never leaves core. */
export interface Credentials {
  readonly target: Target;
  /** null: whatever PGPASSWORD or the password file gives. */
  readonly password: string | null;
}

export type Where =
  | { readonly url: string }
  | {
      readonly host: string;
      readonly port: number;
      readonly database: string;
      readonly user: string;
      readonly tls?: TlsMode | undefined;
    };

/** URL parameters that change nothing or that we set ourselves. */
const HARMLESS = new Set(['application_name', 'connect_timeout', 'fallback_application_name']);
const UNDERSTOOD = new Set(['sslmode', 'host', 'port', 'user', 'password', 'dbname']);

/** A URL or fields as the target that will be used; a password in the URL comes along beside it. */
export function parseTarget(where: Where, password?: string): Credentials {
  if ('url' in where) return parseUrl(where.url, password);
  const target = { host: where.host, port: where.port, database: where.database, user: where.user };
  return { target: { ...target, tls: where.tls ?? defaultTls(where.host) }, password: password ?? null };
}

export function isLocalHost(host: string): boolean {
  return host.startsWith('/') || host === 'localhost' || host === '::1' || /^127\./.test(host);
}

export function describeTarget(target: Target): string {
  return `${target.user}@${target.host}:${target.port}/${target.database}`;
}

function defaultTls(host: string): TlsMode {
  return isLocalHost(host) ? 'disable' : 'verify-full';
}

function parseUrl(url: string, password: string | undefined): Credentials {
  const text = url.trim();
  if (!/^postgres(ql)?:\/\//.test(text)) {
    throw badInput(
      'That is not a PostgreSQL URL.',
      'It looks like postgres://user@host:5432/database.',
      'url',
    );
  }
  const parameters = parametersOf(text);
  const parsed = parseOrRefuse(withoutParameters(text));
  const host = (parameters.get('host') || parsed.host || '').replace(/^\[(.*)\]$/, '$1');
  if (host.includes(',')) {
    throw badInput(
      'That URL names several hosts.',
      'Choose one of them: a run must know where it goes.',
      'url',
    );
  }
  const database = parameters.get('dbname') || parsed.database || '';
  const user = parameters.get('user') ?? parsed.user ?? '';
  if (!user) throw badInput('That URL names no user.', 'Write postgres://USER@host/database.', 'url');
  return {
    target: {
      host: host || 'localhost',
      port: parsePort(parameters.get('port') || parsed.port || '5432'),
      database: database || user,
      user,
      tls: parseTls(parameters.get('sslmode'), host || 'localhost'),
    },
    password: password ?? (parameters.get('password') || parsed.password || null),
  };
}

function parametersOf(url: string): URLSearchParams {
  const at = url.indexOf('?');
  const parameters = new URLSearchParams(at < 0 ? '' : url.slice(at + 1));
  for (const name of parameters.keys()) {
    if (HARMLESS.has(name) || UNDERSTOOD.has(name)) continue;
    throw badInput(
      `The URL's parameter “${name}” is not one that Lockstep follows.`,
      'Take it out of the URL, so that what you see is what is used.',
      'url',
    );
  }
  return parameters;
}

function withoutParameters(url: string): string {
  const at = url.indexOf('?');
  return at < 0 ? url : url.slice(0, at);
}

function parseOrRefuse(url: string): ReturnType<typeof parse> {
  try {
    // pg-connection-string leaves %23, %2F and the like in a database's name.
    const database = decodeURIComponent(/^\w+:\/\/[^/]*\/(.*)$/s.exec(url)?.[1] ?? '');
    return { ...parse(url), database };
  } catch {
    throw badInput(
      'That URL can’t be read.',
      'Special characters in the password must be percent-encoded: # is %23, @ is %40, / is %2F.',
      'url',
    );
  }
}

function parsePort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw badInput(
    `“${text}” is not a port.`,
    'A port is a number from 1 to 65535; PostgreSQL’s is 5432.',
    'port',
  );
}

function parseTls(sslmode: string | null, host: string): TlsMode {
  if (sslmode === null) return defaultTls(host);
  if (sslmode === 'disable') return 'disable';
  if (sslmode === 'require' || sslmode === 'no-verify') return 'require';
  if (sslmode === 'verify-full') return 'verify-full';
  throw badInput(
    `sslmode=${sslmode} leaves open whether the connection is encrypted and verified.`,
    'Use sslmode=verify-full, require (encrypted, server not verified) or disable.',
    'url',
  );
}

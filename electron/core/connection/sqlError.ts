import { CoreError, type ErrorInfo, type SqlFailure } from '../errors';
import { describeTarget } from './parseTarget';
import type { Target } from './profile';
import { endsSession, SQLSTATE } from './sqlstates';

/** The fields that the server sends with an error (protocol "ErrorResponse"). */
interface ServerError extends Error {
  readonly code: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly position?: string;
  readonly where?: string;
  readonly constraint?: string;
  readonly table?: string;
}

export function isServerError(thrown: unknown): thrown is ServerError {
  return (
    thrown instanceof Error && 'severity' in thrown && 'code' in thrown && typeof thrown.code === 'string'
  );
}

/** The SQLSTATE of an error of the server, or of one that carries it as its `original` or `cause`. */
export function sqlstateOf(thrown: unknown): string | undefined {
  return serverErrorOf(thrown)?.code;
}

/** Sequelize and Umzug wrap the server's error; this finds it. */
export function serverErrorOf(thrown: unknown, depth = 0): ServerError | undefined {
  if (isServerError(thrown)) return thrown;
  if (!(thrown instanceof Error) || depth > 5) return undefined;
  const inner = 'original' in thrown ? thrown.original : 'parent' in thrown ? thrown.parent : thrown.cause;
  return serverErrorOf(inner, depth + 1);
}

export function isConnectionLost(thrown: unknown): boolean {
  const server = serverErrorOf(thrown);
  if (server) return endsSession(server.code);
  const message = thrown instanceof Error ? thrown.message : '';
  return /Connection terminated|ECONNRESET|EPIPE|not queryable|connection is closed/i.test(message);
}

/** A statement that the server refused, as plain data. */
export function describeSqlError(error: ServerError, sql?: string): SqlFailure {
  const { detail, hint, where, constraint, table } = error;
  const position = error.position === undefined ? undefined : Number(error.position);
  return {
    kind: 'sql-failed',
    message: error.message,
    sqlstate: error.code,
    ...(hint && { hint }),
    ...(detail && { detail }),
    ...(sql && { sql }),
    ...(position && { position }),
    ...(where && { where }),
    ...(constraint && { constraint }),
    ...(table && { table }),
  };
}

/** Why a query of our own failed: lost connection, missing privilege, or the server's refusal. */
export function describeQueryError(thrown: unknown, sql: string): ErrorInfo {
  const server = serverErrorOf(thrown);
  if (isConnectionLost(thrown)) {
    const message = `The connection to the server was lost (${server?.message ?? messageOf(thrown)}).`;
    return { kind: 'connection-lost', message, hint: 'Try again once the server is reachable.' };
  }
  if (!server) return { kind: 'bug', id: 'query', message: messageOf(thrown) };
  if (server.code === SQLSTATE.insufficientPrivilege)
    return { kind: 'not-permitted', message: server.message };
  return describeSqlError(server, sql);
}

/** Why a connection could not be made, and what to do. */
export function describeConnectError(thrown: unknown, target: Target): CoreError {
  const server = isServerError(thrown) ? thrown : undefined;
  const code = errorCode(thrown);
  const where = describeTarget(target);
  const rule = CONNECT_RULES.find((each) => each.matches(server?.code ?? code, messageOf(thrown)));
  return new CoreError({
    kind: 'cannot-connect',
    reason: rule?.reason ?? 'other',
    message: rule ? rule.message(where, target) : `No connection to ${where}: ${messageOf(thrown)}.`,
    hint: rule?.hint ?? 'Check host, port, user and database.',
  });
}

interface ConnectRule {
  readonly reason: Extract<ErrorInfo, { kind: 'cannot-connect' }>['reason'];
  readonly matches: (code: string, message: string) => boolean;
  readonly message: (where: string, target: Target) => string;
  readonly hint: string;
}

const CONNECT_RULES: readonly ConnectRule[] = [
  {
    reason: 'refused',
    matches: (code) => code === 'ECONNREFUSED' || code === 'ENOENT',
    message: (_, target) => `Nothing listens at ${target.host}:${target.port}.`,
    hint: 'Is the server running, and is the port right?',
  },
  {
    reason: 'host-unknown',
    matches: (code) => code === 'ENOTFOUND' || code === 'EAI_AGAIN',
    message: (_, target) => `The host ${target.host} is not known.`,
    hint: 'Check its spelling, your network or VPN.',
  },
  {
    reason: 'timeout',
    matches: (code, message) => code === 'ETIMEDOUT' || code === 'EHOSTUNREACH' || /timeout/i.test(message),
    message: (_, target) => `${target.host}:${target.port} did not answer in time.`,
    hint: 'A firewall or VPN may be in the way, or the server is overloaded.',
  },
  {
    reason: 'authentication',
    matches: (code, message) =>
      code === SQLSTATE.invalidPassword ||
      code === SQLSTATE.invalidAuthorization ||
      /client password must be a string|SASL/.test(message),
    message: (where) => `The server refused the user or password for ${where}.`,
    hint: 'Check the password; the server’s pg_hba.conf may also forbid this user from here.',
  },
  {
    reason: 'no-such-database',
    matches: (code) => code === SQLSTATE.invalidCatalogName,
    message: (_, target) => `There is no database “${target.database}” on ${target.host}:${target.port}.`,
    hint: 'Check its name, or create it.',
  },
  {
    reason: 'too-many-connections',
    matches: (code) => code === SQLSTATE.tooManyConnections,
    message: (where) => `The server has no connection left for ${where}.`,
    hint: 'Lockstep needs three. Close other clients or raise max_connections.',
  },
  {
    reason: 'tls',
    matches: (code, message) => /SSL|TLS|CERT|certificate|self.signed/i.test(`${code} ${message}`),
    message: (where, target) => `No TLS connection (${target.tls}) to ${where} could be made.`,
    hint: 'With a certificate that can’t be verified use sslmode=require; for a server without TLS sslmode=disable.',
  },
];

function errorCode(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

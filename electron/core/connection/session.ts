/**
 * One database session of ours: what it may do, how long it may wait, what it is called.
 * The only file besides the runner's child and the local server that imports pg.
 */
import pg from 'pg';
import { CoreError } from '../errors';
import type { Credentials } from './parseTarget';
import { type Ask, createPatience } from './patience';
import { describeConnectError, describeQueryError } from './sqlError';

/** `plain` has the settings that any client gets. */
export type SessionKind = 'watch' | 'run' | 'interrupt' | 'plain';

export interface SessionOptions {
  readonly kind: SessionKind;
  /** Shown in pg_stat_activity.application_name. */
  readonly name: string;
  readonly connectTimeoutMs?: number;
  /** For what must not hang with the server: a query without an answer for so long ends the session. */
  readonly answersWithinMs?: number;
  /** Over the kind's own. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface QueryOptions {
  /** Planned once and kept in the session under this name: for what is asked every second. */
  readonly keptAs?: string;
  /** Refused by the server where the text is more than one statement. */
  readonly isSingle?: true;
}

export interface Session {
  /** The backend's pid as the server gave it at start-up. */
  readonly pid: number;
  /** The password that worked, which may come from the environment or the password file. */
  readonly password: string | null;
  readonly isLost: boolean;
  /** Rows of one statement; parameters are $1, $2, … Errors are CoreError. */
  query<Row extends object>(
    sql: string,
    parameters?: readonly unknown[],
    options?: QueryOptions,
  ): Promise<readonly Row[]>;
  /** Called once when the server or the network ends the session. */
  onLost(listener: (error: Error) => void): void;
  close(): Promise<void>;
}

/** Values are read as these write them, whatever a role or database has set for itself. */
const LOOKING = { default_transaction_read_only: 'on', DateStyle: 'ISO', extra_float_digits: '1' };

/**
 * Settings go into the startup packet, so that RESET restores them.
 * Timeouts in milliseconds; idle_session_timeout = 0 because a role's own setting would cut our lock session.
 */
const SETTINGS: Readonly<Record<SessionKind, Readonly<Record<string, string>>>> = {
  watch: { ...LOOKING, lock_timeout: '200', statement_timeout: '5000' },
  run: { lock_timeout: '3000', statement_timeout: '30000' },
  interrupt: { ...LOOKING, lock_timeout: '500', statement_timeout: '2000' },
  plain: { ...LOOKING, statement_timeout: '2000' },
};

export async function openSession(credentials: Credentials, options: SessionOptions): Promise<Session> {
  const { target } = credentials;
  const client = new pg.Client({
    ...clientConfig(credentials),
    application_name: options.name,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 5000,
    options: startupOptions({
      ...SETTINGS[options.kind],
      idle_session_timeout: '0',
      ...options.settings,
    }),
  });
  let pid = 0;
  // pg keeps the startup processID to itself; it tells a pooler from a server (see runLock).
  client.connection.once('backendKeyData', (message: { processID: number }) => {
    pid = message.processID;
  });
  const lost = listenForLoss(client);
  const ask = createPatience(client, options.answersWithinMs);
  try {
    await client.connect();
  } catch (error) {
    client.connection.stream.destroy();
    throw describeConnectError(error, target);
  }
  return {
    pid,
    password: client.password ?? credentials.password,
    get isLost() {
      return lost.error !== null;
    },
    query: (sql, parameters, options) => runQuery(client, ask, sql, parameters, options),
    onLost: lost.listen,
    close: () => closeClient(client),
  };
}

/** What pg needs to reach a target; TLS exactly as the profile says. */
export function clientConfig({ target, password }: Credentials): pg.ClientConfig {
  const { host, port, database, user, tls } = target;
  return {
    host,
    port,
    database,
    user,
    ...(password !== null && { password }),
    ssl: tls === 'disable' ? false : { rejectUnauthorized: tls === 'verify-full' },
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
}

export function startupOptions(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value.replaceAll('\\', '\\\\').replaceAll(' ', '\\ ')}`)
    .join(' ');
}

/** https://node-postgres.com/apis/client#clientquery; its published types do not have it. */
type Asked = pg.QueryConfig & { queryMode?: 'extended' };

async function runQuery<Row extends object>(
  client: pg.Client,
  ask: Ask,
  sql: string,
  parameters: readonly unknown[] = [],
  { keptAs, isSingle }: QueryOptions = {},
): Promise<readonly Row[]> {
  try {
    const asked: Asked = {
      text: sql,
      values: [...parameters],
      ...(keptAs !== undefined && { name: keptAs }),
      ...(isSingle && { queryMode: 'extended' }),
    };
    const result = await ask(() => client.query<Row>(asked));
    return result.rows;
  } catch (error) {
    throw new CoreError(describeQueryError(error, sql));
  }
}

function listenForLoss(client: pg.Client) {
  const listeners: ((error: Error) => void)[] = [];
  const state: { error: Error | null } = { error: null };
  const lose = (error: Error) => {
    if (state.error) return;
    state.error = error;
    for (const listener of listeners) listener(error);
  };
  client.on('error', lose);
  client.on('end', () => lose(new Error('the session ended')));
  return {
    get error() {
      return state.error;
    },
    listen(listener: (error: Error) => void) {
      if (state.error) listener(state.error);
      else listeners.push(listener);
    },
  };
}

async function closeClient(client: pg.Client): Promise<void> {
  const goodbye = client.end().catch(() => undefined);
  const patience = new Promise((resolve) => setTimeout(resolve, 1000).unref());
  await Promise.race([goodbye, patience]);
  client.connection.stream.destroy();
}

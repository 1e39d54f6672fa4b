/**
 * The one connection on which revisions run: Sequelize's own, made by Sequelize as it always does,
 * then pinned, so that every query of a revision, with a transaction option or without, is on it.
 */
import pg from 'pg';
import type { Options, QueryInterface, Sequelize, Transaction } from 'sequelize';
import { clientConfig, startupOptions } from '../../connection/session';
import { describeConnectError } from '../../connection/sqlError';
import type { BeginMessage } from '../runnerProtocol';
import { loadSequelize, type SequelizeModule } from './loadSequelize';
import { type StatementTrace, type TraceListeners, traceStatements } from './statementTrace';

export interface WorkSession {
  readonly pid: number;
  readonly sequelize: Sequelize;
  readonly SequelizeClass: SequelizeModule['Sequelize'];
  readonly queryInterface: QueryInterface;
  readonly trace: StatementTrace;
  /** A statement of a .sql revision: traced, as if the project's code had sent it. */
  run(sql: string): Promise<unknown>;
  /** Our own statements: not traced, allowed when the project's code may send nothing. */
  send(sql: string, values?: readonly unknown[]): Promise<pg.QueryResult>;
  /** Several of them in one message; what went wrong is answered, not thrown. */
  sendAll(sql: string): Promise<SentAll>;
  transactionStatus(): string | null;
  /** Whether `sequelize.transaction()` means a SAVEPOINT in our transaction, or a transaction of its own. */
  mapTransactions(mode: 'savepoint' | 'real'): void;
  close(): Promise<void>;
}

export interface SentAll {
  /** Command tags, such as COMMIT, of the statements that have ended well: a failed one ends the message. */
  readonly ended: readonly string[];
  /** Of the last one; null when something was thrown. */
  readonly last: pg.QueryResult | null;
  readonly thrown: unknown;
}

/** What Sequelize sets on each of its connections; repeated after RESET ALL. */
export const SEQUELIZE_SETTINGS =
  "SET standard_conforming_strings=on; SET client_min_messages TO warning; SET TIME ZONE INTERVAL '+00:00' HOUR TO MINUTE";

/** Loads what every session needs, which is most of what a small run takes. */
export function prepareSequelize(projectFolder: string): void {
  const module = loadSequelize(projectFolder, false);
  // It loads a dialect only when it is made.
  new module.Sequelize({ dialect: 'postgres', dialectModule: pg, logging: false });
}

export async function openWorkSession(begin: BeginMessage, listeners: TraceListeners): Promise<WorkSession> {
  const needsCode = begin.steps.some(({ format }) => format !== 'sql');
  const module = loadSequelize(begin.projectFolder, needsCode);
  const sequelize = createSequelize(module, begin);
  const client = await connect(sequelize, begin);
  const { trace, send } = traceStatements(client, listeners);
  pinConnection(module, sequelize, client);
  await bestEffortSettings(send);
  const pid = await send('SELECT pg_backend_pid() AS pid');
  return {
    pid: pid.rows[0].pid,
    sequelize,
    SequelizeClass: module.Sequelize,
    queryInterface: sequelize.getQueryInterface(),
    trace,
    run: (sql) => client.query(sql),
    send,
    sendAll: (sql) => sendAll(client, send, sql),
    transactionStatus: () => client.getTransactionStatus(),
    mapTransactions: transactionMapper(module, sequelize, client),
    close: () => client.end(),
  };
}

async function sendAll(client: pg.Client, send: WorkSession['send'], sql: string): Promise<SentAll> {
  const ended: string[] = [];
  const note = ({ text }: { readonly text: string }) => ended.push(text);
  client.connection.on('commandComplete', note);
  try {
    return { ended, last: lastResult(await send(sql)), thrown: null };
  } catch (thrown) {
    return { ended, last: null, thrown };
  } finally {
    client.connection.off('commandComplete', note);
  }
}

/** Of a message with several statements. */
export function lastResult(answer: pg.QueryResult | readonly pg.QueryResult[]): pg.QueryResult {
  const result = Array.isArray(answer) ? answer.at(-1) : answer;
  return result;
}

function createSequelize(module: SequelizeModule, begin: BeginMessage): Sequelize {
  const config = clientConfig(begin.credentials);
  const settings = { lock_timeout: String(begin.lockTimeoutMs), idle_session_timeout: '0' };
  const options: Options & { readonly databaseVersion: string } = {
    dialect: 'postgres',
    dialectModule: pg,
    host: begin.credentials.target.host,
    port: begin.credentials.target.port,
    database: begin.credentials.target.database,
    username: begin.credentials.target.user,
    ...(begin.credentials.password !== null && { password: begin.credentials.password }),
    // Known already: without it Sequelize opens a connection just to ask.
    databaseVersion: begin.serverVersion,
    logging: false,
    pool: { max: 1, min: 0, idle: 1e9, evict: 1e9 },
    dialectOptions: {
      application_name: begin.applicationName,
      ssl: config.ssl,
      keepAlive: true,
      options: startupOptions({ ...settings, idle_in_transaction_session_timeout: '0' }),
    },
  };
  return new module.Sequelize(options);
}

interface ConnectionManager {
  getConnection(options?: unknown): Promise<unknown>;
  releaseConnection(connection: unknown): void;
}

function managerOf(sequelize: Sequelize): ConnectionManager {
  // Public in JavaScript, missing in Sequelize's types.
  return (sequelize as Sequelize & { connectionManager: ConnectionManager }).connectionManager;
}

async function connect(sequelize: Sequelize, begin: BeginMessage): Promise<pg.Client> {
  try {
    const connection = await managerOf(sequelize).getConnection({ type: 'write' });
    if (connection instanceof pg.Client) return connection;
  } catch (error) {
    const cause = error instanceof Error && 'original' in error ? error.original : error;
    throw describeConnectError(cause, begin.credentials.target);
  }
  throw new Error('Sequelize gave a connection that is not one of pg.');
}

function pinConnection(module: SequelizeModule, sequelize: Sequelize, client: pg.Client): void {
  const manager = managerOf(sequelize);
  // Version 5 calls methods on the answer that only its own promises have.
  const PromiseClass = (module as { readonly Promise?: PromiseConstructor }).Promise ?? Promise;
  manager.getConnection = () => PromiseClass.resolve(client);
  manager.releaseConnection = () => undefined;
  // A revision that closes "its" Sequelize would close ours.
  sequelize.close = async () => undefined;
}

/** Sessions of a dead client end within a second, on systems where the server can tell (14+). */
async function bestEffortSettings(send: WorkSession['send']): Promise<void> {
  await send("SET client_connection_check_interval TO '1s'").catch(() => undefined);
}

/**
 * Sequelize makes a SAVEPOINT of a transaction that has a parent. The root is a Transaction that was never
 * begun by Sequelize: its BEGIN and COMMIT are ours.
 */
function transactionMapper(module: SequelizeModule, sequelize: Sequelize, client: pg.Client) {
  const original = sequelize.transaction.bind(sequelize) as (...parameters: unknown[]) => Promise<unknown>;
  const mapped =
    (root: Transaction) =>
    (first?: unknown, second?: unknown): Promise<unknown> => {
      const callback = typeof first === 'function' ? first : second;
      const options = typeof first === 'object' && first !== null ? first : {};
      const nested = { transaction: root, ...options };
      return callback ? original(nested, callback) : original(nested);
    };
  return (mode: 'savepoint' | 'real') => {
    const replacement = mode === 'real' ? original : mapped(rootTransaction(module, sequelize, client));
    Object.defineProperty(sequelize, 'transaction', { value: replacement, configurable: true });
  };
}

function rootTransaction(module: SequelizeModule, sequelize: Sequelize, client: pg.Client): Transaction {
  const TransactionClass = module.Transaction as unknown as new (
    sequelize: Sequelize,
    options: object,
  ) => Transaction;
  const root = new TransactionClass(sequelize, {});
  return Object.assign(root, { connection: client });
}

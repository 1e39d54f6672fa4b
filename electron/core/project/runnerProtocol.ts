/**
 * What core and the runner's child say to each other. What comes from the child is checked:
 * a project's code shares its process and could send anything, so nothing here is ever believed
 * about success; that is read from the database.
 */
import { z } from 'zod';
import type { Credentials } from '../connection/parseTarget';
import type { ErrorInfo } from '../errors';
import type { LedgerColumns } from '../revisions/ledger';
import type { Direction } from '../revisions/plan';
import type { Backend } from '../revisions/workBackend.sql';
import type { RevisionFormat } from './project';

export interface RunnerStep {
  readonly name: string;
  /** Another than `name` where the file's extension has changed since it ran. */
  readonly ledgerName: string;
  readonly path: string;
  readonly format: RevisionFormat;
  readonly checksum: string;
  readonly downPath: string | null;
  /** The file says that it must not run in a transaction. */
  readonly declaredNone: boolean;
  /** The file's own lock_timeout; null: the run's. */
  readonly lockTimeoutMs: number | null;
}

/** Where the child writes that a revision has run. */
export interface LedgerTarget {
  /** Quoted and qualified. */
  readonly ledgerSql: string;
  readonly columns: LedgerColumns;
  /** Quoted and qualified; null where the log can't be written. */
  readonly logSql: string | null;
}

export interface BeginMessage {
  readonly type: 'begin';
  readonly runId: string;
  readonly runBy: string;
  readonly direction: Direction;
  readonly projectFolder: string;
  /** Added to process.env before any of the project's code is loaded. */
  readonly codeEnv: Readonly<Record<string, string>>;
  readonly credentials: Credentials;
  readonly applicationName: string;
  /** As semver, which Sequelize compares it as: 18.4.0. */
  readonly serverVersion: string;
  readonly steps: readonly RunnerStep[];
  readonly ledger: LedgerTarget;
  /** Text that the run lock and the fence are hashed from. */
  readonly lockName: string;
  /** The session that holds the run lock: a revision begins only while it lives. */
  readonly lockBackend: Backend;
  readonly lockTimeoutMs: number;
  /** Tries in all when a lock is not to be had. */
  readonly lockTries: number;
  /**
   * Set where it runs on the twin: the names of the revisions whose statements are told in full, as `captured`.
   * The code reaches no other server meanwhile: what it would do there is not what was asked for.
   */
  readonly capture: readonly string[] | null;
}

/** Sent as soon as the child starts, so that it loads what any run needs while core still asks the database. */
export interface PrepareMessage {
  readonly type: 'prepare';
  readonly projectFolder: string;
}

/** The project's models are to be synchronised into a scratch database; answered with `models`. */
export interface SyncMessage {
  readonly type: 'sync-models';
  readonly projectFolder: string;
  readonly modelsPath: string;
  readonly codeEnv: Readonly<Record<string, string>>;
  readonly credentials: Credentials;
  /** As semver. */
  readonly serverVersion: string;
}

export interface ModelTable {
  readonly schema: string;
  readonly table: string;
  /** Names of indexes that the model itself says; all others Sequelize or PostgreSQL has made up. */
  readonly statedIndexes: readonly string[];
}

export type ToRunner =
  | PrepareMessage
  | BeginMessage
  | SyncMessage
  /** Nothing new may start or be sent. */
  | { readonly type: 'cancel' };

const errorInfo = z.custom<ErrorInfo>(
  (value) => typeof value === 'object' && value !== null && 'kind' in value && 'message' in value,
);
const transaction = z.enum(['own', 'none']);
const name = z.string().max(1000);

const runEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('step-begun'), name, transaction, tries: z.number() }),
  z.object({ type: z.literal('statement'), sql: z.string(), at: z.number() }),
  z.object({ type: z.literal('statement-ended'), durationMs: z.number() }),
  z.object({
    type: z.literal('captured'),
    name,
    sql: z.string(),
    /** Of its bind parameters, as SQL literals. */
    values: z.array(z.string()),
    /** Why the server refused it; null when it ran. */
    error: z.string().nullable(),
  }),
  z.object({ type: z.literal('retrying'), name, pauseMs: z.number(), error: errorInfo }),
  z.object({
    type: z.literal('step-ended'),
    name,
    status: z.enum(['applied', 'failed', 'rolled-back', 'interrupted']),
    transaction,
    durationMs: z.number(),
    error: errorInfo.nullable(),
    /** Statements that had run when it ended. */
    statementCount: z.number(),
  }),
]);
export type RunEvent = z.infer<typeof runEvent>;

export const fromRunner = z.discriminatedUnion('type', [
  z.object({ type: z.literal('refused'), revision: name.nullable(), error: errorInfo }),
  z.object({ type: z.literal('connected'), pid: z.number(), backendStart: z.string() }),
  z.object({ type: z.literal('socket'), localPort: z.number() }),
  z.object({ type: z.literal('events'), events: z.array(runEvent) }),
  z.object({ type: z.literal('exiting'), revision: name.nullable(), code: z.number() }),
  z.object({
    type: z.literal('models'),
    tables: z
      .array(z.object({ schema: name, table: name, statedIndexes: z.array(name).max(1000).readonly() }))
      .max(100_000),
  }),
  z.object({ type: z.literal('ended') }),
]);
export type FromRunner = z.infer<typeof fromRunner>;

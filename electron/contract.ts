/**
 * THE boundary: every procedure, event and error that the page and the core share.
 * Inputs are schemas and checked at the boundary; outputs are plain data and typed.
 * `kind` says how a call is treated: read; write (one at a time per connection); interrupt (never queued).
 */
import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import type {
  Choice,
  CompareSnapshot,
  Comparison,
  ObjectView,
  ProofSnapshot,
  RevisionsPlan,
  SavedCatalog,
} from './core/catalog/comparison/comparison';
import type { ConnectionSummary, ServerFacts, Target, TestStep } from './core/connection/profile';
import type { DemoStatus } from './core/demo/demo';
import type { ErrorInfo } from './core/errors';
import type { Explanation } from './core/indexes/explain/explainOnTwin';
import type { IndexAdvice } from './core/indexes/indexAdvice';
import type { TargetAdviceSnapshot } from './core/indexes/workload/adviseTarget';
import type { AdviceSnapshot } from './core/indexes/workload/workloadInput';
import type { Freeing } from './core/locks/freeing';
import type { IncidentFile, Recording } from './core/locks/record/recording';
import type { AwaitedRow, LockableTables, LockedRowsSnapshot, TriedRow } from './core/locks/rows/lockedRows';
import type { SignalReport } from './core/locks/signal/signalReport';
import type { LockSnapshot, LockWatch } from './core/locks/snapshot';
import type { FolderListing, ProjectEnvironment, ProjectSummary } from './core/project/project';
import type { QueryFindings } from './core/queries/queryCalls';
import type { FileChangePlan } from './core/revisions/authoring/fileChange';
import type { History } from './core/revisions/history';
import type { Leftovers } from './core/revisions/leftovers';
import type { CaptureSnapshot } from './core/revisions/offline/handOff';
import type { Plan } from './core/revisions/plan';
import type { LogRecord, TextDifference } from './core/revisions/revisionLog';
import type { RunSnapshot } from './core/revisions/runSnapshot';
import type { StampPlan } from './core/revisions/stamp';
import type { PlanTwinCard } from './core/twin/planner/planDatabase';
import type { RefreshSnapshot } from './core/twin/planner/refreshPlanTwin';

export type {
  ChangeRow,
  Choice,
  CompareSnapshot,
  Comparison,
  ObjectView,
  ProofSnapshot,
  ProofStep,
  RenameAnswer,
  RenameQuestion,
  RevisionsPlan,
  RowAction,
  SavedCatalog,
  Side,
  Source,
  Statement,
} from './core/catalog/comparison/comparison';
export type {
  ConnectionRole,
  ConnectionSummary,
  ServerFacts,
  Target,
  TestStep,
  TlsMode,
} from './core/connection/profile';
export type { DemoStatus } from './core/demo/demo';
export type { Blocker, ErrorInfo, RunnerHolder } from './core/errors';
export type { Explanation, TriedIndex } from './core/indexes/explain/explainOnTwin';
export type { DismissedSuggestion } from './core/indexes/fetchSuggestions';
export type { AdvisedWorkload, IndexAdvice } from './core/indexes/indexAdvice';
export type { HelpedQuery, PlanNode, Suggestion, SuggestionKind } from './core/indexes/suggestion';
export type { TargetAdviceSnapshot } from './core/indexes/workload/adviseTarget';
export type { AdviceSnapshot } from './core/indexes/workload/workloadInput';
export type { FreedSessions, Freeing, FreeingMeans, LockParty, StillWaiting } from './core/locks/freeing';
export type { LockMode } from './core/locks/lockModes';
export type { IncidentFile, RecordedPoint, Recording } from './core/locks/record/recording';
export type {
  AwaitedRow,
  KeyCondition,
  LockableTable,
  LockableTables,
  LockedRow,
  LockedRowsSnapshot,
  RowLocker,
  RowLockMode,
  RowTier,
  RowValues,
  Sureness,
  TriedRow,
} from './core/locks/rows/lockedRows';
export type { SignalOutcome, SignalReport } from './core/locks/signal/signalReport';
export type {
  BlockKind,
  HiddenFacts,
  IndexProgress,
  LockEdge,
  LockRoot,
  LockSeen,
  LockSession,
  LockSetting,
  LockSnapshot,
  LockTarget,
  LockTargetKind,
  LockWatch,
  PreparedTransaction,
  ReplicationSlot,
  SampleFailure,
  SessionKind,
} from './core/locks/snapshot';
export type {
  FolderListing,
  ProjectEnvironment,
  ProjectSummary,
  RevisionFormat,
} from './core/project/project';
export type { FindingKind } from './core/queries/finding';
export type { ListedFinding, QueryFindings } from './core/queries/queryCalls';
export type { CountedWorkload, EnableStep, NoWorkload } from './core/queries/workload';
export type { FileChange, FileChangePlan } from './core/revisions/authoring/fileChange';
export type {
  Attempt,
  Finding,
  History,
  LogState,
  RevisionRow,
  RevisionState,
  TransactionMode,
} from './core/revisions/history';
export type { Leftover, Leftovers } from './core/revisions/leftovers';
export type { CaptureSnapshot, HandOff, HandOffStep } from './core/revisions/offline/handOff';
export type { Direction, Plan, PlanStep, Refusal } from './core/revisions/plan';
export type { LogRecord, TextDifference } from './core/revisions/revisionLog';
export type {
  RunFailure,
  RunOutcome,
  RunPhase,
  RunSnapshot,
  StatementSnapshot,
  StepSnapshot,
  StepStatus,
} from './core/revisions/runSnapshot';
export type { StampPlan } from './core/revisions/stamp';
export type { PlanTwinCard } from './core/twin/planner/planDatabase';
export type { RefreshSnapshot } from './core/twin/planner/refreshPlanTwin';

export interface CallMeta {
  readonly kind: 'read' | 'write' | 'interrupt';
}

export interface AppInfo {
  readonly version: string;
  readonly host: 'desktop' | 'browser';
  /** Whether projects.choose opens the system's own folder dialog. */
  readonly hasFolderDialog: boolean;
  /** The operating system's user and host, as the log will have them. */
  readonly userAtHost: string;
}

/** A revision's text, for reading. */
export interface RevisionSource {
  readonly name: string;
  readonly format: 'js' | 'ts' | 'sql';
  readonly text: string;
  /** .sql only: the text that undoes it. */
  readonly downText: string | null;
}

const base = oc
  .$meta<CallMeta>({ kind: 'read' })
  .errors({ LOCKSTEP: { status: 500, message: 'Lockstep error', data: type<ErrorInfo>() } });
const write = base.meta({ kind: 'write' });
const interrupt = base.meta({ kind: 'interrupt' });

const id = z.string().min(1).max(100);
const path = z
  .string()
  .min(1)
  .max(4096)
  .refine((text) => !text.includes('\0'), 'a path can’t contain NUL');
const revisionName = z.string().min(1).max(255);
const targetName = z.string().min(1).max(300);
const pair = { connectionId: id, projectId: id };
const direction = z.enum(['up', 'down']);

const label = z
  .string()
  .max(100)
  .regex(/^[\w.-]+$/, 'letters, digits, dot, hyphen and underscore');
const message = z.string().trim().min(1).max(200);
const revisionNames = z.array(revisionName).max(100);
/** Production: the database's name as typed. */
const databaseName = z.string().max(63).optional();
const planId = z.string().max(100);

const connection = { connectionId: id };
const backend = {
  pid: z.number().int().min(1).max(2_147_483_647),
  /** As the snapshot says it: a pid that is somebody else's by now is not signalled. */
  backendStart: z.string().min(1).max(40),
};
const gid = z.string().min(1).max(200);
const objectName = z.string().min(1).max(63);
const table = z.object({ schema: objectName, name: objectName });
const ctid = z.string().regex(/^\(\d{1,10},\d{1,5}\)$/, 'a ctid, such as (0,1)');
const keyCondition = z.object({
  column: objectName,
  operator: z.enum(['=', '<', '<=', '>', '>=']),
  value: z.string().max(1000),
});

const revisionFormat = z.enum(['js', 'mjs', 'cjs', 'ts', 'sql']);

/** One side of a comparison. */
const source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('connection'), connectionId: id }),
  z.object({ kind: z.literal('models') }),
  z.object({ kind: z.literal('applied') }),
  z.object({ kind: z.literal('saved'), catalogId: id }),
]);
/** In a message that is small enough for the socket, whatever its letters. */
const filePart = z.string().max(150_000);
const rowId = z.string().min(1).max(2000);
const rowIds = z.array(rowId).max(100_000);
const chosen = { comparisonId: id, chosen: rowIds };
const renameAnswers = z.array(z.object({ questionId: rowId, isRename: z.boolean() })).max(1000);

/** `revision`: makes `from` as `to` is. For what was changed by hand: `adopt` it, or `revert` it. */
const generation = {
  ...pair,
  ...chosen,
  as: z.enum(['revision', 'adopt', 'revert']),
  message,
  format: revisionFormat.optional(),
  parents: revisionNames.optional(),
};

const suggestionId = z.string().min(1).max(100);
/** One statement, as pasted or as counted. */
const statementSql = z.string().trim().min(1).max(100_000);
const suggestionFiles = {
  ...pair,
  ids: z.array(suggestionId).min(1).max(500),
  message,
  format: revisionFormat.optional(),
  parents: revisionNames.optional(),
  /** A revision for each. */
  separately: z.boolean(),
};

/** What to do to the files of a project: a new revision, a merge of heads, a branch moved on top of another. */
export const authoringInput = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('revision'),
    message,
    format: revisionFormat.optional(),
    parents: revisionNames.optional(),
    branch: label.optional(),
    splice: z.boolean().optional(),
    dependsOn: revisionNames.optional(),
  }),
  z.object({
    kind: z.literal('merge'),
    heads: revisionNames.optional(),
    message: message.optional(),
    branch: label.optional(),
  }),
  z.object({ kind: z.literal('rebase'), head: revisionName, onto: revisionName }),
]);
export type AuthoringInput = z.infer<typeof authoringInput>;

/** Where to connect: a URL, or fields. Either may come with a password, which never comes back. */
export const connectionInput = z.object({
  name: z.string().max(100).optional(),
  role: z.enum(['development', 'staging', 'production']),
  where: z.union([
    z.object({ url: z.string().min(1).max(4096) }),
    z.object({
      host: z.string().min(1).max(255),
      port: z.number().int().min(1).max(65535),
      database: z.string().min(1).max(63),
      user: z.string().min(1).max(63),
      tls: z.enum(['disable', 'require', 'verify-full']).optional(),
    }),
  ]),
  password: z.string().max(1000).optional(),
});
export type ConnectionInput = z.infer<typeof connectionInput>;

export const contract = {
  app: {
    info: base.output(type<AppInfo>()),
    /** Pushes the demo's status now and at every change. */
    watchDemo: base.output(eventIterator(type<DemoStatus>())),
  },
  connections: {
    list: base.output(type<readonly ConnectionSummary[]>()),
    /** The effective target of what the form holds, without connecting. */
    describe: base.input(connectionInput).output(type<Target>()),
    /** Connects and checks, step by step; pushes the whole checklist at each change. */
    test: base.input(connectionInput).output(eventIterator(type<readonly TestStep[]>())),
    add: write.input(connectionInput).output(type<ConnectionSummary>()),
    /** A profile for a database of the project's configuration; its password is kept in memory. */
    addFromProject: write
      .input(
        z.object({
          projectId: id,
          environment: z.string().min(1).max(100),
          role: z.enum(['development', 'staging', 'production']),
        }),
      )
      .output(type<ConnectionSummary>()),
    remove: write.input(z.object({ connectionId: id })).output(type<void>()),
    /** Connects the watch session and says what the server is; a password is kept in memory. */
    open: base
      .input(z.object({ connectionId: id, password: z.string().max(1000).optional() }))
      .output(type<ServerFacts>()),
  },
  projects: {
    list: base.output(type<readonly ProjectSummary[]>()),
    /** Sub-folders of a folder (null: the home folder), for the chooser of the browser host. */
    browse: base.input(z.object({ folder: path.nullable() })).output(type<FolderListing>()),
    /** The system's folder dialog; null when the user cancels. */
    choose: base.output(type<string | null>()),
    add: write.input(z.object({ folder: path })).output(type<ProjectSummary>()),
    remove: write.input(z.object({ projectId: id })).output(type<void>()),
    /** Allows the folder's code to run from now on. */
    trust: write.input(z.object({ projectId: id })).output(type<ProjectSummary>()),
    /** The databases that the project's own configuration names. */
    environments: base.input(z.object({ projectId: id })).output(type<readonly ProjectEnvironment[]>()),
    /** Lays out a new project in a folder: what is there already is left as it is. */
    init: write.input(z.object({ folder: path })).output(type<ProjectSummary>()),
  },
  revisions: {
    history: base.input(z.object(pair)).output(type<History>()),
    plan: base.input(z.object({ ...pair, direction, target: targetName })).output(type<Plan>()),
    source: base.input(z.object({ projectId: id, name: revisionName })).output(type<RevisionSource>()),
    /** What the log says of one revision, newest first, at most 200. */
    log: base.input(z.object({ ...pair, name: revisionName })).output(type<readonly LogRecord[]>()),
    /** The SQL of what a plan would run, captured on the local server; pushes progress, then the result. */
    captureSql: base
      .input(
        z.object({
          ...pair,
          direction,
          /** A target, or a range A:B. */
          target: targetName,
        }),
      )
      .output(eventIterator(type<CaptureSnapshot>())),
    planStamp: base
      .input(z.object({ ...pair, targets: z.array(targetName).min(1).max(50), purge: z.boolean() }))
      .output(type<StampPlan>()),
    stamp: write
      .input(
        z.object({
          ...pair,
          targets: z.array(targetName).min(1).max(50),
          purge: z.boolean(),
          planId,
          databaseName,
        }),
      )
      .output(type<StampPlan>()),
    /** An applied revision's text as it ran and as it is. */
    difference: base.input(z.object({ ...pair, name: revisionName })).output(type<TextDifference>()),
    /** Records the changed file's checksum as right, with who and why. */
    accept: write
      .input(
        z.object({
          ...pair,
          name: revisionName,
          checksum: z.string().length(64),
          reason: message,
          databaseName,
        }),
      )
      .output(type<void>()),
    leftovers: base.input(z.object({ ...pair, name: revisionName })).output(type<Leftovers>()),
    /** Runs the repair that `leftovers` shows, and says what the revision is from now on. */
    repair: write
      .input(
        z.object({
          ...pair,
          name: revisionName,
          planId,
          /** Pending: it is to run again. Applied: what it did is complete. */
          as: z.enum(['pending', 'applied']),
          databaseName,
        }),
      )
      .output(type<void>()),
    /** What the change would do to the files. */
    planFiles: base.input(z.object({ ...pair, authoring: authoringInput })).output(type<FileChangePlan>()),
    writeFiles: write
      .input(z.object({ ...pair, authoring: authoringInput, planId }))
      .output(type<FileChangePlan>()),
    /** Opens the file in the user's editor. */
    edit: write.input(z.object({ projectId: id, name: revisionName })).output(type<void>()),
  },
  catalog: {
    /** Reads both sides and compares them; pushes progress, then the comparison. */
    compare: base
      .input(
        z.object({
          ...pair,
          from: source,
          to: source,
          /** Names of schemas (empty: all), and patterns with * for `schema.table`. */
          scope: z
            .object({
              schemas: z.array(z.string().max(63)).max(1000),
              excludeTables: z.array(z.string().max(200)).max(1000),
            })
            .default({ schemas: [], excludeTables: [] }),
        }),
      )
      .output(eventIterator(type<CompareSnapshot>())),
    /** Remembers the answers for the project, and compares what was read once more by them. */
    answerRenames: write
      .input(z.object({ projectId: id, comparisonId: id, answers: renameAnswers }))
      .output(type<Comparison>()),
    /** One object as both sides have it, for reading side by side. */
    object: base.input(z.object({ comparisonId: id, rowId })).output(type<ObjectView>()),
    /** The SQL of exactly these rows and what they need. */
    choose: base.input(z.object(chosen)).output(type<Choice>()),
    /** Tries the chosen rows' SQL on a copy: that it makes both sides equal, and that its reverse leads back. */
    prove: base.input(z.object(chosen)).output(eventIterator(type<ProofSnapshot>())),
    planRevisions: base.input(z.object(generation)).output(type<RevisionsPlan>()),
    writeRevisions: write
      .input(z.object({ ...generation, planId, databaseName }))
      .output(type<RevisionsPlan>()),
    /** A side as the text of a file. */
    save: base
      .input(z.object({ comparisonId: id, side: z.enum(['from', 'to']) }))
      .output(type<{ readonly name: string; readonly text: string }>()),
    /** A part of a file that is too long for one message; `load` gets the last one. */
    upload: base
      .input(z.object({ uploadId: id.nullable(), text: filePart }))
      .output(type<{ readonly uploadId: string }>()),
    /** A saved file's text, kept until the app closes. */
    load: base
      .input(
        z.object({ name: z.string().min(1).max(255), uploadId: id.nullable().default(null), text: filePart }),
      )
      .output(type<SavedCatalog>()),
  },
  indexes: {
    /** What is suggested now, with what the plan twin has advised since the app began. */
    suggestions: base.input(z.object(pair)).output(type<IndexAdvice>()),
    /** The copy without rows that plans as the target does; null: it was never made. */
    twin: base.input(z.object(pair)).output(type<PlanTwinCard | null>()),
    refreshTwin: base.input(z.object(pair)).output(eventIterator(type<RefreshSnapshot>())),
    /** Indexes for what is counted, tried on the plan twin; pushes progress, then the advice. */
    advise: base.input(z.object(pair)).output(eventIterator(type<TargetAdviceSnapshot>())),
    /** Indexes for one statement. */
    adviseStatement: base
      .input(z.object({ ...pair, sql: statementSql }))
      .output(eventIterator(type<AdviceSnapshot>())),
    /** A statement’s plan on the twin, and with candidates: CREATE INDEX statements. */
    explain: base
      .input(z.object({ ...pair, sql: statementSql, candidates: z.array(statementSql).max(20) }))
      .output(type<Explanation>()),
    /** Suggests it no more; remembered in a file of the project. */
    dismiss: write.input(z.object({ ...pair, id: suggestionId, why: message })).output(type<void>()),
    restore: write.input(z.object({ ...pair, id: suggestionId })).output(type<void>()),
    planRevisions: base.input(z.object(suggestionFiles)).output(type<FileChangePlan>()),
    writeRevisions: write.input(z.object({ ...suggestionFiles, planId })).output(type<FileChangePlan>()),
  },
  queries: {
    /** What is wrong with what pg_stat_statements counts, or how to have it count. */
    findings: base.input(z.object(pair)).output(type<QueryFindings>()),
  },
  runs: {
    start: write
      .input(
        z.object({
          ...pair,
          direction,
          target: targetName,
          planId,
          /** Refusals that the user decided to override for this run. */
          override: z.array(z.enum(['out-of-order', 'missing', 'changed', 'interrupted'])).default([]),
          databaseName,
        }),
      )
      .output(type<{ readonly runId: string }>()),
    /** Pushes snapshots until the run has ended; the last one has phase `ended`. */
    watch: base.input(z.object({ runId: id })).output(eventIterator(type<RunSnapshot>())),
    /** The latest run of a connection and project in this app, if any. */
    latest: base.input(z.object(pair)).output(type<RunSnapshot | null>()),
    cancel: interrupt.input(z.object({ runId: id })).output(type<void>()),
  },
  locks: {
    /** Pushes a sample now and every so often; all who watch a connection share its samples. */
    watch: base
      .input(z.object({ ...connection, everyMs: z.number().int().min(500).max(30_000) }))
      .output(eventIterator(type<LockWatch>())),
    /** What ending a session or a prepared transaction would set free, by the latest sample. */
    freeing: base
      .input(z.object({ ...connection, of: z.union([z.object(backend), z.object({ gid })]) }))
      .output(type<Freeing>()),
    /** Ends the session's statement. */
    cancel: interrupt
      .input(z.object({ ...connection, ...backend, databaseName }))
      .output(type<SignalReport>()),
    /** Ends the session. */
    terminate: interrupt
      .input(z.object({ ...connection, ...backend, databaseName }))
      .output(type<SignalReport>()),
    rollbackPrepared: interrupt
      .input(z.object({ ...connection, gid, databaseName }))
      .output(type<SignalReport>()),
    /** The samples of the last 30 minutes in which somebody waited, as a timeline. */
    recorded: base.input(z.object(connection)).output(type<Recording>()),
    sample: base.input(z.object({ ...connection, id: z.number().int().min(0) })).output(type<LockSnapshot>()),
    exportIncident: base
      .input(
        z.object({
          ...connection,
          format: z.enum(['json', 'markdown']),
          from: z.string().max(40).optional(),
          to: z.string().max(40).optional(),
        }),
      )
      .output(type<IncidentFile>()),
    /** Tables to choose, those with waiters first, at most 500; `search` is a part of the name. */
    tables: base
      .input(z.object({ ...connection, search: z.string().max(130).optional() }))
      .output(type<LockableTables>()),
    /** Pushes what is found while the table is read, range by range. Stops when nobody listens. */
    rows: base
      .input(
        z.object({
          ...connection,
          table,
          columns: z.array(objectName).max(20).optional(),
          where: z.array(keyCondition).max(20).optional(),
          pauseMs: z.number().int().min(0).max(10_000).optional(),
          parallel: z.boolean().optional(),
          /** pgrowlocks may read a table of up to 1 GB in one go, for exact modes. */
          exact: z.boolean().optional(),
        }),
      )
      .output(eventIterator(type<LockedRowsSnapshot>())),
    /** null when it waits for no row. */
    awaitedRow: base.input(z.object({ ...connection, pid: backend.pid })).output(type<AwaitedRow | null>()),
    /** Locks rows FOR UPDATE NOWAIT and lets them go again: who holds those that can't be had. */
    tryLock: write
      .input(z.object({ ...connection, table, ctids: z.array(ctid).min(1).max(100), databaseName }))
      .output(type<readonly TriedRow[]>()),
  },
};

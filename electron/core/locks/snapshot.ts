/** What a sample of a server's locks says, as a value: who waits, who blocks, since when. */
import type { ErrorInfo } from '../errors';
import type { LockSeen } from './lockSeen';

/** `hard`: holds a conflicting lock on what is awaited. `soft`: waits for it ahead in the queue. */
export type BlockKind = 'hard' | 'soft';

export interface LockEdge {
  /** Backend pid that waits. */
  readonly blocked: number;
  /** Backend pid in its way; 0 is a prepared transaction. */
  readonly blocker: number;
  /** Of the prepared transaction, where it could be told which. */
  readonly gid: string | null;
  readonly kind: BlockKind;
  /** Others lead from the one to the other as well: a drawing can do without this edge. */
  readonly isImplied: boolean;
}

export type SessionKind =
  | 'client'
  | 'autovacuum'
  /** It is not cancelled for those who wait for it. */
  | 'autovacuum-to-prevent-wraparound'
  | 'walsender'
  | 'background'
  /** Not told without pg_monitor. */
  | 'unknown';

/** pg_stat_progress_create_index. */
export interface IndexProgress {
  readonly command: string;
  readonly phase: string;
  readonly lockersDone: number;
  readonly lockersTotal: number;
  readonly currentLockerPid: number | null;
}

export interface LockSession {
  readonly pid: number;
  /** To the microsecond: pid and start together are who is meant by a signal. null where it is hidden. */
  readonly backendStart: string | null;
  readonly kind: SessionKind;
  readonly database: string | null;
  readonly user: string | null;
  readonly application: string | null;
  /** Address and port, or `local`. */
  readonly client: string | null;
  /** pg_stat_activity.state; null where it is hidden. */
  readonly state: string | null;
  /** `Lock: relation`. */
  readonly waitEvent: string | null;
  readonly transactionAgeMs: number | null;
  /** Since it is in this state. */
  readonly stateAgeMs: number | null;
  /** At most 2,000 characters; null where it is hidden. */
  readonly query: string | null;
  /** `last`: what it ran last, which need not be what took the locks. */
  readonly queryKind: 'running' | 'last';
  /** The text goes on, as far as its length tells: PostgreSQL keeps no more of it than track_activity_query_size. */
  readonly isQueryCut: boolean;
  /** Its state and query are another user's and not told. */
  readonly isHidden: boolean;
  /** Parallel workers, whose locks and waits are shown as this session's. */
  readonly workerPids: readonly number[];
  /** Rows that it is next for, then the strongest, at most 20. */
  readonly holds: readonly LockSeen[];
  readonly holdsCount: number;
  readonly awaits: LockSeen | null;
  readonly waitedMs: number | null;
  /** Numbers of its transaction and of the savepoints that are open in it and have written or locked rows. */
  readonly transactionIds: readonly string[];
  readonly progress: IndexProgress | null;
  /** One of Lockstep's own. */
  readonly isOurs: boolean;
}

export interface PreparedTransaction {
  readonly gid: string;
  readonly owner: string;
  readonly database: string;
  /** Whether ROLLBACK PREPARED can be sent from here: it must be sent in its own database. */
  readonly isInThisDatabase: boolean;
  readonly preparedAt: string;
  readonly ageMs: number;
  readonly holds: readonly LockSeen[];
  readonly holdsCount: number;
  /** What ends it. */
  readonly rollbackSql: string;
}

/** One that waits for nobody and whom others wait for; of a deadlock in the making all that are in it. */
export interface LockRoot {
  /** 0 is a prepared transaction. */
  readonly pid: number;
  readonly gid: string | null;
  /** Sessions that wait for it, at first or second hand. */
  readonly victimCount: number;
  /** What these have waited together: the roots come in the order of this product. */
  readonly victimWaitMs: number;
  readonly isDeadlock: boolean;
}

export interface ReplicationSlot {
  readonly name: string;
  readonly isActive: boolean;
  /** Transactions since the oldest that its xmin or catalog_xmin keeps from being cleaned up. */
  readonly xminAge: number;
}

export interface LockSetting {
  readonly name: string;
  /** With its unit, such as `1s` or `0` for off. */
  readonly value: string;
  /** What this value means for locks, in one sentence. */
  readonly meaning: string;
}

/** What a role without privileges doesn't see, and what would show it. */
export interface HiddenFacts {
  readonly sessionCount: number;
  readonly what: string;
  readonly grantSql: string;
}

export interface LockSnapshot {
  /** By the server's clock. */
  readonly takenAt: string;
  /** From our query to its answer. */
  readonly costMs: number;
  readonly database: string;
  /** Those that wait, block, or have a transaction open; waiting ones first, at most 5,000. */
  readonly sessions: readonly LockSession[];
  /** Of these, before the cap: “first 5,000 of 61,244”. */
  readonly sessionCount: number;
  /** Sessions that are left out because they neither wait nor hold anything. */
  readonly idleCount: number;
  readonly waitingCount: number;
  readonly longestWaitMs: number | null;
  readonly lockCount: number;
  readonly edges: readonly LockEdge[];
  /** Implied ones that were left out because there are too many. */
  readonly edgesLeftOut: number;
  readonly roots: readonly LockRoot[];
  readonly prepared: readonly PreparedTransaction[];
  readonly slots: readonly ReplicationSlot[];
  readonly settings: readonly LockSetting[];
  readonly hidden: HiddenFacts | null;
}

/** What watching pushes: the last good sample stays while sampling fails. */
export interface LockWatch {
  readonly snapshot: LockSnapshot | null;
  readonly failure: SampleFailure | null;
  /** Longer than asked for while the server is slow to answer. */
  readonly everyMs: number;
}

export interface SampleFailure {
  readonly error: ErrorInfo;
  readonly since: string;
}

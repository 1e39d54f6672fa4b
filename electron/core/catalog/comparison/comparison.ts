/**
 * Two schemas compared, as plain data for whoever looks at it: one row per difference that can be chosen for itself.
 * Knows no Catalog and no session. Start at `Comparison`; comparisons.ts makes one.
 */
import type { ErrorInfo } from '../../errors';
import type { FileChangePlan } from '../../revisions/authoring/fileChange';
import type { ObjectKind, Unread } from '../catalog';
import type { LockMode } from '../write/step';

export type Source =
  | { readonly kind: 'connection'; readonly connectionId: string }
  /** Those of the project. */
  | { readonly kind: 'models' }
  /** The revisions that the connection's ledger holds, replayed on the local server. */
  | { readonly kind: 'applied' }
  | { readonly kind: 'saved'; readonly catalogId: string };

export type SideName = 'from' | 'to';

export interface Side {
  readonly source: Source;
  /** As “Demo shop”, “models”, “applied revisions”, “before.json”. */
  readonly label: string;
  /** As server_version_num: 180004. */
  readonly serverVersion: number;
  readonly readAt: string;
  readonly objectCount: number;
}

/** `replace`: dropped and made anew, because it can't be altered. */
export type RowAction = 'create' | 'drop' | 'alter' | 'replace' | 'rename';

export interface ChangeRow {
  /** The same in every comparison of the same objects: `table public.orders`, `column public.orders.status`. */
  readonly id: string;
  /** Of a column: its table's row, which is there whenever one of its columns has a row. */
  readonly parentId: string | null;
  readonly kind: ObjectKind | 'column' | 'label';
  readonly schema: string | null;
  /** As people say it, without its schema: `orders`, `idx_total on orders`, `status`. */
  readonly name: string;
  readonly action: RowAction;
  /** One line: `varchar(20) → order_status`, `3 columns, 1 index`. */
  readonly summary: string;
  /** The strongest that any of its statements takes on what was there before. */
  readonly lock: LockMode | null;
  readonly rewrites: boolean;
  readonly scans: boolean;
  /** What is lost with it; such rows are chosen by hand alone. */
  readonly destroys: string | null;
  /** In a revision what takes long of it is better done outside of a transaction. */
  readonly isOutside: boolean;
  /** Nothing of its own: it stands for the rows beneath it, and choosing it chooses nothing. */
  readonly isGroup: boolean;
  /** Ids of rows that are chosen with it. */
  readonly needs: readonly string[];
  /** Why no SQL can do it as one plan, and what to do instead. */
  readonly refused: string | null;
}

export interface RenameAnswer {
  readonly questionId: string;
  readonly isRename: boolean;
}

/** Something that is gone and something new that may be the same: asked, never assumed. */
export interface RenameQuestion {
  /** As it is answered in the command, too: `column public.orders.total=amount`. */
  readonly id: string;
  readonly kind: 'table' | 'column' | 'index' | 'sequence' | 'constraint' | 'label';
  readonly schema: string;
  /** Of a column or a constraint: its table; of a label: its enum. */
  readonly of: string | null;
  readonly from: string;
  readonly to: string;
  /** From 0 to 1. */
  readonly score: number;
  /** What speaks for it: `the same type`, `the same place`. */
  readonly reasons: readonly string[];
  /** null: not answered, which is compared as dropped and added. */
  readonly isRename: boolean | null;
}

export interface Comparison {
  readonly id: string;
  readonly from: Side;
  readonly to: Side;
  /** A table's row stands before those of its columns. */
  readonly rows: readonly ChangeRow[];
  readonly renames: readonly RenameQuestion[];
  /** Why what was once said to be a rename is asked again. */
  readonly renameProblem?: string;
  /** Not compared, because somebody has it locked. */
  readonly unknown: readonly { readonly object: string; readonly lockedBy: number | null }[];
  readonly unread: readonly Unread[];
  readonly refused: readonly { readonly object: string; readonly message: string }[];
  /** Names of tables that are never compared: the ledger and the log. */
  readonly leftOut: readonly string[];
  /** Whether it says what was changed by hand: the applied revisions and a connection, in either order. */
  readonly isDrift: boolean;
}

export type CompareSnapshot =
  | {
      readonly phase: 'reading';
      readonly side: SideName;
      /** As “reading Demo shop”, “replaying 20261003-customers”, “synchronising the models”. */
      readonly what: string;
      readonly doneCount: number;
      readonly totalCount: number | null;
    }
  | { readonly phase: 'renaming' | 'comparing' }
  | { readonly phase: 'done'; readonly comparison: Comparison }
  /** `revision`: the one whose replay failed. */
  | { readonly phase: 'failed'; readonly error: ErrorInfo; readonly revision: string | null };

export interface Statement {
  /** The object's id. */
  readonly object: string;
  readonly sql: string;
  readonly lock: LockMode | null;
  readonly rewrites: boolean;
  readonly scans: boolean;
  readonly destroys: string | null;
  readonly isOutside: boolean;
}

export interface ObjectView {
  readonly rowId: string;
  /** A column's row shows its table. Empty where there is none on that side. */
  readonly fromDdl: string;
  readonly toDdl: string;
  /** Of this row with what it needs. */
  readonly statements: readonly Statement[];
  readonly reverse: readonly Statement[];
}

/** What exactly these rows come to. */
export interface Choice {
  readonly statements: readonly Statement[];
  /** The same as one script, with a comment for each change. */
  readonly sql: string;
  /** Rows that were added, each with a row that needs it. */
  readonly added: readonly { readonly rowId: string; readonly neededBy: string }[];
  /** Chosen rows that are left out, because what they need destroys values and was not chosen. */
  readonly blocked: readonly { readonly rowId: string; readonly needs: string; readonly message: string }[];
  readonly refused: readonly { readonly object: string; readonly message: string }[];
  /** What is lost: `the values of fax`. */
  readonly losses: readonly string[];
}

export interface ProofStep {
  readonly name: 'clone-to' | 'clone-from' | 'apply' | 'compare' | 'again' | 'reverse';
  /** For people: `The SQL runs on a copy of Demo shop`. */
  readonly title: string;
  readonly status: 'waiting' | 'running' | 'held' | 'failed' | 'not-reached';
  /** Why it failed. */
  readonly message: string | null;
  /** The statement that failed. */
  readonly sql: string | null;
  /** What differs although nothing should. */
  readonly differences: readonly string[];
}

export interface ProofSnapshot {
  readonly steps: readonly ProofStep[];
  /** `impossible`: a side can't be copied to the local server, such as for want of an extension. */
  readonly verdict: 'running' | 'proven' | 'refuted' | 'impossible';
}

/** Revisions of chosen rows, before and after they are written. */
export interface RevisionsPlan {
  /** null: nothing would be in them. */
  readonly files: FileChangePlan | null;
  /** Rows that are in them as comments alone, because they destroy values and were not chosen. */
  readonly commented: readonly string[];
  readonly added: Choice['added'];
  readonly blocked: Choice['blocked'];
  readonly refused: Choice['refused'];
  /** Adopting: it will be marked as applied in this database, whose name is typed where it is production. */
  readonly stamps: { readonly database: string; readonly needsDatabaseName: boolean } | null;
}

export interface SavedCatalog {
  readonly catalogId: string;
  readonly name: string;
  readonly serverVersion: number;
  readonly objectCount: number;
}

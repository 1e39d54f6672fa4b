/** The locked rows of a table: which table, how far it is read, what is chosen of it. Pure. */
import type { ErrorInfo } from '../../../../electron/contract/call';
import type {
  KeyCondition,
  LockableTable,
  LockableTables,
  LockedRow,
  LockedRowsSnapshot,
  RowLocker,
  Sureness,
  TriedRow,
} from '../../../../electron/contract/locks';
import type { Attempt } from '../../../parts/attempt';

export interface TableName {
  readonly schema: string;
  readonly name: string;
}

export interface RowsState {
  readonly tables: TablesState;
  readonly search: string;
  /** What the address names. */
  readonly table: TableName | null;
  /** What is known of it. */
  readonly listed: LockableTable | null;
  readonly columns: readonly string[];
  readonly where: readonly KeyCondition[];
  readonly scan: ScanState;
  /** ctids. */
  readonly ticked: ReadonlySet<string>;
  readonly tried: ReadonlyMap<string, TriedRow>;
  readonly trying: Attempt;
  readonly typedName: string;
  readonly isReadOnly: boolean;
  readonly isProduction: boolean;
  readonly database: string;
}

export type TablesState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  | { readonly kind: 'shown'; readonly tables: LockableTables };

export type ScanState =
  | { readonly kind: 'none' }
  /** So large that it is read only when asked for. */
  | { readonly kind: 'large'; readonly sizeBytes: number }
  | { readonly kind: 'read'; readonly isReading: boolean; readonly snapshot: LockedRowsSnapshot | null }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };

/** From this size on, reading a whole table is not begun by a mere choice. */
export const LARGE_BYTES = 1_000_000_000;

export function qualifiedName({ schema, name }: TableName): string {
  return schema === 'public' ? name : `${schema}.${name}`;
}

export function progressOf({ donePages, totalPages }: LockedRowsSnapshot): number {
  return totalPages === 0 ? 100 : Math.min(100, (100 * donePages) / totalPages);
}

/** What stands before “Try lock”; null where it can be clicked. */
export function tryObstacle(state: RowsState): string | null {
  if (state.isReadOnly) return 'This connection is read-only: trying a lock takes one.';
  if (state.ticked.size === 0) return 'Tick the rows to try.';
  if (state.ticked.size > MOST_TRIED) return `At most ${MOST_TRIED} rows at a time.`;
  return state.isProduction && state.typedName !== state.database
    ? 'Type the name of the database first.'
    : null;
}

const MOST_TRIED = 100;

/** One line for each locker: a row that several share has several. */
export interface RowLine {
  readonly key: string;
  readonly row: LockedRow;
  readonly locker: RowLocker | null;
  readonly isFirst: boolean;
}

export function rowLines(rows: readonly LockedRow[]): readonly RowLine[] {
  return rows.flatMap((row): readonly RowLine[] =>
    row.lockers.length === 0
      ? [{ key: row.ctid, row, locker: null, isFirst: true }]
      : row.lockers.map((locker, index) => ({
          key: `${row.ctid} ${index}`,
          row,
          locker,
          isFirst: index === 0,
        })),
  );
}

export const SURENESS: Readonly<Record<Sureness, { readonly word: string; readonly meaning: string }>> = {
  exact: { word: 'exact', meaning: 'Holder and mode are read from the row itself.' },
  holder: { word: 'holder sure', meaning: 'Who holds it is certain; the mode is not known.' },
  approximate: {
    word: 'approximate',
    meaning: 'Its number may be that of a finished group of lockers. Try lock tells for certain.',
  },
  waiter: { word: 'by its waiter', meaning: 'Known because somebody waits for it; the table was not read.' },
};

export function describeHolder({ pid, gid, transaction, application, user }: RowLocker): string {
  if (pid !== null) return [String(pid), application || user].filter(Boolean).join(' ');
  if (gid !== null) return `prepared ${gid}`;
  return transaction === null ? 'not known' : `transaction ${transaction}`;
}

/** free, held by 4711, gone */
export function describeTried({ outcome, holders }: TriedRow): string {
  if (outcome !== 'locked') return outcome;
  if (holders.length === 0) return 'held';
  return `held by ${holders.map((pid) => (pid === 0 ? 'a prepared transaction' : pid)).join(', ')}`;
}

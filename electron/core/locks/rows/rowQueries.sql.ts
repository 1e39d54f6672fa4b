/** The queries of one table's locked rows: dynamic only in the names of the table and its columns. */
import type { Session } from '../../connection/session';
import { badInput } from '../../errors';
import { quoteIdent } from '../../sql/quote';
import { VALUE_LENGTH } from './describeRow';
import type { KeyCondition } from './lockedRows';
import { HELD_COLUMNS, type HeldRow, heldParameters, IS_HELD, type Running } from './lockers.sql';
import type { TableFacts } from './tableFacts.sql';

export interface PageRange {
  readonly from: number;
  /** Not included. */
  readonly to: number;
}

/** More are not shown. */
export const ROWS_SHOWN = 5000;

/** A range of pages, read in the order of the heap (a TID range scan, PostgreSQL 14 and later). */
export function fetchHeldInPages(
  session: Session,
  table: TableFacts,
  columns: readonly string[],
  running: Running,
  { from, to }: PageRange,
): Promise<readonly HeldRow[]> {
  const sql = `SELECT ${HELD_COLUMNS}, true AS is_held, ${valuesOf(columns)} AS values FROM ONLY ${table.sql} t
    WHERE ${IS_HELD} AND t.ctid >= $6::tid AND t.ctid < $7::tid`;
  return session.query<HeldRow>(sql, [...heldParameters(running, table), `(${from},0)`, `(${to},0)`]);
}

/** Rows of a part of the primary key, through its index. */
export function fetchHeldByKey(
  session: Session,
  table: TableFacts,
  columns: readonly string[],
  running: Running,
  where: readonly KeyCondition[],
): Promise<readonly HeldRow[]> {
  const parameters = [...heldParameters(running, table)];
  const conditions = where.map((condition) => {
    const column = table.keyColumns.find(({ name }) => name === condition.column);
    if (!column)
      throw badInput(`${condition.column} is no column of the primary key of ${table.name}.`, keyHint(table));
    parameters.push(condition.value);
    return `t.${quoteIdent(column.name)} ${condition.operator} $${parameters.length}::text::${column.type}`;
  });
  const sql = `SELECT ${HELD_COLUMNS}, true AS is_held, ${valuesOf(columns)} AS values FROM ONLY ${table.sql} t
    WHERE ${conditions.join(' AND ')} AND ${IS_HELD} LIMIT ${ROWS_SHOWN + 1}`;
  return session.query<HeldRow>(sql, parameters);
}

/** Rows by ctid, locked or not: those that somebody waits for. */
export function fetchRowsAt(
  session: Session,
  table: TableFacts,
  columns: readonly string[],
  running: Running,
  ctids: readonly string[],
): Promise<readonly HeldRow[]> {
  const sql = `SELECT ${HELD_COLUMNS}, ${IS_HELD} AS is_held, ${valuesOf(columns)} AS values FROM ONLY ${table.sql} t
    WHERE t.ctid = ANY ($6::tid[])`;
  return session.query<HeldRow>(sql, [...heldParameters(running, table), ctids]);
}

export async function fetchPageCount(session: Session, { sql }: TableFacts): Promise<number> {
  const [row] = await session.query<{ readonly pages: number }>(
    `SELECT (pg_catalog.pg_relation_size($1::regclass) / pg_catalog.current_setting('block_size')::int8)::float8 AS pages`,
    [sql],
  );
  return row?.pages ?? 0;
}

/** Of a long value only its beginning crosses: a few thousand documents would not fit into our memory. */
function valuesOf(columns: readonly string[]): string {
  if (columns.length === 0) return 'ARRAY[]::text[]';
  const values = columns.map(
    (column) => `pg_catalog."left"(t.${quoteIdent(column)}::text, ${VALUE_LENGTH + 1})`,
  );
  return `ARRAY[${values.join(', ')}]`;
}

function keyHint({ keyColumns }: TableFacts): string {
  if (keyColumns.length === 0) return 'The table has no primary key.';
  return `Its columns are ${keyColumns.map(({ name }) => name).join(', ')}.`;
}

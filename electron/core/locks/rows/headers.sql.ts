/** What the rows' own headers say, by the extensions that can read them. */
import type { Session } from '../../connection/session';
import { quoteIdent } from '../../sql/quote';
import { placeOf } from './describeRow';
import type { Header } from './readLockers';
import { parsePgrowlocksMode, readHeader } from './rowModes';
import type { TableFacts } from './tableFacts.sql';

/** By ctid. */
export type Headers = ReadonlyMap<string, Header>;

/** pageinspect reads single pages: those of the rows that were found. */
export async function fetchHeaders(
  session: Session,
  table: TableFacts,
  schema: string,
  ctids: readonly string[],
): Promise<Headers> {
  const pages = [...new Set(ctids.map((ctid) => placeOf(ctid)[0] ?? 0))];
  const inspect = quoteIdent(schema);
  const rows = await session.query<{
    readonly ctid: string;
    readonly mask: number;
    readonly mask2: number;
    readonly is_moved: boolean;
  }>(
    `SELECT '(' || p.page || ',' || i.lp || ')' AS ctid, i.t_infomask AS mask, i.t_infomask2 AS mask2,
      i.t_ctid <> ('(' || p.page || ',' || i.lp || ')')::tid AS is_moved
    FROM pg_catalog.unnest($2::int8[]) AS p (page),
      LATERAL ${inspect}.heap_page_items(${inspect}.get_raw_page($1, p.page)) i
    WHERE i.t_xmax <> '0'::xid`,
    [table.sql, pages],
  );
  return new Map(
    rows.map(({ ctid, mask, mask2, is_moved }) => [
      ctid,
      { isGroup: (mask & 0x1000) !== 0, mode: readHeader(mask, mask2, is_moved) },
    ]),
  );
}

export interface PgrowlocksRow {
  readonly ctid: string;
  readonly is_group: boolean;
  readonly transactions: readonly string[];
  readonly modes: readonly string[];
}

/** pgrowlocks reads the whole table at once. */
export function fetchPgrowlocks(
  session: Session,
  table: TableFacts,
  schema: string,
): Promise<readonly PgrowlocksRow[]> {
  return session.query<PgrowlocksRow>(
    `SELECT r.locked_row::text AS ctid, r.multi AS is_group, r.xids::text[] AS transactions, r.modes
    FROM ${quoteIdent(schema)}.pgrowlocks($1) r`,
    [table.sql],
  );
}

export function headersOf(rows: readonly PgrowlocksRow[]): Headers {
  return new Map(
    rows.map(({ ctid, is_group, modes }) => [
      ctid,
      { isGroup: is_group, mode: is_group ? null : parsePgrowlocksMode(modes[0] ?? '') },
    ]),
  );
}

/** Whether a target has hypopg, with which its own planner believes in indexes that are not there. */
import type { Session } from '../../connection/session';
import type { EnableStep } from '../../queries/workload';
import { quoteIdent } from '../../sql/quote';

export type HypopgState = { readonly state: 'ready' } | NoHypopg;

export interface NoHypopg {
  readonly state: 'missing';
  /** One sentence. */
  readonly message: string;
  readonly steps: readonly EnableStep[];
}

interface Row {
  readonly schema: string | null;
  readonly isAvailable: boolean;
  readonly major: number;
}

const SQL = `SELECT (SELECT n.nspname FROM pg_catalog.pg_extension e
      JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'hypopg') AS schema,
    EXISTS (SELECT FROM pg_catalog.pg_available_extensions a WHERE a.name = 'hypopg') AS "isAvailable",
    pg_catalog.current_setting('server_version_num')::int / 10000 AS major`;

export interface Hypopg {
  /** Quoted. */
  readonly schema: string;
  /** Of the server. */
  readonly major: number;
}

/** null: the database has none. */
export async function findHypopg(session: Session): Promise<Hypopg | null> {
  const [row] = await session.query<Row>(SQL);
  return row?.schema ? { schema: quoteIdent(row.schema), major: row.major } : null;
}

export async function fetchHypopgState(session: Session): Promise<HypopgState> {
  const [row] = await session.query<Row>(SQL);
  if (row?.schema) return { state: 'ready' };
  const create = { title: 'Create it in this database', sql: 'CREATE EXTENSION hypopg;' };
  if (row?.isAvailable) {
    return { state: 'missing', message: 'hypopg was not created in this database.', steps: [create] };
  }
  const install = {
    title: `Install it on the server, without a restart: the package is postgresql-${row?.major}-hypopg or hypopg_${row?.major}, and many managed servers have it`,
    sql: null,
  };
  return { state: 'missing', message: 'The server has no hypopg.', steps: [install, create] };
}

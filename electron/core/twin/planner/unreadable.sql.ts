/** Tables whose columns' statistics a target's role may not see; pg_stats leaves them out without a word. */
import { userSchema } from '../../catalog/read/reading';
import type { Session } from '../../connection/session';

export interface Unreadable {
  readonly role: string;
  /** Tables that it may not SELECT from. */
  readonly ungranted: number;
  /** Tables of which row security shows it a part. */
  readonly secured: number;
}

const SQL = `SELECT current_user AS role, pg_catalog.count(*) FILTER (WHERE NOT t."mayRead")::int AS ungranted,
    pg_catalog.count(*) FILTER (WHERE t."mayRead" AND t."isSecured")::int AS secured
  FROM (SELECT pg_catalog.has_any_column_privilege(c.oid, 'SELECT') AS "mayRead",
      c.relrowsecurity AND pg_catalog.row_security_active(c.oid) AS "isSecured"
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'm', 'p') AND c.relpersistence <> 't' AND ${userSchema('n')} AND c.reltuples > 0) AS t`;

export async function countUnreadable(session: Session): Promise<Unreadable> {
  const [row] = await session.query<Unreadable>(SQL);
  return row ?? { role: '', ungranted: 0, secured: 0 };
}

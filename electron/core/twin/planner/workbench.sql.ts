/**
 * What trying indexes needs of the system catalogs, which only a superuser may write: functions of one, which do it to
 * the guest's own relations alone. The file that a table is given is never the caller's to name, since that of a system
 * catalog would make him a superuser.
 */
import type { Session } from '../../connection/session';
import { GUEST } from '../guest';

const SCHEMA = 'lockstep_twin';
const OWN = `(SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = '${GUEST}')`;

function definer(head: string, body: string): string {
  return `CREATE FUNCTION ${SCHEMA}.${head} RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$ ${body} $$`;
}

const MAKE = [
  `CREATE SCHEMA ${SCHEMA}`,
  `CREATE TABLE ${SCHEMA}.nothing ()`,
  `CREATE TABLE ${SCHEMA}.emptied (oid oid PRIMARY KEY, filenode oid NOT NULL)`,
  definer(
    'empty_tables(tables oid[])',
    `INSERT INTO ${SCHEMA}.emptied SELECT c.oid, c.relfilenode FROM pg_catalog.pg_class c
        WHERE c.oid = ANY (tables) AND c.relowner = ${OWN} AND c.relkind IN ('r', 'm');
      UPDATE pg_catalog.pg_class c SET relfilenode = n.relfilenode FROM ${SCHEMA}.emptied e, pg_catalog.pg_class n
        WHERE c.oid = e.oid AND n.oid = '${SCHEMA}.nothing'::pg_catalog.regclass`,
  ),
  definer(
    'fill_tables()',
    `UPDATE pg_catalog.pg_class c SET relfilenode = e.filenode FROM ${SCHEMA}.emptied e WHERE c.oid = e.oid;
      DELETE FROM ${SCHEMA}.emptied`,
  ),
  definer(
    'mark_indexes(indexes oid[], is_valid boolean)',
    `UPDATE pg_catalog.pg_index i SET indisvalid = is_valid FROM pg_catalog.pg_class c
        WHERE c.oid = i.indexrelid AND c.relowner = ${OWN} AND i.indexrelid = ANY (indexes)`,
  ),
  `GRANT USAGE ON SCHEMA ${SCHEMA} TO ${GUEST}`,
  `GRANT SELECT ON pg_catalog.pg_statistic TO ${GUEST}`,
];

export async function makeWorkbench(superuser: Session): Promise<void> {
  for (const sql of MAKE) await superuser.query(sql);
}

/**
 * Building an index reads the whole table, and thousands of empty gigabytes take their time: meanwhile the tables are
 * a file that is really empty. Until `fillTables`, in the same transaction.
 */
export async function emptyTables(session: Session, oids: readonly number[]): Promise<void> {
  await session.query(`SELECT ${SCHEMA}.empty_tables($1::oid[])`, [oids]);
}

export async function fillTables(session: Session): Promise<void> {
  await session.query(`SELECT ${SCHEMA}.fill_tables()`);
}

/** Planners leave out an index that is not valid. */
export async function markIndexes(
  session: Session,
  oids: readonly number[],
  isValid: boolean,
): Promise<void> {
  await session.query(`SELECT ${SCHEMA}.mark_indexes($1::oid[], $2)`, [oids, isValid]);
}

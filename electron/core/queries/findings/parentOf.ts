import type { TableFacts } from '../../indexes/schema/schemaFacts';
import type { ReadStatement, WorkloadContext } from '../finding';
import { rowsPerCall } from './figures';

/** A page or list of fewer rows makes no loop worth speaking of. */
const FEWEST_ROWS = 5;
/** Calls for each row of the parent: one, but that some rows are left out, and that others call as well. */
const NEAR_ONE = [0.8, 1.5] as const;

/**
 * The statement whose rows a lookup by one key follows, one call for each: of a table that a foreign key ties to this
 * one, called far less often, with about as many rows as the lookup has calls.
 */
export function parentOf(read: ReadStatement, context: WorkloadContext): ReadStatement | null {
  const { table, shape, statement } = read;
  const [column, ...others] = shape.keyColumns;
  if (!table || column === undefined || others.length > 0) return null;
  const tied = tiedTables(table, column, context);
  const parents = context.statements.filter((other) => {
    const { rows, calls } = other.statement;
    const ratio = statement.calls / Math.max(rows, 1);
    return (
      other !== read &&
      other.shape.kind === 'select' &&
      other.tables.some(({ oid }) => tied.has(oid)) &&
      // What joins the table has these rows already.
      !other.tables.some(({ oid }) => oid === table.oid && !tied.has(oid)) &&
      rowsPerCall(other.statement) >= FEWEST_ROWS &&
      statement.calls >= FEWEST_ROWS * calls &&
      ratio >= NEAR_ONE[0] &&
      ratio <= NEAR_ONE[1]
    );
  });
  const distance = ({ statement: { rows } }: ReadStatement) => Math.abs(Math.log(statement.calls / rows));
  return [...parents].sort((one, other) => distance(one) - distance(other))[0] ?? null;
}

/** What the column refers to; and what refers to it, where it is the table's key. */
function tiedTables(table: TableFacts, column: string, { facts }: WorkloadContext): ReadonlySet<number> {
  const isKey = facts
    .indexesOf(table.oid)
    .some(({ isUnique, keys }) => isUnique && keys.length === 1 && keys[0]?.column === column);
  const oids = facts.foreignKeys.flatMap(({ tableOid, referencedOid, columns }) => {
    const isBy = tableOid === table.oid && columns.length === 1 && columns[0]?.name === column;
    return [...(isBy ? [referencedOid] : []), ...(isKey && referencedOid === table.oid ? [tableOid] : [])];
  });
  return new Set(oids);
}

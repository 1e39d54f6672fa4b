import type { ReadStatement, WorkloadContext } from '../finding';
import { rowsPerCall } from './figures';
import { tieOf } from './tieOf';

/** A page or list of fewer rows makes no loop worth speaking of. */
const FEWEST_ROWS = 5;
/** Calls for each row of the parent: one, but that some rows are left out, and that others call as well. */
const NEAR_ONE = [0.8, 1.5] as const;

/**
 * The statement whose rows a lookup by one key follows, one call for each: of a table that is tied to this one, called
 * far less often, with about as many rows as the lookup has calls.
 */
export function parentOf(read: ReadStatement, context: WorkloadContext): ReadStatement | null {
  const { table, shape, statement } = read;
  const [column, ...others] = shape.keyColumns;
  if (!table || column === undefined || others.length > 0) return null;
  const isTied = tieOf(table, column, context.facts);
  const parents = context.statements.filter((other) => {
    const { rows, calls } = other.statement;
    const ratio = statement.calls / Math.max(rows, 1);
    return (
      other !== read &&
      other.shape.kind === 'select' &&
      rowsPerCall(other.statement) >= FEWEST_ROWS &&
      statement.calls >= FEWEST_ROWS * calls &&
      ratio >= NEAR_ONE[0] &&
      ratio <= NEAR_ONE[1] &&
      other.tables.some(isTied) &&
      // What joins the table has these rows already.
      !other.tables.some((each) => each.oid === table.oid && !isTied(each))
    );
  });
  const distance = ({ statement: { rows } }: ReadStatement) => Math.abs(Math.log(statement.calls / rows));
  return [...parents].sort((one, other) => distance(one) - distance(other))[0] ?? null;
}

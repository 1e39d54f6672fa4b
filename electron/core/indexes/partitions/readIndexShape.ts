import { parse } from 'libpg-query';
import { fieldsOf, listOf, textOf } from '../workload/tree';
import { shapeOf } from './partitions.sql';

const DESCENDING = 1;
const NULLS_FIRST = 2;

/** Of a CREATE INDEX; null where it says more than which columns, in which direction. */
export async function readIndexShape(sql: string): Promise<string | null> {
  const { stmts = [] } = await parse(sql);
  const index = fieldsOf(fieldsOf(stmts[0]?.stmt).IndexStmt);
  if (index.whereClause !== undefined) return null;
  const keys = listOf(index.indexParams).map((each) => fieldsOf(fieldsOf(each).IndexElem));
  if (keys.some((key) => key.opclass !== undefined || key.collation !== undefined)) return null;
  return shapeOf({
    method: textOf(index.accessMethod) ?? 'btree',
    keys: keys.map(({ name }) => textOf(name)),
    options: keys.map(optionOf),
    included: listOf(index.indexIncludingParams).flatMap(
      (each) => textOf(fieldsOf(fieldsOf(each).IndexElem).name) ?? [],
    ),
  });
}

/** As pg_index.indoption has it: NULLS FIRST goes with DESC unless it is said otherwise. */
function optionOf({ ordering, nulls_ordering }: ReturnType<typeof fieldsOf>): number {
  const isDescending = ordering === 'SORTBY_DESC';
  const isFirst =
    nulls_ordering === 'SORTBY_NULLS_FIRST' || (isDescending && nulls_ordering !== 'SORTBY_NULLS_LAST');
  return (isDescending ? DESCENDING : 0) + (isFirst ? NULLS_FIRST : 0);
}

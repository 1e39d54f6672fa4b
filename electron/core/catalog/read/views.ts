import type { View } from '../catalog';
import { idInSchema } from '../identity';
import type { Column } from '../table';
import {
  CLASS,
  comment,
  type Found,
  lockedOids,
  lockMark,
  notOfExtension,
  type Reading,
  userSchema,
} from './reading';

interface Row {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly comment: string | null;
  readonly isMaterialised: boolean;
  readonly definition: string | null;
  readonly options: readonly string[];
  readonly accessMethod: string | null;
  readonly isClusteredBy: string | null;
}

const SQL = `SELECT c.oid, n.nspname AS schema, c.relname AS name, ${comment(CLASS.relation, 'c.oid')} AS comment,
    c.relkind = 'm' AS "isMaterialised",
    CASE WHEN NOT c.oid = ANY ($1::oid[]) THEN pg_catalog.pg_get_viewdef(c.oid) END AS definition,
    coalesce(c.reloptions, '{}') AS options,
    (SELECT am.amname FROM pg_catalog.pg_am am WHERE am.oid = c.relam
      AND am.amname <> pg_catalog.current_setting('default_table_access_method')) AS "accessMethod",
    (SELECT ic.relname FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
      WHERE i.indrelid = c.oid AND i.indisclustered) AS "isClusteredBy"
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('v', 'm') AND c.relpersistence <> 't' AND ${userSchema('n')}
    AND ${notOfExtension(CLASS.relation, 'c.oid')}`;

export async function fetchViews(
  reading: Reading,
  columns: ReadonlyMap<number, readonly Column[]>,
): Promise<readonly Found<View>[]> {
  const rows = await reading.session.query<Row>(SQL, [lockedOids(reading, CLASS.relation)]);
  return rows.map(({ oid, schema, name, ...rest }) => ({
    classId: CLASS.relation,
    oid,
    object: {
      kind: 'view',
      id: idInSchema('view', schema, name),
      schema,
      name,
      ...lockMark(reading, CLASS.relation, oid),
      ...rest,
      dependsOn: [],
      columns: (columns.get(oid) ?? []).map(
        ({ name: column, type, collation, default: expression, comment: about }) => ({
          name: column,
          type,
          collation,
          default: expression,
          comment: about,
        }),
      ),
    },
  }));
}

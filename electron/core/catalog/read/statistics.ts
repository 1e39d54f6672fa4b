import type { Statistics } from '../catalog';
import { idInSchema } from '../identity';
import { CLASS, comment, type Found, lockedOids, lockMark, type Reading, userSchema } from './reading';

interface Row {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly comment: string | null;
  readonly definition: string | null;
  readonly target: number | null;
}

export async function fetchStatistics(reading: Reading): Promise<readonly Found<Statistics>[]> {
  const rows = await reading.session.query<Row>(
    `SELECT s.oid, n.nspname AS schema, s.stxname AS name,
        ${comment(CLASS.statistics, 's.oid')} AS comment,
        CASE WHEN NOT s.oid = ANY ($1::oid[]) THEN pg_catalog.pg_get_statisticsobjdef(s.oid) END AS definition,
        CASE WHEN s.stxstattarget >= 0 THEN s.stxstattarget END AS target
      FROM pg_catalog.pg_statistic_ext s JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
      WHERE ${userSchema('n')}`,
    [lockedOids(reading, CLASS.statistics)],
  );
  return rows.map(({ oid, schema, name, ...rest }) => ({
    classId: CLASS.statistics,
    oid,
    object: {
      kind: 'statistics',
      id: idInSchema('statistics', schema, name),
      schema,
      name,
      ...lockMark(reading, CLASS.statistics, oid),
      ...rest,
      dependsOn: [],
    },
  }));
}

import { idOfRoutine } from '../identity';
import type { Aggregate, Routine } from '../routine';
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
  readonly signature: string;
  readonly arguments: string;
}

/** Types alone, without names and defaults: what tells functions of one name apart. */
const SIGNATURE = `(SELECT coalesce(pg_catalog.string_agg(pg_catalog.format_type(ty, NULL), ', ' ORDER BY nr), '')
    FROM pg_catalog.unnest(p.proargtypes) WITH ORDINALITY AS u(ty, nr))`;
const COLUMNS = `p.oid, n.nspname AS schema, p.proname AS name, ${comment(CLASS.routine, 'p.oid')} AS comment,
    ${SIGNATURE} AS signature`;
const FROM = 'FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace';
const OF_USERS = `${userSchema('n')} AND ${notOfExtension(CLASS.routine, 'p.oid')}`;

type RoutineRow = Row &
  Pick<Routine, 'result'> & { readonly isProcedure: boolean; readonly definition: string | null };

// A range's constructors are its own. A body in standard SQL is written down from the relations that it reads.
export async function fetchRoutines(reading: Reading): Promise<readonly Found<Routine>[]> {
  const rows = await reading.session.query<RoutineRow>(
    `SELECT ${COLUMNS}, pg_catalog.pg_get_function_arguments(p.oid) AS arguments,
        pg_catalog.pg_get_function_result(p.oid) AS result, p.prokind = 'p' AS "isProcedure",
        CASE WHEN NOT p.oid = ANY ($1::oid[]) THEN pg_catalog.pg_get_functiondef(p.oid) END AS definition
      ${FROM} WHERE p.prokind IN ('f', 'w', 'p') AND ${OF_USERS}
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend i WHERE i.classid = ${CLASS.routine} AND i.objid = p.oid
          AND i.deptype = 'i')`,
    [lockedOids(reading, CLASS.routine)],
  );
  return rows.map((row) => ({ classId: CLASS.routine, oid: row.oid, object: readRoutine(row, reading) }));
}

function readRoutine({ oid, isProcedure, definition, ...rest }: RoutineRow, reading: Reading): Routine {
  const kind = isProcedure ? 'procedure' : 'function';
  return {
    kind,
    id: idOfRoutine(kind, rest.schema, rest.name, rest.signature),
    ...rest,
    ...lockMark(reading, CLASS.routine, oid),
    definition: (definition ?? '').trimEnd(),
    dependsOn: [],
  };
}

type AggregateRow = Row & { readonly clauses: readonly (string | null)[] };

const MODIFY = { true: 'READ_ONLY', s: 'SHAREABLE', w: 'READ_WRITE' };

export async function fetchAggregates({ session }: Reading): Promise<readonly Found<Aggregate>[]> {
  const modify = (column: string, usual: string) =>
    `CASE WHEN a.${column} <> ${usual} THEN CASE a.${column} WHEN 'r' THEN '${MODIFY.true}' WHEN 's' THEN '${MODIFY.s}' ELSE '${MODIFY.w}' END END`;
  const usualModify = "(CASE WHEN a.aggkind = 'n' THEN 'r' ELSE 'w' END)";
  const clause = (name: string, value: string) => `'${name} = ' || (${value})`;
  const routine = (column: string) => `nullif(a.${column}, 0)::regproc::text`;
  const type = (column: string) =>
    `CASE WHEN a.${column} <> 0 THEN pg_catalog.format_type(a.${column}, NULL) END`;
  const positive = (column: string) => `CASE WHEN a.${column} > 0 THEN a.${column}::text END`;
  const flag = (name: string, condition: string) => `CASE WHEN ${condition} THEN '${name}' END`;
  const literal = (column: string) => `pg_catalog.quote_literal(a.${column})`;
  const clauses = [
    clause('SFUNC', routine('aggtransfn')),
    clause('STYPE', type('aggtranstype')),
    clause('SSPACE', positive('aggtransspace')),
    clause('FINALFUNC', routine('aggfinalfn')),
    flag('FINALFUNC_EXTRA', 'a.aggfinalextra'),
    clause('FINALFUNC_MODIFY', modify('aggfinalmodify', usualModify)),
    clause('COMBINEFUNC', routine('aggcombinefn')),
    clause('SERIALFUNC', routine('aggserialfn')),
    clause('DESERIALFUNC', routine('aggdeserialfn')),
    clause('INITCOND', literal('agginitval')),
    clause('MSFUNC', routine('aggmtransfn')),
    clause('MINVFUNC', routine('aggminvtransfn')),
    clause('MSTYPE', type('aggmtranstype')),
    clause('MSSPACE', positive('aggmtransspace')),
    clause('MFINALFUNC', routine('aggmfinalfn')),
    flag('MFINALFUNC_EXTRA', 'a.aggmfinalextra'),
    clause('MFINALFUNC_MODIFY', modify('aggmfinalmodify', usualModify)),
    clause('MINITCOND', literal('aggminitval')),
    clause(
      'SORTOP',
      `SELECT 'OPERATOR(' || pg_catalog.quote_ident(os.nspname) || '.' || o.oprname || ')'
        FROM pg_catalog.pg_operator o JOIN pg_catalog.pg_namespace os ON os.oid = o.oprnamespace WHERE o.oid = a.aggsortop`,
    ),
    clause('PARALLEL', "CASE p.proparallel WHEN 's' THEN 'SAFE' WHEN 'r' THEN 'RESTRICTED' END"),
    flag('HYPOTHETICAL', "a.aggkind = 'h'"),
  ];
  const rows = await session.query<AggregateRow>(
    `SELECT ${COLUMNS}, pg_catalog.pg_get_function_arguments(p.oid) AS arguments,
        ARRAY[${clauses.join(', ')}]::text[] AS clauses
      ${FROM} JOIN pg_catalog.pg_aggregate a ON a.aggfnoid = p.oid WHERE ${OF_USERS}`,
  );
  return rows.map(({ oid, clauses: all, ...rest }) => ({
    classId: CLASS.routine,
    oid,
    object: {
      kind: 'aggregate',
      id: idOfRoutine('aggregate', rest.schema, rest.name, rest.signature),
      ...rest,
      clauses: all.filter((each) => each !== null),
      dependsOn: [],
    },
  }));
}

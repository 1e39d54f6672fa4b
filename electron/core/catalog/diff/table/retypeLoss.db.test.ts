/** On real values: whatever a new type changes in them is told as lost, or PostgreSQL refuses the change. */
import { beforeAll, expect, test } from 'vitest';
import { parseTarget } from '../../../connection/parseTarget';
import { createTestDatabase, type TestDatabase } from '../../../testing/createTestDatabase';
import type { Catalog } from '../../catalog';
import { fetchCatalog } from '../../fetchCatalog';
import { diffCatalogs } from '../diffCatalogs';

let database: TestDatabase;
let catalog: Catalog;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.query(`CREATE TABLE t (${TYPES.map((type, at) => `c${at} ${type}`).join(', ')})`);
  catalog = await fetchCatalog(parseTarget(database));
});

/** The table with one column alone, of one of the types. */
function withType(type: string): Catalog {
  const objects = catalog.objects.map((each) => {
    if (each.kind !== 'table') return each;
    const columns = each.columns.filter(({ name }) => name === `c${TYPES.indexOf(type)}`);
    return { ...each, columns: columns.map((column) => ({ ...column, name: 'c' })) };
  });
  return { ...catalog, objects };
}

/** Values that show whether anything is cut. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  text: ['abcdefgh', ''],
  'varchar(10)': ['abcdefgh'],
  'varchar(5)': ['abcde'],
  'char(8)': ['abcdefgh'],
  'text[]': ['{abcdefgh}'],
  'varchar(3)[]': ['{abc}'],
  numeric: ['1.23456789', '12345678901234567890'],
  'numeric(10,4)': ['1.2345'],
  'numeric(10,2)': ['1.23'],
  'numeric(4)': ['123'],
  real: ['1.5'],
  'double precision': ['1.23456789012'],
  smallint: ['7'],
  integer: ['123456789'],
  bigint: ['1234567890123456789'],
  boolean: ['true'],
  date: ['2026-10-11'],
  timestamp: ['2026-10-11 12:34:56.789012'],
  'timestamp(3)': ['2026-10-11 12:34:56.789'],
  timestamptz: ['2026-10-11 12:34:56.789012+00'],
  'timestamptz(0)': ['2026-10-11 12:34:56+00'],
  time: ['12:34:56.789012'],
  'time(2)': ['12:34:56.78'],
  'bit(3)': ['101'],
  'bit(5)': ['10101'],
  'bit varying(4)': ['1011'],
  'bit varying': ['1011011'],
  inet: ['10.1.2.3/8'],
  cidr: ['10.0.0.0/8'],
  json: ['{"a": 1}'],
  jsonb: ['{"a": 1}'],
};
const TYPES = Object.keys(VALUES);

test.each(TYPES)('from %s to each other type', async (from) => {
  for (const to of TYPES) if (from !== to) await check(from, to, VALUES[from] ?? []);
});

async function check(from: string, to: string, values: readonly string[]): Promise<void> {
  const rows = values.map((value) => `('${value}')`).join(', ');
  const steps = diffCatalogs(withType(from), withType(to)).changes.flatMap((change) => change.steps);
  const sql = steps.map((step) => step.sql).join('; ');
  const isDone = await database
    .query(
      `DROP TABLE t; CREATE TABLE t (c ${from}); INSERT INTO t VALUES ${rows};
       ALTER TABLE t ADD COLUMN old text; UPDATE t SET old = c::text; ${sql}`,
    )
    .then(
      () => true,
      () => false,
    );
  if (!isDone) return;
  const changed = await changedValues(`(c::${from})::text`)
    .catch(() => changedValues(`(c::text::${from})::text`))
    // Not even by way of a text: another thing, of which nothing is cut.
    .catch(() => []);
  const isTold = steps.some(({ destroys }) => destroys !== undefined);
  if (!isTold) expect(changed, `${from} to ${to}: ${sql}`).toEqual([]);
}

/** Whether the values, as the type that they had, are what they were. */
function changedValues(now: string) {
  return database.query(`SELECT old, c::text AS now FROM t WHERE ${now} IS DISTINCT FROM old`);
}

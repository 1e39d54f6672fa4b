/**
 * Extended statistics. PostgreSQL 18 has no function that restores them, so their own form in the system catalog is
 * written here, by the twin's column numbers. Most common combinations are left out: they are values of rows.
 * https://github.com/postgres/postgres/blob/REL_18_STABLE/src/include/statistics/statistics.h
 */
import type { Session } from '../../connection/session';
import type { ExtendedStatistics } from './targetStatistics.sql';

const DISTINCT = { magic: 0xa352bfa4, type: 1 } as const;
const DEPENDENCIES = { magic: 0xb4549a2c, type: 1 } as const;

/** On the twin, as superuser; its text forms can't be read back, but bytes can be declared to be what they are. */
const CASTS = ['pg_ndistinct', 'pg_dependencies'].map(
  (type) => `CREATE CAST (bytea AS pg_catalog.${type}) WITHOUT FUNCTION`,
);

const INSERT = `INSERT INTO pg_catalog.pg_statistic_ext_data (stxoid, stxdinherit, stxdndistinct, stxddependencies)
  VALUES ($1, $2, $3::bytea::pg_catalog.pg_ndistinct, $4::bytea::pg_catalog.pg_dependencies)`;

const FIND = `SELECT e.oid, (SELECT pg_catalog.json_object_agg(a.attname, a.attnum) FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = e.stxrelid AND a.attnum > 0 AND NOT a.attisdropped) AS numbers
  FROM pg_catalog.pg_statistic_ext e JOIN pg_catalog.pg_namespace n ON n.oid = e.stxnamespace
  WHERE n.nspname = $1 AND e.stxname = $2`;

export async function importExtendedStatistics(
  session: Session,
  all: readonly ExtendedStatistics[],
): Promise<void> {
  if (all.length === 0) return;
  for (const cast of CASTS) await session.query(cast);
  for (const each of all) {
    type Found = { oid: number; numbers: Readonly<Record<string, number>> };
    const [found] = await session.query<Found>(FIND, [each.schema, each.name]);
    if (!found) continue;
    const renumber = (number: number) => renumbered(number, each, found.numbers);
    const distinct = each.distinct && writeDistinct(each.distinct, renumber);
    const dependencies = each.dependencies && writeDependencies(each.dependencies, renumber);
    await session.query(INSERT, [found.oid, each.inherited, distinct, dependencies]);
  }
}

/** Expressions have negative numbers, the same on both. */
function renumbered(
  number: number,
  { columns }: ExtendedStatistics,
  numbers: Readonly<Record<string, number>>,
): number {
  return number < 0 ? number : (numbers[columns[number] ?? ''] ?? number);
}

type Renumber = (number: number) => number;

export function writeDistinct(text: string, renumber: Renumber): Buffer {
  const groups = readPairs(text).map(({ key, value }) =>
    Buffer.concat([float8(value), int4(key.length), ...sorted(key.map(renumber)).map(int2)]),
  );
  return Buffer.concat([int4(DISTINCT.magic), int4(DISTINCT.type), int4(groups.length), ...groups]);
}

export function writeDependencies(text: string, renumber: Renumber): Buffer {
  // What is implied comes last, so the order is kept.
  const groups = readPairs(text).map(({ key, value }) =>
    Buffer.concat([float8(value), int2(key.length), ...key.map(renumber).map(int2)]),
  );
  return Buffer.concat([int4(DEPENDENCIES.magic), int4(DEPENDENCIES.type), int4(groups.length), ...groups]);
}

/** Of `{"1, 2": 400, "1, 2 => 3": 0.5}`. */
function readPairs(text: string): readonly { key: readonly number[]; value: number }[] {
  return [...text.matchAll(/"([^"]+)": ([\d.eE+-]+)/g)].map(([, key = '', value]) => ({
    key: key.split(/, | => /).map(Number),
    value: Number(value),
  }));
}

function sorted(numbers: readonly number[]): readonly number[] {
  return [...numbers].sort((a, b) => a - b);
}

function int2(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16LE(value);
  return bytes;
}

function int4(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function float8(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
}

/**
 * What a step says of its lock, of rewriting and of reading the table is what PostgreSQL does: seen from inside, on a
 * table with rows, by the session's own locks, the table's file and the count of its scans.
 */
import { expect, test } from 'vitest';
import type { Session } from '../../connection/session';
import type { Step } from '../write/step';
import { COSTS } from './cases/costs';
import { diffCatalogs } from './diffCatalogs';
import { openPlace, type Place } from './random/checkPair';

const TABLE = `CREATE TABLE customers (id int PRIMARY KEY);
  INSERT INTO customers SELECT generate_series(1, 50);
  CREATE TYPE mood AS ENUM ('sad', 'ok');
  CREATE FUNCTION fixed() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
  CREATE FUNCTION moving() RETURNS int LANGUAGE plpgsql VOLATILE AS 'BEGIN RETURN 1; END';
  CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
  CREATE DOMAIN free AS int;
  CREATE DOMAIN bound AS int CHECK (VALUE > 0);
  CREATE TABLE items (id int NOT NULL, name varchar(20), price numeric(10, 2), at timestamp(3), note text);
  INSERT INTO items SELECT n, 'item ' || n, n, '2024-01-01', 'x' FROM generate_series(1, 50) n;`;

const BOTH = COSTS.flatMap((each) =>
  (each.since === undefined ? ([18, 15] as const) : ([18] as const)).map((pg) => ({ ...each, pg })),
);

const places = { 15: openPair('15'), 18: openPair('18') } as const;

async function openPair(postgres: '15' | '18'): Promise<readonly [Place, Place]> {
  return [await openPlace(postgres), await openPlace(postgres)];
}

test.each(BOTH)('$name costs on PostgreSQL $pg what its steps say', async ({ from = '', to, pg }) => {
  const [changed, wanted] = await places[pg];
  const [a, b] = [await changed.make(`${TABLE}; ${from}`), await wanted.make(`${TABLE}; ${to}`)];
  const { changes, refused } = diffCatalogs(a, b);
  expect(refused).toEqual([]);
  const known = (await changed.session.query<Relation>(RELATIONS)).map(({ oid }) => oid);
  for (const step of changes.flatMap(({ steps }) => steps)) {
    expect(costOf(step)).toEqual(await measure(changed.session, step.sql, known));
  }
  expect(diffCatalogs(await changed.read(), b).changes).toEqual([]);
});

interface Cost {
  readonly sql: string;
  readonly lock: string | null;
  readonly rewrites: boolean;
  /** To write it anew it is read, too. */
  readonly reads: boolean;
}

function costOf({ sql, lock, rewrites, scans }: Step): Cost {
  return {
    sql,
    lock: lock === 'ACCESS SHARE' ? null : lock,
    rewrites: rewrites === true,
    reads: (rewrites ?? scans) === true,
  };
}

interface Relation {
  readonly oid: number;
  readonly file: number;
  readonly scans: number;
}

/** `known`: what was there before the whole plan, which others may use. */
async function measure(session: Session, sql: string, known: readonly number[]): Promise<Cost> {
  await session.query('BEGIN');
  const before = (await session.query<Relation>(RELATIONS)).filter(({ oid }) => known.includes(oid));
  await session.query(sql);
  const after = await session.query<Relation>(RELATIONS);
  const locks = await session.query<{ mode: string }>(LOCKS, [known]);
  await session.query('COMMIT');
  const changed = (test: (old: Relation, now: Relation) => boolean) =>
    before.some((old) => after.some((now) => now.oid === old.oid && test(old, now)));
  const rewrites = changed((old, now) => old.file !== now.file);
  const reads = rewrites || changed((old, now) => now.scans > old.scans);
  return { sql, lock: strongest(locks.map(({ mode }) => mode)), rewrites, reads };
}

const RELATIONS = `SELECT c.oid, CASE WHEN c.relkind IN ('r', 'm') THEN c.relfilenode ELSE 0 END AS file,
    CASE WHEN c.relkind IN ('r', 'm') THEN pg_stat_get_xact_numscans(c.oid) ELSE 0 END AS scans
  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace`;

const LOCKS = `SELECT DISTINCT mode FROM pg_locks
  WHERE locktype = 'relation' AND pid = pg_backend_pid() AND granted AND relation = ANY ($1::oid[])`;

const MODES = [
  'ACCESS EXCLUSIVE',
  'EXCLUSIVE',
  'SHARE ROW EXCLUSIVE',
  'SHARE',
  'SHARE UPDATE EXCLUSIVE',
  'ROW EXCLUSIVE',
  'ROW SHARE',
] as const;

function strongest(modes: readonly string[]): string | null {
  return (
    MODES.find((mode) => modes.some((each) => `${mode.replaceAll(' ', '')}LOCK` === each.toUpperCase())) ??
    null
  );
}

/** What only one side has, and somebody has locked: its definition is not known, and no SQL pretends that it is. */
import { beforeAll, expect, test } from 'vitest';
import { parseTarget } from '../../connection/parseTarget';
import { atOnce } from '../../stretches';
import { createTestDatabase, type TestDatabase } from '../../testing/createTestDatabase';
import { holdLock } from '../../testing/holdLock';
import type { Catalog } from '../catalog';
import { compareCatalogs } from '../comparison/compareCatalogs';
import { fetchCatalog } from '../fetchCatalog';
import { generateContent } from '../generate/generateContent';
import { diffCatalogs } from './diffCatalogs';

const BASE = 'CREATE TABLE free (id int PRIMARY KEY, busy_id int)';
const SQL = `CREATE TYPE mood AS ENUM ('calm');
  CREATE TABLE busy (id int PRIMARY KEY, feels mood DEFAULT 'calm', twice int GENERATED ALWAYS AS (id * 2) STORED, CHECK (id > 0));
  CREATE INDEX partly ON busy (id) WHERE id > 10; CREATE POLICY own ON busy USING (id = 1);
  CREATE VIEW over_busy AS SELECT id FROM busy;
  ALTER TABLE free ADD CONSTRAINT refers FOREIGN KEY (busy_id) REFERENCES busy`;

let without: Catalog;
let locked: Catalog;
let pid: number;

beforeAll(async () => {
  const database = await createTestDatabase();
  await database.query(BASE);
  without = await read(database);
  await database.query(SQL);
  const holder = await holdLock(database.url, 'LOCK TABLE busy IN ACCESS EXCLUSIVE MODE');
  pid = holder.pid;
  locked = await read(database);
  await holder.release();
});

test('it is not made, and what needs it neither', () => {
  const { changes, refused } = diffCatalogs(without, locked);
  expect(changes.flatMap(({ steps }) => steps.map(({ sql }) => sql))).toEqual([
    `CREATE TYPE "public"."mood" AS ENUM ('calm')`,
  ]);
  const told = new Map(refused.map(({ object, message }) => [object, message]));
  expect(told.get('table public.busy')).toBe(
    `It is locked by pid ${pid}, so that not all of it could be read. Compare again when it is free.`,
  );
  expect(told.get('constraint refers on public.free')).toMatch(/waits for .* public\.busy, which can’t be/);
  expect([...told.keys()].sort()).toEqual([
    'constraint busy_id_check on public.busy',
    'constraint busy_pkey on public.busy',
    'constraint refers on public.free',
    'index public.partly',
    'policy own on public.busy',
    'table public.busy',
    'view public.over_busy',
  ]);
});

test('it is not dropped, since nothing could make it anew, and what it uses neither', () => {
  const { changes, refused } = diffCatalogs(locked, without);
  expect(changes.map(({ object }) => object)).toEqual(['constraint refers on public.free']);
  expect(refused.map(({ object }) => object).sort()).toEqual([
    'enum public.mood',
    'table public.busy',
    'view public.over_busy',
  ]);
});

test('a revision leaves it out', () => {
  const compared = compareCatalogs(without, locked);
  const all = compared.rows.map(({ id }) => id);
  const { inside, outside, refused } = atOnce(generateContent(compared, all));
  expect(inside?.up.map(({ title }) => title)).toEqual(['create enum public.mood']);
  expect(outside).toBeNull();
  expect(refused.map(({ object }) => object)).toContain('table public.busy');
});

function read({ url }: TestDatabase): Promise<Catalog> {
  return fetchCatalog(parseTarget({ url }));
}

/** What a row tells is of that row, also where one statement does several. */
import { expect, test } from 'vitest';
import { parseTarget } from '../../connection/parseTarget';
import { createTestDatabase } from '../../testing/createTestDatabase';
import { fetchCatalog } from '../fetchCatalog';
import { compareCatalogs } from './compareCatalogs';

const TABLE =
  'CREATE TABLE t (wide varchar(10), big int, price numeric(8, 2), checked varchar(5) CHECK (checked <> $$$$))';

test('what a revision does outside of a transaction is marked', async () => {
  const [one, other] = [await createTestDatabase(), await createTestDatabase()];
  const base = 'CREATE TABLE t (id int PRIMARY KEY, a int, b int, c int)';
  await one.query(base);
  await other.query(
    `${base}; ALTER TABLE t ADD d int, ALTER a SET NOT NULL, ADD CHECK (b > 0), ADD UNIQUE (b); CREATE INDEX i ON t (c);
     ALTER TABLE t ADD FOREIGN KEY (b) REFERENCES t`,
  );
  const [from, to] = [await fetchCatalog(parseTarget(one)), await fetchCatalog(parseTarget(other))];
  const { rows } = compareCatalogs(from, to);
  const marked = rows.filter(({ isOutside }) => isOutside).map(({ name }) => name);
  expect(marked).toEqual(['t_b_check on t', 't_b_fkey on t', 't_b_key on t', 'i on t', 'a']);
});

test('of new types that come in one statement each column has its own marks', async () => {
  const [one, other] = [await createTestDatabase(), await createTestDatabase()];
  await one.query(TABLE);
  await other.query(
    `${TABLE}; ALTER TABLE t ALTER wide TYPE varchar(20), ALTER big TYPE bigint, ALTER price TYPE int, ALTER checked TYPE varchar(9)`,
  );
  const [from, to] = [await fetchCatalog(parseTarget(one)), await fetchCatalog(parseTarget(other))];
  const { rows, difference } = compareCatalogs(from, to);
  expect(difference.changes.flatMap(({ steps }) => steps)).toHaveLength(1);
  const marks = rows
    .filter(({ isGroup }) => !isGroup)
    .map(({ name, rewrites, scans, destroys }) => [name, { rewrites, scans, destroys }]);
  expect(Object.fromEntries(marks)).toEqual({
    wide: { rewrites: false, scans: false, destroys: null },
    big: { rewrites: true, scans: false, destroys: null },
    price: { rewrites: true, scans: false, destroys: 'the decimals of price' },
    checked: { rewrites: false, scans: true, destroys: null },
  });
});

/** Renames on real rows: what was renamed keeps its values, and everything that uses it follows. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseTarget } from '../../connection/parseTarget';
import { atOnce } from '../../stretches';
import { createTestDatabase, type TestDatabase } from '../../testing/createTestDatabase';
import type { TestPostgres } from '../../testing/testServers';
import { startTestTwin } from '../../testing/testTwin';
import { back, chooseRows, forth } from '../comparison/choose';
import { compareCatalogs } from '../comparison/compareCatalogs';
import { type Change, diffCatalogs } from '../diff/diffCatalogs';
import { fetchCatalog } from '../fetchCatalog';
import { type Rename, renameStep } from './rename';
import { renameOnTwin } from './renameOnTwin';
import { settleRenames } from './settleRenames';

const twin = startTestTwin();
const signal = new AbortController().signal;
const BOTH: readonly TestPostgres[] = ['18', '15'];

const FROM = `CREATE TYPE status AS ENUM ('new', 'lost', 'done');
  CREATE TABLE customers (id serial PRIMARY KEY, name text NOT NULL);
  CREATE TABLE orders (id int PRIMARY KEY, total numeric(10,2) NOT NULL CHECK (total >= 0), status status DEFAULT 'new',
    customer int REFERENCES customers, twice numeric GENERATED ALWAYS AS (total * 2) STORED);
  CREATE INDEX by_total ON orders (total) WHERE total > 5;
  CREATE VIEW big AS SELECT id, total FROM orders WHERE total > 100 AND status <> 'lost';`;
const TO = `CREATE TYPE status AS ENUM ('new', 'missing', 'done');
  CREATE TABLE clients (id serial PRIMARY KEY, name text NOT NULL);
  CREATE TABLE orders (id int PRIMARY KEY, amount numeric(12,2) NOT NULL CHECK (amount >= 0), status status DEFAULT 'new',
    customer int REFERENCES clients, twice numeric GENERATED ALWAYS AS (amount * 2) STORED);
  CREATE INDEX by_amount ON orders (amount) WHERE amount > 5;
  CREATE VIEW big AS SELECT id, amount AS total FROM orders WHERE amount > 100 AND status <> 'missing';`;
const ROWS = `INSERT INTO customers (name) VALUES ('Ada'), ('Ben');
  INSERT INTO orders (id, total, status, customer) VALUES (1, 150.25, 'lost', 2), (2, 3, 'new', 1);`;

/** The new type is another one: nothing but the user can know that it is the same column. */
const SAID = [
  'table customers=clients',
  'orders.total=amount',
  'label public.status.lost=missing',
  'index by_total=by_amount',
  'customers_id_seq=clients_id_seq',
].map((questionId) => ({ questionId, isRename: true }));

test.each(BOTH)(
  'rows, counters and texts follow what is renamed, there and back, on PostgreSQL %s',
  async (postgres) => {
    const [database, other] = [
      await createTestDatabase({ postgres }),
      await createTestDatabase({ postgres }),
    ];
    await database.query(FROM + ROWS);
    await other.query(TO);
    const [from, to] = [await read(database), await read(other)];
    const settled = await settleRenames({
      from,
      wanted: () => to,
      answers: SAID,
      rename: (now, renames) => renameOnTwin(now, renames, twin(), signal),
    });
    const compared = compareCatalogs(settled.from, settled.to, { original: from, renames: settled.renames });
    expect(
      settled.asked
        .filter(({ isRename }) => isRename === null)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([
      'constraint public.clients.customers_pkey=clients_pkey',
      'constraint public.orders.orders_total_check=orders_amount_check',
    ]);
    const chosen = chooseRows(
      compared,
      compared.rows.filter(({ destroys }) => destroys === null).map(({ id }) => id),
    );
    const { changes } = atOnce(forth(compared, chosen));
    await run(database, changes);
    expect(
      await database.query('SELECT id, amount::text, status::text, twice::text FROM orders ORDER BY id'),
    ).toEqual([
      { id: 1, amount: '150.25', status: 'missing', twice: '300.50' },
      { id: 2, amount: '3.00', status: 'new', twice: '6.00' },
    ]);
    expect(await database.query("INSERT INTO clients (name) VALUES ('Cid') RETURNING id")).toEqual([
      { id: 3 },
    ]);
    expect(diffCatalogs(await read(database), chosen.wanted.catalog).changes).toEqual([]);
    await run(database, atOnce(back(compared, chosen)).changes);
    expect(diffCatalogs(await read(database), from).changes).toEqual([]);
    expect(await database.query('SELECT total::text FROM orders WHERE id = 1')).toEqual([
      { total: '150.25' },
    ]);
  },
);

test('without an answer nothing is renamed: the column is dropped and added, and a likely one is asked about', async () => {
  const [database, other] = [await createTestDatabase(), await createTestDatabase()];
  await database.query('CREATE TABLE orders (id int, total int, note text)');
  await other.query('CREATE TABLE orders (id int, amount int, note text)');
  const [from, to] = [await read(database), await read(other)];
  const rename = () => Promise.reject(new Error('Nobody has asked for it.'));
  const settled = await settleRenames({ from, wanted: () => to, answers: [], rename });
  expect(settled.asked).toEqual([
    expect.objectContaining({ id: 'column public.orders.total=amount', isRename: null }),
  ]);
  const { rows } = compareCatalogs(settled.from, settled.to);
  expect(rows.map(({ id, action, destroys }) => [id, action, destroys])).toEqual([
    ['table public.orders', 'alter', null],
    ['column public.orders.amount', 'create', null],
    ['column public.orders.total', 'drop', 'the values of total'],
  ]);
});

/** The local server is of version 18, and spells a view of a renamed column as that does: it is made anew. */
function isNotSpelling({ kind, isReplaced }: Change): boolean {
  return !isReplaced && kind !== 'view' && kind !== 'rule';
}

/** What PostgreSQL itself makes of the same renames in the database is the oracle. */
test.each([
  ['relations', '18'],
  ['relations', '15'],
  ['partitions', '18'],
  ['partitions', '15'],
] as const)('%s: a renamed catalog is what PostgreSQL %s makes of the database', async (name, postgres) => {
  const database = await createTestDatabase({ postgres });
  await database.query(await readFile(join(import.meta.dirname, '../corpus', `${name}.sql`), 'utf8'));
  for (const rename of RENAMES[name]) {
    const before = await read(database);
    const renamed = await renameOnTwin(before, [rename], twin(), signal);
    await database.query(renameStep(rename).sql);
    const after = await read(database);
    expect(renamed.objects.map(({ id }) => id)).toEqual(after.objects.map(({ id }) => id));
    if (postgres === '18') expect(renamed).toEqual(after);
    else expect(diffCatalogs(renamed, after).changes.filter(isNotSpelling)).toEqual([]);
  }
});

const at = (kind: Rename['kind'], of: string | null, from: string, to: string): Rename => ({
  kind,
  schema: 'public',
  of,
  from,
  to,
});

const RENAMES: Readonly<Record<'relations' | 'partitions', readonly Rename[]>> = {
  relations: [
    at('column', 'customers', 'name', 'full "name"'),
    at('column', 'orders', 'total', 'amount'),
    at('column', 'orders', 'room', 'Room'),
    at('table', null, 'customers', 'Clients'),
    at('table', null, 'orders', 'purchases'),
    at('table', null, 'replicated', 'copied'),
    at('table', null, 'ring', 'rung'),
    at('constraint', 'purchases', 'positive', 'above_nothing'),
    at('constraint', 'Clients', 'customers_pkey', 'clients_pkey'),
    at('index', null, 'by_status', 'by state'),
    at('sequence', null, 'customers_id_seq', 'clients_id_seq'),
  ],
  partitions: [
    at('column', 'measures', 'value', 'reading'),
    at('column', 'cities', 'elevation', 'height'),
    at('table', null, 'measures', 'readings'),
    at('table', null, 'capitals', 'seats'),
  ],
};

function read({ url }: TestDatabase) {
  return fetchCatalog(parseTarget({ url }));
}

async function run(database: TestDatabase, changes: readonly Change[]): Promise<void> {
  for (const { sql } of changes.flatMap(({ steps }) => steps)) await database.query(sql);
}

/** Comparisons as the front doors ask for them, between real databases, models and revisions. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { ConnectionRole } from '../../connection/profile';
import { CoreError } from '../../errors';
import { type Lockstep, openLockstep } from '../../lockstep';
import { createTestDatabase } from '../../testing/createTestDatabase';
import { atEnd } from '../../testing/endings';
import { holdLock } from '../../testing/holdLock';
import { revision, testRunner, writeProject } from '../../testing/testProject';
import type { CompareSnapshot, Comparison, ProofSnapshot, Source } from './comparison';

let lockstep: Lockstep;
beforeAll(async () => {
  const home = await mkdtemp(join(tmpdir(), 'lockstep-comparisons-'));
  lockstep = openLockstep({ home, demoProject: join(home, 'demo'), spawnRunner: testRunner });
  atEnd(async () => {
    await lockstep.close();
    await rm(home, { recursive: true, force: true });
  });
});

const REVISIONS = {
  '1-orders.js': revision(
    `await query('CREATE TABLE orders (id int PRIMARY KEY, total int, fax text)');`,
    `await query('DROP TABLE orders');`,
  ),
};

async function place(role: ConnectionRole = 'development') {
  const database = await createTestDatabase();
  const project = await writeProject(REVISIONS);
  const { id: projectId } = await lockstep.projects.add(project.folder);
  await lockstep.projects.trust(projectId);
  const { id: connectionId } = await lockstep.connections.add({
    role,
    name: database.name,
    where: { url: database.url },
  });
  const pair = { connectionId, projectId };
  const { runId } = await lockstep.runs.start({
    ...pair,
    direction: 'up',
    target: 'heads',
    planId: null,
    override: [],
    databaseName: database.name,
  });
  for await (const { phase, outcome } of lockstep.runs.watch(runId)) {
    if (phase === 'ended') expect(outcome).toBe('done');
  }
  return { database, project, pair };
}

type Pair = Awaited<ReturnType<typeof place>>['pair'];

const connection = ({ connectionId }: Pair): Source => ({ kind: 'connection', connectionId });
const APPLIED: Source = { kind: 'applied' };
const NO_SCOPE = { schemas: [], excludeTables: [] };

async function compare(pair: Pair, from: Source, to: Source): Promise<Comparison> {
  const snapshots: CompareSnapshot[] = [];
  const asked = { ...pair, from, to, scope: NO_SCOPE };
  for await (const snapshot of lockstep.catalog.compare(asked, new AbortController().signal))
    snapshots.push(snapshot);
  const last = snapshots.at(-1);
  if (last?.phase === 'failed') throw new CoreError(last.error);
  if (last?.phase !== 'done') throw new Error('It ended without a word.');
  return last.comparison;
}

async function other(sql: string): Promise<Source> {
  const database = await createTestDatabase();
  await database.query(sql);
  const { id } = await lockstep.connections.add({
    role: 'development',
    name: database.name,
    where: { url: database.url },
  });
  return { kind: 'connection', connectionId: id };
}

const OTHER = `CREATE TABLE orders (id int PRIMARY KEY, total bigint, note text DEFAULT 'none') WITH (fillfactor = 70);
  CREATE TABLE customers (id int PRIMARY KEY); ALTER TABLE orders ADD COLUMN customer int REFERENCES customers;
  CREATE INDEX by_customer ON orders (customer);`;

test('each column has a row of its own, and what a choice needs comes with it', async () => {
  const { pair, database } = await place();
  const comparison = await compare(pair, connection(pair), await other(OTHER));
  const rows = comparison.rows.map(({ id, parentId, action, summary, destroys }) => ({
    id,
    parentId,
    action,
    summary,
    destroys,
  }));
  const orders = 'table public.orders';
  const row = (
    id: string,
    parentId: string | null,
    action: string,
    summary: string,
    destroys: string | null = null,
  ) => ({ id, parentId, action, summary, destroys });
  expect(rows).toEqual([
    row(
      'constraint orders_customer_fkey on public.orders',
      null,
      'create',
      'FOREIGN KEY (customer) REFERENCES public.customers(id)',
    ),
    row('index public.by_customer', null, 'create', '(customer)'),
    row('table public.customers', null, 'create', '1 column, 1 constraint'),
    row(orders, null, 'alter', 'options'),
    row('column public.orders.customer', orders, 'create', 'integer'),
    row('column public.orders.fax', orders, 'drop', 'text', 'the values of fax'),
    row('column public.orders.note', orders, 'create', "text, default 'none'::text"),
    row('column public.orders.total', orders, 'alter', 'integer → bigint'),
  ]);
  const { id: comparisonId } = comparison;
  const choice = await lockstep.catalog.choose({ comparisonId, chosen: ['index public.by_customer'] });
  expect(choice.added).toEqual([
    { rowId: 'column public.orders.customer', neededBy: 'index public.by_customer' },
  ]);
  expect(choice.losses).toEqual([]);
  const settings = await lockstep.catalog.choose({ comparisonId, chosen: [orders] });
  expect(settings.statements.map(({ sql }) => sql)).toEqual([
    `ALTER TABLE ONLY "public"."orders" SET (fillfactor = '70')`,
  ]);
  await database.query(choice.sql);
  const after = await compare(pair, connection(pair), { ...comparison.to.source });
  const left = after.rows.map(({ id }) => id);
  expect(left).not.toContain('index public.by_customer');
  expect(left).toContain('column public.orders.total');
  const view = await lockstep.catalog.object({ comparisonId, rowId: 'column public.orders.total' });
  expect(view.fromDdl).toContain('"total" integer');
  expect(view.toDdl).toContain('"total" bigint');
  expect(view.statements).toEqual([
    expect.objectContaining({ rewrites: true, sql: expect.stringContaining('TYPE bigint') }),
  ]);
  expect(view.reverse).toEqual([expect.objectContaining({ sql: expect.stringContaining('TYPE integer') })]);
});

test('a row that needs a loss that nobody has chosen is held back', async () => {
  const { pair, database } = await place();
  await database.query('CREATE TABLE archive (a int); CREATE VIEW faxes AS SELECT fax FROM orders');
  const to = await other(
    'CREATE TABLE orders (id int PRIMARY KEY, total int); CREATE VIEW archive AS SELECT 1 AS a',
  );
  const { id: comparisonId } = await compare(pair, connection(pair), to);
  const [view, table, fax] = ['view public.archive', 'table public.archive', 'column public.orders.fax'];
  const alone = await lockstep.catalog.choose({ comparisonId, chosen: [view] });
  expect(alone).toMatchObject({ statements: [], losses: [] });
  expect(alone.blocked).toEqual([
    { rowId: view, needs: table, message: expect.stringContaining('all rows of the table') },
  ]);
  const both = await lockstep.catalog.choose({ comparisonId, chosen: [view, table] });
  expect(both).toMatchObject({ blocked: [], losses: ['all rows of the table'] });
  const drop = await lockstep.catalog.choose({ comparisonId, chosen: [fax] });
  expect(drop.added).toEqual([{ rowId: 'view public.faxes', neededBy: fax }]);
});

test('a choice is proven on copies', async () => {
  const { pair } = await place();
  const { id: comparisonId, rows } = await compare(pair, connection(pair), await other(OTHER));
  const proof = await last(
    lockstep.catalog.prove({ comparisonId, chosen: rows.map(({ id }) => id) }, new AbortController().signal),
  );
  expect(proof.verdict).toBe('proven');
  expect(proof.steps.map(({ status }) => status)).toEqual(['held', 'held', 'held', 'held', 'held', 'held']);
});

async function last(snapshots: AsyncIterable<ProofSnapshot>): Promise<ProofSnapshot> {
  let latest: ProofSnapshot | null = null;
  for await (const snapshot of snapshots) latest = snapshot;
  if (!latest) throw new Error('It ended without a word.');
  return latest;
}

test('a saved catalog is compared later', async () => {
  const { pair, database } = await place();
  const first = await compare(pair, connection(pair), connection(pair));
  expect(first.rows).toEqual([]);
  const saved = await lockstep.catalog.save({ comparisonId: first.id, side: 'from' });
  const middle = Math.floor(saved.text.length / 2);
  const { uploadId } = await lockstep.catalog.upload({ uploadId: null, text: saved.text.slice(0, middle) });
  const { catalogId, objectCount } = await lockstep.catalog.load({
    name: saved.name,
    uploadId,
    text: saved.text.slice(middle),
  });
  expect(objectCount).toBe(first.from.objectCount);
  await database.query('ALTER TABLE orders ADD COLUMN late int');
  const { rows } = await compare(pair, { kind: 'saved', catalogId }, connection(pair));
  expect(rows.map(({ id }) => id)).toEqual(['table public.orders', 'column public.orders.late']);
});

test('what was changed by hand is adopted on production only once the database’s name is typed', async () => {
  const { pair, database, project } = await place('production');
  await database.query('ALTER TABLE orders ADD COLUMN by_hand int; CREATE INDEX by_hand ON orders (total)');
  const comparison = await compare(pair, APPLIED, connection(pair));
  expect(comparison).toMatchObject({ isDrift: true, leftOut: ['SequelizeMeta', 'lockstep_log'] });
  const asked = {
    ...pair,
    comparisonId: comparison.id,
    chosen: comparison.rows.map(({ id }) => id),
    as: 'adopt' as const,
    message: 'by hand',
  };
  const plan = await lockstep.catalog.planRevisions(asked);
  expect(plan).toMatchObject({ stamps: { database: database.name, needsDatabaseName: true }, commented: [] });
  const write = { ...asked, planId: plan.files?.id ?? '' };
  await expect(lockstep.catalog.writeRevisions(write)).rejects.toThrow('This is production');
  expect(await readdir(project.revisionsFolder)).toEqual(['1-orders.js']);
  await lockstep.catalog.writeRevisions({ ...write, databaseName: database.name });
  expect(await readdir(project.revisionsFolder)).toHaveLength(3);
  const history = await lockstep.revisions.history(pair);
  expect(history.revisions.map(({ state }) => state)).toEqual(['applied', 'applied', 'applied']);
  expect((await compare(pair, APPLIED, connection(pair))).rows).toEqual([]);
});

test('reverting comments out what would lose values that came by hand', async () => {
  const { pair, database, project } = await place();
  await database.query('ALTER TABLE orders ADD COLUMN by_hand int, ALTER COLUMN total SET NOT NULL');
  const { id, rows } = await compare(pair, APPLIED, connection(pair));
  const asked = {
    ...pair,
    comparisonId: id,
    chosen: rows.map((row) => row.id),
    as: 'revert' as const,
    message: 'undo',
  };
  const plan = await lockstep.catalog.planRevisions(asked);
  expect(plan.commented).toEqual(['column public.orders.by_hand']);
  const { files } = await lockstep.catalog.writeRevisions({ ...asked, planId: plan.files?.id ?? '' });
  const text = await readFile(join(project.folder, files?.changes[0]?.path ?? ''), 'utf8');
  expect(text).toMatch(/^\s*\/\/ Left out, because it destroys the values of by_hand/m);
  expect(text).toMatch(/^\s*await .*ALTER COLUMN "total" DROP NOT NULL/m);
});

test('an answer about a rename is remembered in the project, and the next comparison knows it', async () => {
  const { pair, database, project } = await place();
  await database.query(`INSERT INTO orders VALUES (1, 5, 'x')`);
  const to = await other('CREATE TABLE orders (id int PRIMARY KEY, amount int, fax text)');
  const first = await compare(pair, connection(pair), to);
  const questionId = 'column public.orders.total=amount';
  expect(first.renames).toEqual([expect.objectContaining({ id: questionId, isRename: null })]);
  const answers = [{ questionId, isRename: true }];
  const { id, rows } = await lockstep.catalog.answerRenames(
    { projectId: pair.projectId, comparisonId: first.id, answers },
    new AbortController().signal,
  );
  expect(rows.map(({ action, summary }) => [action, summary])).toEqual([
    ['alter', ''],
    ['rename', 'total → amount'],
  ]);
  const chosen = rows.map((row) => row.id);
  const view = await lockstep.catalog.object({ comparisonId: id, rowId: `rename ${questionId}` });
  expect([view.fromDdl.includes('"total"'), view.toDdl.includes('"amount"')]).toEqual([true, true]);
  const proof = await last(
    lockstep.catalog.prove({ comparisonId: id, chosen }, new AbortController().signal),
  );
  expect(proof.verdict).toBe('proven');
  const next = await compare(pair, connection(pair), to);
  expect(next.renames).toEqual([expect.objectContaining({ isRename: true })]);
  await database.query((await lockstep.catalog.choose({ comparisonId: next.id, chosen })).sql);
  expect(await database.query('SELECT amount FROM orders')).toEqual([{ amount: 5 }]);

  const path = join(project.folder, '.lockstep/renames.json');
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
    version: 1,
    renames: { [questionId]: 'renamed' },
  });
  await writeFile(path, '<<<<<<< HEAD\n');
  await expect(compare(pair, connection(pair), to)).rejects.toThrow(/renames\.json could not be read/);
});

test('the code of a project that is not trusted is not run', async () => {
  const { pair } = await place();
  const project = await writeProject(REVISIONS);
  const { id: projectId } = await lockstep.projects.add(project.folder);
  const untrusted = { ...pair, projectId };
  await expect(compare(untrusted, APPLIED, connection(pair))).rejects.toThrow('is not trusted yet');
  await expect(compare(untrusted, connection(pair), { kind: 'models' })).rejects.toThrow(
    'is not trusted yet',
  );
});

test('what somebody has locked is told with the pid, and waited for by nobody', async () => {
  const { pair, database } = await place();
  const to = await other(OTHER);
  const holder = await holdLock(database.url, 'LOCK TABLE orders IN ACCESS EXCLUSIVE MODE');
  const { unknown } = await compare(pair, connection(pair), to);
  expect(unknown).toContainEqual({ object: 'table public.orders', lockedBy: holder.pid });
  await holder.release();
});

test('a comparison is cancelled while it replays', async () => {
  const { pair, database, project } = await place();
  await project.write({ '2-sleeps.js': revision(`await query('SELECT pg_sleep(60)');`) });
  await database.query(`INSERT INTO "SequelizeMeta" VALUES ('2-sleeps.js')`);
  const stop = new AbortController();
  let latest: CompareSnapshot | null = null;
  const asked = { ...pair, from: APPLIED, to: connection(pair), scope: NO_SCOPE };
  for await (const snapshot of lockstep.catalog.compare(asked, stop.signal)) {
    latest = snapshot;
    if (snapshot.phase === 'reading' && snapshot.what === 'replaying 2-sleeps.js') stop.abort();
  }
  expect(latest).toMatchObject({ phase: 'failed', error: { kind: 'cancelled' } });
}, 20_000);

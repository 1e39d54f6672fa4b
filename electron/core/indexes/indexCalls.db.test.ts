/** The calls of the Indexes room, on a real target and a real twin. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLockstep } from '../lockstep';
import { createTestDatabase } from '../testing/createTestDatabase';
import { atEnd } from '../testing/endings';
import { testRunner, writeProject } from '../testing/testProject';
import { waitUntil } from '../testing/waitUntil';

const SHOP = `CREATE TABLE customers (id int PRIMARY KEY, name text);
  CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers, placed_at date);
  CREATE TABLE visits (id int PRIMARY KEY, customer_id int REFERENCES customers);
  INSERT INTO customers SELECT n, 'c' || n FROM generate_series(1, 1000) n;
  INSERT INTO orders SELECT n, n % 1000 + 1, current_date - n % 400 FROM generate_series(1, 20000) n;
  ANALYZE;`;

const START = { '20260101000000-start.sql': 'SELECT 1;\n' };

async function open(schema = SHOP) {
  const [database, { folder }] = await Promise.all([createTestDatabase(), writeProject(START)]);
  await database.query(schema);
  const lockstep = openLockstep({
    home: join(folder, '.home'),
    demoProject: folder,
    spawnRunner: testRunner,
  });
  atEnd(() => lockstep.close());
  const { id: connectionId } = await lockstep.connections.add({
    ...{ role: 'development', where: { url: database.url } },
  });
  const { id: projectId } = await lockstep.projects.add(folder);
  const pair = { connectionId, projectId };
  return { database, folder, pair, lockstep, indexes: lockstep.indexes, queries: lockstep.queries };
}

test('several suggestions become revisions of their own, each of which follows the one before', async () => {
  const { indexes, pair } = await open();
  const { suggestions, workload } = await indexes.suggestions(pair);
  expect(workload.state).toBe('missing');
  const ids = suggestions.map(({ id }) => id);
  expect(suggestions.map(({ kind }) => kind)).toEqual(Array(2).fill('missing-foreign-key-index'));
  const asked = { ...pair, ids, message: 'index', separately: true, format: 'sql' } as const;
  const plan = await indexes.planRevisions(asked);
  const ups = plan.changes.filter(({ path }) => !path.endsWith('.down.sql'));
  expect(ups).toHaveLength(2);
  expect(plan.heads).toEqual([ups[1]?.path.split('/').at(-1)]);
  for (const { after } of ups) expect(after.match(/CREATE INDEX CONCURRENTLY/g)).toHaveLength(1);
  expect((await indexes.writeRevisions({ ...asked, planId: plan.id })).changes).toEqual(plan.changes);
  await expect(indexes.planRevisions({ ...asked, ids: ['0'] })).rejects.toMatchObject({
    info: { kind: 'bad-input' },
  });
});

test('what is dismissed is told apart with its reason, and can be taken back', async () => {
  const { indexes, pair, folder } = await open();
  const [first] = (await indexes.suggestions(pair)).suggestions;
  await indexes.dismiss({ ...pair, id: first?.id ?? '', why: 'never deleted from' });
  expect(await readFile(join(folder, '.lockstep/suggestions.json'), 'utf8')).toContain('never deleted from');
  const after = await indexes.suggestions(pair);
  expect(after.count).toBe(1);
  expect(after.dismissed.map(({ suggestion, dismissal }) => [suggestion.id, dismissal.why])).toEqual([
    [first?.id, 'never deleted from'],
  ]);
  await indexes.restore({ ...pair, id: first?.id ?? '' });
  expect((await indexes.suggestions(pair)).count).toBe(2);
});

test('an index that the twin advises for a statement is suggested until it is made', async () => {
  const { indexes, pair, database, queries } = await open();
  const sql = 'SELECT * FROM orders WHERE placed_at = $1';
  expect(await indexes.twin(pair)).toBeNull();
  await expect(indexes.explain({ ...pair, sql, candidates: [] })).rejects.toMatchObject({
    info: { kind: 'bad-input' },
  });
  for await (const snapshot of indexes.refreshTwin(pair, new AbortController().signal)) {
    expect(snapshot.phase).not.toBe('failed');
  }
  expect(await indexes.twin(pair)).toMatchObject({ tables: 3 });
  const { before, after } = await indexes.explain({
    ...{ ...pair, sql, candidates: ['CREATE INDEX ON orders (placed_at)'] },
  });
  expect(after?.totalCost).toBeLessThan(before.totalCost);

  const phases: string[] = [];
  for await (const snapshot of indexes.adviseStatement({ ...pair, sql }, new AbortController().signal)) {
    phases.push(snapshot.phase);
  }
  expect(phases.at(-1)).toBe('done');
  const advised = (await indexes.suggestions(pair)).suggestions.find(({ kind }) => kind === 'create');
  expect(advised).toMatchObject({ columns: ['placed_at'], savingMs: null });
  await database.query(advised?.sql ?? '');
  expect((await indexes.suggestions(pair)).suggestions.map(({ kind }) => kind)).not.toContain('create');
  expect((await queries.findings(pair, new AbortController().signal)).workload.state).toBe('missing');
});

test('advice for names as Sequelize makes them does what a foreign key asks for, and is told once', async () => {
  const { indexes, pair } = await open(`CREATE TABLE "Users" ("id" int PRIMARY KEY);
    CREATE TABLE "Orders" ("id" int PRIMARY KEY, "userId" int REFERENCES "Users", note text);
    INSERT INTO "Users" SELECT generate_series(1, 1000);
    INSERT INTO "Orders" SELECT n, n % 1000 + 1, repeat('note', 20) FROM generate_series(1, 20000) n; ANALYZE`);
  const { signal } = new AbortController();
  for await (const { phase } of indexes.refreshTwin(pair, signal)) expect(phase).not.toBe('failed');
  const sql = 'SELECT * FROM "Orders" WHERE "userId" = $1 ORDER BY "userId" DESC';
  for await (const { phase } of indexes.adviseStatement({ ...pair, sql }, signal)) {
    expect(phase).not.toBe('failed');
  }
  const { suggestions } = await indexes.suggestions(pair);
  expect(suggestions).toMatchObject([{ kind: 'create', columns: ['userId'], index: 'Orders_userId_idx' }]);
});

test('an index that is advised has a name that no view has', async () => {
  const { indexes, pair, database } = await open();
  const { signal } = new AbortController();
  await database.query('CREATE VIEW orders_placed_at_idx AS SELECT 1');
  for await (const { phase } of indexes.refreshTwin(pair, signal)) expect(phase).not.toBe('failed');
  const sql = 'SELECT * FROM orders WHERE placed_at = $1';
  for await (const { phase } of indexes.adviseStatement({ ...pair, sql }, signal)) {
    expect(phase).not.toBe('failed');
  }
  const made = (await indexes.suggestions(pair)).suggestions.find(({ kind }) => kind === 'create');
  expect(made?.index).toBe('orders_placed_at_idx1');
  await database.query(made?.sql ?? '');
});

test('what is counted is advised on, with a twin that is made first, and the advice stays known', async () => {
  const { indexes, pair, database, queries } = await open();
  await database.query('CREATE EXTENSION pg_stat_statements');
  // Filling the table would outweigh what the index saves.
  await database.query('SELECT pg_stat_reset()');
  for (let day = 10; day < 30; day++) {
    await database.query(`SELECT * FROM orders WHERE placed_at = '2026-01-${day}'`);
  }
  const phases: string[] = [];
  for await (const { phase } of indexes.advise(pair, new AbortController().signal)) phases.push(phase);
  expect(phases).toContain('cloning');
  expect(phases.at(-1)).toBe('done');
  const { suggestions, advised } = await indexes.suggestions(pair);
  expect(advised?.planned).toBeGreaterThan(0);
  expect(advised?.reasons.every(({ text, reason }) => text !== '' && reason !== '')).toBe(true);
  expect(advised?.reasons).toHaveLength(advised?.notPlanned ?? -1);
  expect(advised?.expectedMs).toBeLessThan(advised?.totalMs ?? 0);
  const [dearest] = suggestions;
  expect(dearest).toMatchObject({ kind: 'create', columns: ['placed_at'] });
  expect(dearest?.savingMs).toBeGreaterThan(0);
  expect(dearest?.helps[0]?.proof).toMatchObject({ provenBy: 'twin' });

  const { signal } = new AbortController();
  const [first, second] = [await queries.findings(pair, signal), await queries.findings(pair, signal)];
  expect(first.workload).toMatchObject({ state: 'ready' });
  expect(first.workload).not.toHaveProperty('statements');
  expect(first.findings.every(({ callsPerMinute }) => callsPerMinute === null)).toBe(true);
  expect(second.findings.every(({ callsPerMinute }) => callsPerMinute !== null)).toBe(true);
});

test('what an index was suggested for is measured from the run on that made it', async () => {
  const { indexes, pair, database, lockstep, folder } = await open();
  await database.query('CREATE EXTENSION pg_stat_statements; SELECT pg_stat_reset()');
  const ask = (number: number) =>
    database.query(`SELECT * FROM orders WHERE placed_at = current_date - ${number}`);
  for (let turn = 0; turn < 40; turn++) await ask(turn);
  for await (const snapshot of indexes.advise(pair, new AbortController().signal)) {
    expect(snapshot.phase).not.toBe('failed');
  }
  const { suggestions } = await indexes.suggestions(pair);
  const [{ id = '', index = '' } = {}] = suggestions.filter(({ kind }) => kind === 'create');
  const asked = { ...pair, ids: [id], message: 'faster', separately: false, format: 'sql' } as const;
  const plan = await indexes.planRevisions(asked);
  expect(plan.notes).toEqual([
    `What is expected of ${index} is remembered in .lockstep/effects.json, to be committed.`,
  ]);
  await indexes.writeRevisions({ ...asked, planId: plan.id });
  expect(await readFile(join(folder, '.lockstep/effects.json'), 'utf8')).not.toContain('current_date - 7');
  expect((await indexes.suggestions(pair)).effects).toEqual([]);

  await lockstep.projects.trust(pair.projectId);
  const run = { direction: 'up', target: 'head', planId: null, override: [] } as const;
  const { runId } = await lockstep.runs.start({ ...pair, ...run });
  for await (const { phase } of lockstep.runs.watch(runId)) if (phase === 'ended') break;
  await waitUntil(async () => readFile(join(folder, '.home/index-baselines.json'), 'utf8').catch(() => null));
  const made = await indexes.suggestions(pair);
  expect(made.effects).toMatchObject([{ index, verdict: 'too-few-calls' }]);
  expect(made.suggestions.filter(({ kind }) => kind === 'unused')).toEqual([]);
  for (let turn = 0; turn < 25; turn++) await ask(turn);
  const [effect] = await waitUntil(async () => {
    const { effects } = await indexes.suggestions(pair);
    return (effects[0]?.scans ?? 0) >= 25 && effects;
  });
  expect(effect).toMatchObject({
    index,
    table: 'orders',
    calls: 25,
    verdict: expect.stringMatching(/expected/),
  });
});

test('a column that is marked as private has no values in the twin, before and after it is made', async () => {
  const { indexes, pair } = await open();
  const asked = { ...pair, search: 'customers name', onlyPrivate: false };
  const [name] = (await indexes.columns(asked)).columns;
  expect(name).toEqual({
    ...{ schema: 'public', table: 'customers', column: 'name', type: 'text', isPrivate: false },
  });
  const columns = [{ schema: 'public', table: 'customers', column: 'name' }];
  await indexes.markPrivate({ ...pair, columns, isPrivate: true });
  expect(await indexes.columns({ ...asked, onlyPrivate: true })).toMatchObject({
    ...{ count: 1, privateCount: 1, columns: [{ isPrivate: true }] },
  });
  for await (const { phase } of indexes.refreshTwin(pair, new AbortController().signal)) {
    expect(phase).not.toBe('failed');
  }
  expect((await indexes.twin(pair))?.notes.join()).toContain('1 private column');
  await indexes.markPrivate({ ...pair, columns, isPrivate: false });
  expect((await indexes.columns(asked)).privateCount).toBe(0);
  expect((await indexes.twin(pair))?.notes.join(), 'until it is refreshed').toContain('1 private column');
});

test('work on the twin ends when nobody listens any more', async () => {
  const { indexes, pair } = await open();
  for await (const snapshot of indexes.refreshTwin(pair, new AbortController().signal)) {
    if (snapshot.phase === 'cloning') break;
  }
  expect(await indexes.twin(pair)).toBeNull();
  const stop = new AbortController();
  const phases: string[] = [];
  for await (const snapshot of indexes.refreshTwin(pair, stop.signal)) {
    phases.push(snapshot.phase === 'failed' ? snapshot.error.kind : snapshot.phase);
    if (snapshot.phase === 'statistics') stop.abort();
  }
  expect(phases.at(-1)).toBe('cancelled');
  expect(await indexes.twin(pair)).toBeNull();
});

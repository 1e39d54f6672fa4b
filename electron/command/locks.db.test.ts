/** The verbs that look at locks and end them, as a user types them. */
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { runCommandProcess, startCommand } from '../core/testing/commandProcess';
import { createTestDatabase, type TestDatabase } from '../core/testing/createTestDatabase';
import { atEnd } from '../core/testing/endings';
import { type LockScene, openLockScene } from '../core/testing/lockScene';
import { createTestRole } from '../core/testing/testRole';

let shop: TestDatabase;
let scene: LockScene;
let home: string;

beforeAll(async () => {
  shop = await createTestDatabase({ template: 'shop' });
  scene = await openLockScene(shop);
  home = await mkdtemp(join(tmpdir(), 'lockstep-home-'));
  atEnd(() => rm(home, { recursive: true, force: true }));
});
afterEach(() => scene.clear());

const lockstep = (...words: string[]) =>
  runCommandProcess([...words, '--url', shop.url], { LOCKSTEP_HOME: home });

async function queueUp() {
  const [a, b, c] = await Promise.all([scene.open('A'), scene.open('B'), scene.open('C')]);
  await a.run('BEGIN', 'SELECT count(*) FROM orders');
  await b.send('ALTER TABLE orders ADD note text');
  await c.send('SELECT count(*) FROM orders');
  return { a, b, c };
}

test('locks tells sessions, edges and prepared transactions, and draws who waits below whom', async () => {
  const { a, b, c } = await queueUp();
  const told = JSON.parse((await lockstep('locks', '--json')).stdout);
  const pids = [a.pid, b.pid, c.pid];
  expect(told.sessions.map(({ pid }: { pid: number }) => pid)).toEqual(expect.arrayContaining(pids));
  expect(told.edges.filter(({ blocked }: { blocked: number }) => pids.includes(blocked))).toEqual([
    { blocked: b.pid, blocker: a.pid, gid: null, kind: 'hard', isImplied: false },
    { blocked: c.pid, blocker: b.pid, gid: null, kind: 'soft', isImplied: false },
  ]);
  expect(told.prepared).toEqual(expect.any(Array));
  const { stdout } = await lockstep('locks');
  const tree = [
    `^${a.pid} \\(A, postgres\\) idle in transaction for \\d+ s: last SELECT count\\(\\*\\) FROM orders`,
    `    └─ hard  ${b.pid} \\(B, postgres\\) wants ACCESS EXCLUSIVE on orders for ALTER TABLE, \\d+ s: ALTER .*`,
    `        └─ soft  ${c.pid} \\(C, postgres\\) wants ACCESS SHARE on orders for SELECT, \\d+ s: SELECT .*$`,
  ];
  expect(stdout).toMatch(new RegExp(tree.join('\n'), 'm'));
});

test('watching tells one document a line until it is stopped', async () => {
  const counted = await lockstep('locks', '--watch', '--every', '500', '--count', '2', '--json');
  expect(counted.code).toBe(0);
  expect(
    counted.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).database),
  ).toEqual([shop.name, shop.name]);
  const watching = startCommand(['locks', '--watch', '--every', '500', '--url', shop.url]);
  if (watching.process.stdout) await once(watching.process.stdout, 'data');
  watching.process.kill('SIGINT');
  expect((await watching.ended).stdout).toContain('sessions hold or await locks');
  expect(await lockstep('locks', '--every', '5')).toMatchObject({ code: 2 });
});

test('watching ends when nobody reads it any more', async () => {
  const watching = startCommand(['locks', '--watch', '--every', '500', '--url', shop.url]);
  if (watching.process.stdout) await once(watching.process.stdout, 'data');
  watching.process.stdout?.destroy();
  expect(await watching.ended).toMatchObject({ code: 0, stderr: '' });
});

test('rows tells who locks which, by key', async () => {
  const a = await scene.open('A');
  await a.run(
    'BEGIN',
    'SELECT FROM orders WHERE id IN (1, 3) FOR SHARE',
    'UPDATE customers SET name = name WHERE id = 2',
  );
  const { stdout } = await lockstep(
    'rows',
    'orders',
    '--where',
    'id >= 2',
    'id<4',
    '--columns',
    'status',
    '--json',
  );
  expect(JSON.parse(stdout)).toMatchObject({
    phase: 'done',
    rows: [
      {
        ctid: '(0,3)',
        key: { id: '3' },
        values: { status: 'pending' },
        lockers: [{ pid: a.pid, gid: null, mode: null, sure: 'holder' }],
      },
    ],
  });
  expect((await lockstep('rows', 'public.customers')).stdout).toMatch(
    new RegExp(
      `^id=2 \\(0,2\\): locked or changed by pid ${a.pid} \\(A, postgres, \\d+ s\\)\n.*CREATE EXTENSION`,
    ),
  );
  expect((await lockstep('rows', '"products"')).stdout).toBe('No locked rows in products.\n');
  expect(await lockstep('rows', 'nothing')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('There is no table nothing'),
  });
  expect(await lockstep('rows', 'orders', '--where', 'id ~ 4')).toMatchObject({ code: 2 });
});

test('a role without rights is told what it can’t know, and what would tell it', async () => {
  const a = await scene.open('A');
  await a.run('BEGIN', 'SELECT FROM products FOR UPDATE');
  const role = await createTestRole(shop);
  const asRole = (...words: string[]) =>
    runCommandProcess([...words, '--url', role.url], { LOCKSTEP_HOME: home });
  expect((await asRole('rows', 'products')).stdout).toBe(
    'No locked row of products is known.\nOnly rows that somebody waits for are known: ' +
      `GRANT SELECT ON "public"."products" TO "${role.name}" shows the others.\n`,
  );
  expect(await asRole('terminate', String(a.pid))).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`GRANT pg_monitor TO "${role.name}";`),
  });
});

test('a locked table is told with who holds it', async () => {
  const a = await scene.open('A');
  await a.run('BEGIN', 'LOCK TABLE orders');
  expect(await lockstep('rows', 'orders')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`The table orders is locked by pid ${a.pid} (A).`),
  });
});

test('terminate says whom it sets free, does it, and keeps who did', async () => {
  const { a, b } = await queueUp();
  const dry = await lockstep('terminate', String(a.pid), '--dry-run');
  expect(dry.stdout).toBe(
    'It is idle in a transaction: there is no statement to cancel.\n' +
      'Cancelling its statement: 0 go on at once, 2 still wait.\nEnding it: 1 goes on at once, 1 still waits.\n',
  );
  const done = await lockstep('terminate', String(a.pid), '--json');
  expect(done.code).toBe(0);
  expect(JSON.parse(done.stdout).report).toMatchObject({ outcome: 'gone' });
  expect(JSON.parse(done.stdout).report.wentOn).toContain(b.pid);
  const log = await readFile(join(home, 'signals.jsonl'), 'utf8');
  expect(
    log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).outcome),
  ).toEqual(['asked', 'gone']);
  expect(await lockstep('terminate', String(a.pid))).toMatchObject({ code: 2 });
});

/**
 * Whether the plan twin plans as the server that it is a twin of: the demo shop and a warehouse in the manner of TPC-H,
 * each question planned by both. Then how long the twin of many tables takes. Prints the exceptions with the reason;
 * fails beyond the bars. `npm run bench:parity [-- --orders 150000 --tables 5000]`.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseTarget } from '../../electron/core/connection/parseTarget';
import { openSession, type Session } from '../../electron/core/connection/session';
import { startDemo } from '../../electron/core/demo/demo';
import { explainOnTwin } from '../../electron/core/indexes/explain/explainOnTwin';
import { readPlan } from '../../electron/core/indexes/explain/planNode';
import type { PlanNode } from '../../electron/core/indexes/suggestion';
import { forkRunner } from '../../electron/core/project/forkRunner';
import { applyDemoRevisions } from '../../electron/core/revisions/applyDemoRevisions';
import { refreshTwin } from '../../electron/core/testing/refreshTwin';
import { createWarehouse } from '../../electron/core/testing/warehouse/createWarehouse';
import { warehouseQueries } from '../../electron/core/testing/warehouse/queries';
import { type LocalServer, startLocalServer } from '../../electron/core/twin/localServer';
import { type Planning, withPlanTwin } from '../../electron/core/twin/planner/planTwin';
import { createTwin } from '../../electron/core/twin/twinKeeper';
import { temporaryFolder } from '../temporaryFolder';
import { createTables } from './benchTables';
import { judge, print } from './report';
import { shopQueries } from './shopQueries';

const { values } = parseArgs({
  options: { orders: { type: 'string', default: '150000' }, tables: { type: 'string', default: '5000' } },
});
const ALIKE_AT_LEAST = 95;
const NEAR_AT_LEAST = 90;
const NEAR = 0.1;
const REFRESH_AT_MOST_SECONDS = 60;

interface Outcome {
  readonly name: string;
  readonly real: PlanNode;
  readonly twin: PlanNode;
  readonly ms: number;
}

const root = join(import.meta.dirname, '../..');
const folder = await temporaryFolder('parity');
const twin = createTwin({ folder: join(folder, 'twin') });
const server = await startLocalServer({
  binaries: '18',
  folder: join(folder, 'server'),
  settings: { fsync: 'off', autovacuum: 'off' },
});
try {
  const outcomes = [...(await compareShop()), ...(await compareWarehouse(server))];
  tellOutcomes(outcomes);
  await timeManyTables(server, Number(values.tables));
} finally {
  await twin.stop();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

async function compareShop(): Promise<readonly Outcome[]> {
  const demo = await startDemo({
    folder: join(folder, 'demo'),
    projectFolder: join(root, 'migrations'),
    applyRevisions: applyDemoRevisions(forkRunner(join(root, 'dist/node/runner.js'))),
    onStatus: () => undefined,
  });
  try {
    return await compare(demo.url, shopQueries);
  } finally {
    await demo.stop();
  }
}

async function compareWarehouse({ url }: LocalServer): Promise<readonly Outcome[]> {
  await run(url('postgres'), 'CREATE DATABASE warehouse');
  const begun = performance.now();
  await createWarehouse(url('warehouse'), Number(values.orders));
  print(`warehouse of ${values.orders} orders loaded in ${seconds(performance.now() - begun)}`);
  return compare(url('warehouse'), Object.fromEntries(warehouseQueries.map(({ name, sql }) => [name, sql])));
}

async function compare(url: string, queries: Readonly<Record<string, string>>): Promise<readonly Outcome[]> {
  await run(url, 'VACUUM ANALYZE');
  await refreshTwin(twin, url);
  const target = await openSession(parseTarget({ url }), { kind: 'run', name: 'lockstep bench' });
  try {
    return await withPlanTwin(twin, parseTarget({ url }).target, async (planning) => {
      const outcomes: Outcome[] = [];
      for (const [name, sql] of Object.entries(queries))
        outcomes.push(await compareOne(target, planning, name, sql));
      return outcomes;
    });
  } finally {
    await target.close();
  }
}

async function compareOne(target: Session, planning: Planning, name: string, sql: string): Promise<Outcome> {
  const [row] = await target.query<{ 'QUERY PLAN': unknown }>(`EXPLAIN (FORMAT JSON) ${sql}`);
  const begun = performance.now();
  const { before } = await explainOnTwin(planning, sql);
  return { name, real: readPlan(row?.['QUERY PLAN']), twin: before, ms: performance.now() - begun };
}

function tellOutcomes(outcomes: readonly Outcome[]): void {
  const others = outcomes.filter((each) => !isAlike(each) || !isNear(each));
  const share = (found: readonly Outcome[]) => (100 * found.length) / outcomes.length;
  print(`${outcomes.length} questions`);
  for (const each of others) tellException(each);
  judge('same shape, %', share(outcomes.filter(isAlike)), { atLeast: ALIKE_AT_LEAST });
  judge(`cost within ${NEAR * 100} %, %`, share(outcomes.filter(isNear)), { atLeast: NEAR_AT_LEAST });
  const times = outcomes.map(({ ms }) => ms).sort((a, b) => a - b);
  print(
    `  a question to the twin: median ${times[Math.floor(times.length / 2)]?.toFixed(1)} ms, most ${times.at(-1)?.toFixed(1)} ms`,
  );
}

function tellException({ name, real, twin: planned }: Outcome): void {
  print(
    `  ${name}: cost ${real.totalCost} on the server, ${planned.totalCost} on the twin; ${reasonOf(real, planned)}`,
  );
  if (shapeOf(real) !== shapeOf(planned))
    print(`    server: ${shapeOf(real)}\n    twin:   ${shapeOf(planned)}`);
}

/** Where the two begin to differ, from below. */
function reasonOf(real: PlanNode, planned: PlanNode): string {
  for (const [index, child] of real.children.entries()) {
    const other = planned.children[index];
    if (other && child.type === other.type && Math.abs(rowsTimes(child, other) - 1) > 0.05)
      return reasonOf(child, other);
  }
  const where = `${real.type}${real.relation ? ` of ${real.relation}` : ''}`;
  const times = rowsTimes(real, planned);
  return Math.abs(times - 1) > 0.05
    ? `it expects ${planned.rows} rows of ${where}, the server ${real.rows}: a value beyond the histogram, or a most common combination, is known only with rows`
    : `the same rows of ${where}, at another price: sizes and heights of indexes are estimated`;
}

function rowsTimes(real: PlanNode, planned: PlanNode): number {
  return Math.max(1, planned.rows) / Math.max(1, real.rows);
}

function isAlike({ real, twin: planned }: Outcome): boolean {
  return shapeOf(real) === shapeOf(planned);
}

function isNear({ real, twin: planned }: Outcome): boolean {
  return Math.abs(planned.totalCost / real.totalCost - 1) <= NEAR;
}

function shapeOf({ type, relation, index, children }: PlanNode): string {
  const own = [type, relation, index].filter((each) => each !== null).join(' ');
  return children.length === 0 ? own : `${own} (${children.map(shapeOf).join(', ')})`;
}

async function timeManyTables(from: LocalServer, count: number): Promise<void> {
  const url = await createTables(from, 'many', count);
  const begun = performance.now();
  const { twin: card } = await refreshTwin(twin, url);
  print(`the twin of ${card.tables} tables`);
  judge('seconds', (performance.now() - begun) / 1000, { atMost: REFRESH_AT_MOST_SECONDS });
  const again = performance.now();
  await withPlanTwin(twin, parseTarget({ url }).target, (planning) =>
    explainOnTwin(planning, "SELECT FROM table_7 WHERE label = 'a'", ['CREATE INDEX ON table_7 (label)']),
  );
  print(
    `  a question with an index that is tried: ${(performance.now() - again).toFixed(0)} ms with its session`,
  );
}

async function run(url: string, sql: string): Promise<void> {
  const session = await openSession(parseTarget({ url }), { kind: 'run', name: 'lockstep bench' });
  try {
    await session.query(sql);
  } finally {
    await session.close();
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

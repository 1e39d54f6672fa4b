/** The twin against the server that it is a twin of: what both plan for the same questions. */
import { expect, test } from 'vitest';
import { parseTarget } from '../../connection/parseTarget';
import { createTestDatabase } from '../../testing/createTestDatabase';
import { refreshTwin } from '../../testing/refreshTwin';
import { startTestTwin } from '../../testing/testTwin';
import { createWarehouse } from '../../testing/warehouse/createWarehouse';
import { warehouseQueries } from '../../testing/warehouse/queries';
import { withPlanTwin } from '../../twin/planner/planTwin';
import type { PlanNode } from '../suggestion';
import { explainOnTwin } from './explainOnTwin';
import { readPlan } from './planNode';

const twin = startTestTwin();

function shapeOf({ type, relation, index, children }: PlanNode): string {
  return `${[type, relation, index].filter((each) => each !== null).join(' ')}(${children.map(shapeOf).join(', ')})`;
}

async function explainReally(
  query: (sql: string) => Promise<readonly object[]>,
  sql: string,
): Promise<PlanNode> {
  const [row] = await query(`EXPLAIN (FORMAT JSON) ${sql}`);
  return readPlan(Object.values(row ?? {})[0]);
}

test('of 60 questions to a warehouse nearly all are planned alike, at the same cost', async () => {
  const target = await createTestDatabase();
  await createWarehouse(target.url, 15_000);
  await refreshTwin(twin(), target.url);
  const outcomes = await withPlanTwin(twin(), parseTarget({ url: target.url }).target, async (planning) => {
    const all = [];
    for (const { name, sql } of warehouseQueries) {
      const real = await explainReally(target.query, sql);
      const { before } = await explainOnTwin(planning, sql);
      const isAlike = shapeOf(real) === shapeOf(before);
      all.push({ name, isAlike, times: before.totalCost / real.totalCost });
    }
    return all;
  });
  const others = outcomes.filter(({ isAlike, times }) => !isAlike || Math.abs(times - 1) > 0.1);
  expect(outcomes.length).toBe(60);
  expect(others.filter(({ isAlike }) => !isAlike).length, JSON.stringify(others)).toBeLessThanOrEqual(3);
  expect(others.length, JSON.stringify(others)).toBeLessThanOrEqual(6);
});

test('an index that is not there is planned with as if it were, and its size is foreseen', async () => {
  const target = await createTestDatabase();
  await createWarehouse(target.url, 15_000);
  const definitions = await target.query<{ name: string; sql: string; bytes: string }>(
    `SELECT c.relname AS name, pg_get_indexdef(c.oid) AS sql, pg_relation_size(c.oid) AS bytes FROM pg_index i
      JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam AND a.amname = 'btree'
      WHERE i.indrelid::regclass::text IN ('orders', 'lineitem') AND NOT i.indisprimary ORDER BY 1`,
  );
  const questions = warehouseQueries.filter(({ name }) =>
    /^(orders of|items of|shipped|received|clerk|latest)/.test(name),
  );
  const real = new Map<string, PlanNode>();
  for (const { name, sql } of questions) real.set(name, await explainReally(target.query, sql));
  await target.query(definitions.map(({ name }) => `DROP INDEX ${name}`).join(';'));
  await refreshTwin(twin(), target.url);
  await withPlanTwin(twin(), parseTarget({ url: target.url }).target, async (planning) => {
    for (const { name, sql } of questions) {
      const { after, candidates } = await explainOnTwin(
        planning,
        sql,
        definitions.map((each) => each.sql),
      );
      const wanted = real.get(name);
      expect(after && shapeOf(after), name).toBe(wanted && shapeOf(wanted));
      expect(Math.abs((after?.totalCost ?? 0) / (wanted?.totalCost ?? 1) - 1), name).toBeLessThan(0.2);
      // A part has four suppliers: of columns that go together, fewer pairs are there than is foreseen.
      for (const tried of candidates.filter((each) => each.name !== 'lineitem_part')) {
        const bytes = Number(definitions.find((each) => each.name === tried.name)?.bytes);
        expect(tried.sizeBytes / bytes, tried.sql).toBeGreaterThan(0.75);
        expect(tried.sizeBytes / bytes, tried.sql).toBeLessThan(1.35);
      }
    }
  });
});

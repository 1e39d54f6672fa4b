import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Suggestion } from '../suggestion';
import { planPartitionBuild } from './partitionBuild';
import type { Partition } from './partitions.sql';

const suggestion: Suggestion = {
  ...{ id: '1', kind: 'create', schema: 'public', table: 'visits', columns: ['customer_id'] },
  index: 'visits_customer_id_idx',
  sql: 'CREATE INDEX "visits_customer_id_idx" ON "public"."visits" ("customer_id")',
  ...{ reverseSql: null, reason: 'It is faster.', savingMs: null, savingMsPerMinute: null },
  ...{ sizeBytes: null, tableWrites: null, helps: [], caveats: [] },
};

const table = (name: string, indexes: Partition['indexes'] = []): Partition => ({
  ...{ schema: 'public', name, kind: 'table', indexes, partitions: [] },
});

const partitioned = (name: string, partitions: readonly Partition[]): Partition => ({
  ...{ schema: 'public', name, kind: 'partitioned', indexes: [], partitions },
});

const plan = (tree: Partition, shape: string | null = 'same') => {
  const build = planPartitionBuild({ suggestion, tree, shape, taken: new Map() });
  const statementsOf = (pieces: readonly { readonly statements: readonly string[] }[] = []) =>
    pieces.flatMap(({ statements }) => statements);
  return build && { up: statementsOf(build.up), down: statementsOf(build.down) };
};

test('an index is made from above downwards and attached from below upwards, whatever is nested', () => {
  const tree = partitioned('visits', [table('y25'), partitioned('y26', [table('q1')])]);
  expect(plan(tree)?.up).toEqual([
    'CREATE INDEX IF NOT EXISTS "visits_customer_id_idx" ON ONLY "public"."visits" ("customer_id")',
    'CREATE INDEX CONCURRENTLY IF NOT EXISTS "y25_customer_id_idx" ON "public"."y25" ("customer_id")',
    'ALTER INDEX "public"."visits_customer_id_idx" ATTACH PARTITION "public"."y25_customer_id_idx"',
    'CREATE INDEX IF NOT EXISTS "y26_customer_id_idx" ON ONLY "public"."y26" ("customer_id")',
    'CREATE INDEX CONCURRENTLY IF NOT EXISTS "q1_customer_id_idx" ON "public"."q1" ("customer_id")',
    'ALTER INDEX "public"."y26_customer_id_idx" ATTACH PARTITION "public"."q1_customer_id_idx"',
    'ALTER INDEX "public"."visits_customer_id_idx" ATTACH PARTITION "public"."y26_customer_id_idx"',
  ]);
});

test('an index that a partition has already is attached, and made again on the way back', () => {
  const sql = 'CREATE INDEX CONCURRENTLY mine ON public.y25 USING btree (customer_id)';
  const tree = partitioned('visits', [table('y25', [{ name: 'mine', shape: 'same', sql }])]);
  expect(plan(tree)).toEqual({
    up: [
      'CREATE INDEX IF NOT EXISTS "visits_customer_id_idx" ON ONLY "public"."visits" ("customer_id")',
      'ALTER INDEX "public"."visits_customer_id_idx" ATTACH PARTITION "public"."mine"',
    ],
    down: ['DROP INDEX "public"."visits_customer_id_idx"', sql],
  });
  expect(plan(tree, null)?.up).toContain(
    'CREATE INDEX CONCURRENTLY IF NOT EXISTS "y25_customer_id_idx" ON "public"."y25" ("customer_id")',
  );
});

test('where a partition is a foreign table the statement stays as it is', () => {
  expect(plan(partitioned('visits', [{ ...table('far'), kind: 'foreign' }]))).toBeNull();
});

test('names that are given are never longer than PostgreSQL’s, and each is given once', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'é', '名', '_'), minLength: 1, maxLength: 70 });
  fc.assert(
    fc.property(
      fc.uniqueArray(name, { maxLength: 8 }),
      fc.array(name, { maxLength: 3 }),
      (names, columns) => {
        const build = planPartitionBuild({
          suggestion: { ...suggestion, columns },
          ...{
            tree: partitioned(
              'visits',
              names.map((each) => table(each)),
            ),
            shape: null,
          },
          taken: new Map([['public', new Set(names)]]),
        });
        const made = (build?.up ?? [])
          .flatMap(({ statements }) => statements)
          .flatMap((sql) => /^CREATE INDEX CONCURRENTLY IF NOT EXISTS "([^"]+)"/.exec(sql)?.[1] ?? []);
        expect(made).toHaveLength(names.length);
        expect(new Set([...made, ...names, 'visits_customer_id_idx']).size).toBe(2 * names.length + 1);
        for (const each of made) expect(Buffer.byteLength(each)).toBeLessThanOrEqual(63);
      },
    ),
  );
});

/**
 * The law of the difference: of any two schemas, its SQL makes one of them equal the other, and back, in one
 * transaction. LOCKSTEP_PAIRS says how many are tried, LOCKSTEP_SEED which; a pair that fails becomes a file in cases/.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TestPostgres } from '../../testing/testServers';
import { createBench } from './random/checkPair';
import { type SchemaPair, schemaPair, schemaSql, statementsOf } from './random/schemas';

const { LOCKSTEP_PAIRS, LOCKSTEP_SEED } = process.env;
const SEED = Number(LOCKSTEP_SEED ?? 18);

/** What was dropped makes a database slower, the more of it there was. */
const PAIRS_PER_DATABASE = 60;

test.each([
  { postgres: '18', pairs: Number(LOCKSTEP_PAIRS ?? 140) },
  { postgres: '15', pairs: Math.ceil(Number(LOCKSTEP_PAIRS ?? 140) / 5) },
] as const)(
  `any of $pairs pairs on PostgreSQL $postgres, seed ${SEED}: the first becomes the second, and back`,
  async ({ postgres, pairs }) => {
    const check = await createCheck(postgres);
    let refused = 0;
    const property = fc.asyncProperty(schemaPair, async (pair) => {
      if ((await check(pair)) !== 'equal') refused++;
    });
    await fc.assert(property, { numRuns: pairs, seed: SEED });
    // A generator of what can’t be done would prove nothing.
    expect(refused).toBeLessThan(pairs / 5);
  },
  3_600_000,
);

async function createCheck(postgres: TestPostgres): Promise<(pair: SchemaPair) => Promise<string>> {
  let bench = await createBench(postgres);
  let count = 0;
  return async ({ a, b }) => {
    if (++count % PAIRS_PER_DATABASE === 0) {
      await bench.close();
      bench = await createBench(postgres);
    }
    return bench.check(schemaSql(a), schemaSql(b)).catch((error: unknown) => {
      const [from, to] = [a, b].map((schema) => statementsOf(schema).join(';\n'));
      throw new Error(`${error instanceof Error ? error.message : error}\n-- from\n${from};\n-- to\n${to};`);
    });
  };
}

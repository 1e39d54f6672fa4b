/**
 * The law of choosing: all rows are the whole difference, none are nothing, and any of them, with what they need, can
 * be done and leave exactly the others. LOCKSTEP_PAIRS says how many are tried, LOCKSTEP_SEED which.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { diffCatalogs } from '../diff/diffCatalogs';
import { openPlace, type Place } from '../diff/random/checkPair';
import { runDifference } from '../diff/random/runDifference';
import { type SchemaPair, schemaPair, schemaSql, statementsOf } from '../diff/random/schemas';
import { chooseRows } from './choose';
import { type Compared, compareCatalogs } from './compareCatalogs';

const { LOCKSTEP_PAIRS, LOCKSTEP_SEED } = process.env;
const PAIRS = Number(LOCKSTEP_PAIRS ?? 40);
const SEED = Number(LOCKSTEP_SEED ?? 18);

let changed: Place;
let other: Place;
beforeAll(async () => {
  [changed, other] = [await openPlace('18'), await openPlace('18')];
});
afterAll(async () => {
  for (const place of [changed, other]) await place?.close();
});

test(`any rows of any of ${PAIRS} pairs, seed ${SEED}`, { timeout: 3_600_000 }, async () => {
  let done = 0;
  const property = fc.asyncProperty(
    schemaPair,
    fc.nat(),
    fc.integer({ min: 1, max: 4 }),
    async (pair, seed, of) => {
      if (await check(pair, seed, of)) done++;
    },
  );
  await fc.assert(property, { numRuns: PAIRS, seed: SEED });
  expect(done, 'pairs of which a part was chosen').toBeGreaterThan(PAIRS / 3);
});

/** Whether there was something to choose. */
async function check(pair: SchemaPair, seed: number, of: number): Promise<boolean> {
  const [from, to] = [await changed.make(schemaSql(pair.a)), await other.make(schemaSql(pair.b))];
  const compared = compareCatalogs(from, to);
  if (compared.difference.refused.length > 0) return false;
  checkExtremes(compared);
  const ids = compared.rows.filter(({ isGroup }) => !isGroup).map(({ id }) => id);
  const chosen = chooseRows(
    compared,
    ids.filter((id) => hash(id, seed) % of === 0),
  );
  if (chosen.rows.size === 0 || chosen.rows.size === ids.length) return false;
  const wanted = chosen.wanted.catalog;
  const difference = diffCatalogs(from, wanted);
  const tell = (error: unknown) => {
    const [a, b] = [pair.a, pair.b].map((schema) => statementsOf(schema).join(';\n'));
    const rows = [...chosen.rows].sort().join('\n');
    return new Error(
      `${error instanceof Error ? error.message : error}\n-- from\n${a};\n-- to\n${b};\n-- chosen\n${rows}`,
    );
  };
  try {
    expect(difference.refused).toEqual([]);
    await runDifference(changed.session, difference);
    const made = await changed.read();
    expect(diffCatalogs(made, wanted).changes).toEqual([]);
    const left = compareCatalogs(made, to).rows.filter(({ isGroup }) => !isGroup);
    expect(
      left.map(({ id }) => id).filter((id) => chosen.rows.has(id)),
      'chosen, and still there',
    ).toEqual([]);
    expect(
      left.map(({ id }) => id).filter((id) => !ids.includes(id)),
      'not there before',
    ).toEqual([]);
  } catch (error) {
    throw tell(error);
  }
  return true;
}

function checkExtremes(compared: Compared): void {
  const { difference, rows } = compared;
  const from = compared.from.catalog;
  const all = chooseRows(
    compared,
    rows.map(({ id }) => id),
  );
  expect(all.blocked).toEqual([]);
  expect(diffCatalogs(from, all.wanted.catalog).changes).toEqual(difference.changes);
  const none = chooseRows(compared, []);
  expect(diffCatalogs(from, none.wanted.catalog).changes).toEqual([]);
}

/** FNV-1a: which rows are chosen is the same for the same pair and seed. */
function hash(text: string, seed: number): number {
  let value = 2166136261 ^ seed;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 16777619) >>> 0;
  return value >>> 5;
}

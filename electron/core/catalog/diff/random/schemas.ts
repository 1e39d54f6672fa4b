/** Random pairs of schemas, as the numbers of the statements that make them. */
import fc from 'fast-check';
import { quoteLiteral } from '../../../sql/quote';
import { SLOTS } from './slots';

/** Per slot 0 for nothing, or the number of a variant from 1. */
export type Schema = readonly number[];

export interface SchemaPair {
  readonly a: Schema;
  readonly b: Schema;
}

/** The second schema is the first one with some places filled otherwise. Shrinks to few places and fewer differences. */
export const schemaPair: fc.Arbitrary<SchemaPair> = fc
  .integer({ min: 0, max: 60 })
  .chain((change) =>
    fc.tuple(...SLOTS.map(({ variants, weight }) => slotPair(variants.length, weight, change / 100))),
  )
  .map((slots) => ({ a: slots.map(([a]) => a), b: slots.map(([, b]) => b) }));

function slotPair(variants: number, weight: number, change: number): fc.Arbitrary<readonly [number, number]> {
  const filled = fc.integer({ min: 1, max: variants });
  const pick = fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.constant(0), weight: Math.round((1 - weight) * 100) },
    { arbitrary: filled, weight: Math.round(weight * 100) },
  );
  const other = fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.constant(null), weight: Math.round((1 - change) * 100) + 1 },
    { arbitrary: pick, weight: Math.round(change * 100) },
  );
  return fc.tuple(pick, other).map(([a, b]) => [a, b ?? a] as const);
}

export function statementsOf(schema: Schema): readonly string[] {
  return SLOTS.flatMap(({ variants }, at) => variants[(schema[at] ?? 0) - 1] ?? []);
}

/** One statement that runs all of them, and leaves out what can't be. */
export function schemaSql(schema: Schema): string {
  const each = statementsOf(schema).map(
    (sql) => `BEGIN EXECUTE ${quoteLiteral(sql)}; EXCEPTION WHEN OTHERS THEN NULL; END;`,
  );
  return `DO $schema$ BEGIN\n${each.join('\n')}\nEND $schema$`;
}

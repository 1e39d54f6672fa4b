/** Which candidates any plan takes at all. */
import type { ReadStatement } from './readWorkload';
import { isRelevant, type Option } from './trial';
import { type Choosing, costMs, NONE } from './worth';

const ROUNDS = 3;

export interface Promising {
  /** Alone, and those that one plan uses together. */
  readonly offers: readonly (readonly Option[])[];
  /** What each statement would cost with all there is. */
  readonly leastMs: ReadonlyMap<ReadStatement, number>;
}

/** What the planner takes when it may take anything, and what it takes when it may not take that, too. */
export async function* findPromising({
  trial,
  statements,
  signal,
}: Choosing): AsyncGenerator<number, Promising> {
  const offers = new Map<string, readonly Option[]>();
  const leastMs = new Map<ReadStatement, number>();
  const offer = (options: readonly Option[]) =>
    offers.set(options.map(({ name }) => name).join(' '), options);
  for (const [index, statement] of statements.entries()) {
    signal.throwIfAborted();
    yield 0.4 * (index / statements.length);
    const base = await trial.plan(statement, NONE);
    const left = new Set(trial.options.filter((option) => isRelevant(statement, option)));
    for (let round = 0; round < ROUNDS; round++) {
      const plan = await trial.plan(statement, left);
      if (round === 0) leastMs.set(statement, costMs(statement, base, plan));
      const used = trial.used(plan);
      if (used.length === 0 || plan.totalCost > base.totalCost * 0.98) break;
      for (const option of used) offer([option]);
      if (used.length > 1) offer(used);
      for (const option of used) left.delete(option);
    }
  }
  return { offers: [...offers.values()], leastMs };
}

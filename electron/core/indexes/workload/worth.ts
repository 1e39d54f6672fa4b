/** What sets of candidates are worth: the workload's time with them, by the planner's costs. */
import type { PlanNode } from '../suggestion';
import type { ReadStatement } from './readWorkload';
import { isRelevant, type Option, type Trial } from './trial';
import { upkeepMs } from './upkeep';
import type { TableWrites } from './workloadInput';

export interface Choosing {
  readonly trial: Trial;
  readonly statements: readonly ReadStatement[];
  readonly writes: readonly TableWrites[];
  readonly signal: AbortSignal;
  /** Of performance.now(): then what is chosen so far is it. */
  readonly deadline: number;
}

export const NONE: ReadonlySet<Option> = new Set();
/** Of the workload's time: less is within what the planner is wrong by. */
const LEAST_SHARE = 0.002;

export function isLate({ deadline }: Choosing): boolean {
  return performance.now() > deadline;
}

export function costMs({ statement }: ReadStatement, base: PlanNode, plan: PlanNode): number {
  const share = base.totalCost > 0 ? plan.totalCost / base.totalCost : 1;
  return statement.calls * statement.meanMs * share;
}

/** Net of what they cost to keep; 0 where it is too little to be sure of. */
export async function gainOf(
  choosing: Choosing,
  chosen: ReadonlySet<Option>,
  added: readonly Option[],
): Promise<number> {
  const fresh = added.filter((option) => !chosen.has(option));
  const more = new Set([...chosen, ...fresh]);
  const saved = await savedMs(choosing, chosen, more, fresh);
  const upkeep = fresh.reduce((sum, option) => sum + upkeepMs(option, choosing), 0);
  return saved < smallestMs(choosing) ? 0 : saved - upkeep;
}

export function smallestMs({ statements }: Choosing): number {
  return LEAST_SHARE * statements.reduce((sum, { statement }) => sum + statement.calls * statement.meanMs, 0);
}

export async function savedMs(
  choosing: Choosing,
  fewer: ReadonlySet<Option>,
  more: ReadonlySet<Option>,
  changed: readonly Option[],
): Promise<number> {
  const affected = affectedBy(choosing.statements, changed);
  return (await totalMs(choosing, affected, fewer)) - (await totalMs(choosing, affected, more));
}

export async function totalMs(
  { trial }: Choosing,
  statements: readonly ReadStatement[],
  active: ReadonlySet<Option>,
): Promise<number> {
  let sum = 0;
  for (const statement of statements) {
    const plan = await trial.plan(statement, active);
    sum += costMs(statement, await trial.plan(statement, NONE), plan);
  }
  return sum;
}

export function affectedBy(
  statements: readonly ReadStatement[],
  options: readonly Option[],
): readonly ReadStatement[] {
  return statements.filter((statement) => options.some((option) => isRelevant(statement, option)));
}

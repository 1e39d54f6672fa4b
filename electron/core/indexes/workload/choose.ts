/**
 * Chooses among candidates by what the whole workload would cost: always the one that saves most for what it costs to
 * keep, together with those chosen before, until none is worth it; then without those that the others made needless.
 */
import type { PlanNode } from '../suggestion';
import { leadOf } from './indexSpec';
import type { ReadStatement } from './readWorkload';
import type { Option, Trial } from './trial';
import { upkeepMs } from './upkeep';
import type { TableWrites } from './workloadInput';

export interface Choosing {
  readonly trial: Trial;
  readonly statements: readonly ReadStatement[];
  readonly writes: readonly TableWrites[];
  readonly signal: AbortSignal;
}

export interface Chosen {
  readonly option: Option;
  readonly helps: readonly Helped[];
  readonly upkeepMs: number;
}

export interface Helped {
  readonly statement: ReadStatement;
  /** What it would cost more without this one. */
  readonly savingMs: number;
  readonly before: PlanNode;
  readonly after: PlanNode;
}

export interface Choice {
  readonly chosen: readonly Chosen[];
  readonly expectedMs: number;
}

const NONE: ReadonlySet<Option> = new Set();
/** Of the workload's time: less is within what the planner is wrong by. */
const LEAST_SHARE = 0.002;
const ROUNDS = 3;

type Progress<T> = AsyncGenerator<number, T>;

/** Yields how far it is, from 0 to 1. */
export async function* choose(choosing: Choosing): Progress<Choice> {
  const { bundles, pool } = yield* findPromising(choosing);
  const offers = [...[...pool].map((option) => [option]), ...bundles];
  const grown = yield* grow(choosing, offers);
  const kept = await prune(choosing, grown);
  return describeChoice(choosing, kept);
}

export function costMs({ statement }: ReadStatement, base: PlanNode, plan: PlanNode): number {
  const share = base.totalCost > 0 ? plan.totalCost / base.totalCost : 1;
  return statement.calls * statement.meanMs * share;
}

/** What the planner takes when it may take anything, and what it takes when it may not take that, too. */
async function* findPromising({ trial, statements, signal }: Choosing) {
  const pool = new Set<Option>();
  const bundles: Option[][] = [];
  for (const [index, statement] of statements.entries()) {
    signal.throwIfAborted();
    yield 0.4 * (index / statements.length);
    const base = await trial.plan(statement, NONE);
    const left = new Set(trial.options);
    for (let round = 0; round < ROUNDS; round++) {
      const plan = await trial.plan(statement, left);
      const used = trial.used(plan);
      if (used.length === 0 || plan.totalCost > base.totalCost * 0.98) break;
      for (const option of used) pool.add(option);
      if (used.length > 1) bundles.push([...used]);
      for (const option of used) left.delete(option);
    }
  }
  return { pool, bundles };
}

interface Offer {
  readonly options: readonly Option[];
  /** What it saved when it was asked last: with more chosen it is rarely more. */
  gain: number;
  /** How many were chosen then. */
  askedAt: number;
}

async function* grow(choosing: Choosing, bundles: readonly (readonly Option[])[]): Progress<Set<Option>> {
  const chosen = new Set<Option>();
  let offers: Offer[] = bundles.map((options) => ({ options, gain: Number.POSITIVE_INFINITY, askedAt: -1 }));
  const first = offers.length;
  for (let asked = 0; offers.length > 0; asked++) {
    choosing.signal.throwIfAborted();
    yield 0.4 + 0.5 * Math.min(1, asked / (first * 3));
    offers.sort((a, b) => b.gain - a.gain);
    const best = offers[0];
    if (!best || best.gain <= 0) break;
    if (best.askedAt === chosen.size) {
      for (const option of best.options) chosen.add(option);
      offers = offers.filter(({ options }) => options.some((option) => !chosen.has(option)));
    } else {
      best.gain = await gainOf(choosing, chosen, best.options);
      best.askedAt = chosen.size;
    }
  }
  return chosen;
}

/** Net of what they cost to keep; 0 where it is too little to be sure of. */
async function gainOf(
  choosing: Choosing,
  chosen: ReadonlySet<Option>,
  added: readonly Option[],
): Promise<number> {
  const fresh = added.filter((option) => !chosen.has(option));
  const more = new Set([...chosen, ...fresh]);
  const saved = await savedMs(choosing, chosen, more, fresh);
  const upkeep = fresh.reduce((sum, option) => sum + upkeepMs(option, choosing), 0);
  return saved < leastMs(choosing) ? 0 : saved - upkeep;
}

function leastMs({ statements }: Choosing): number {
  return LEAST_SHARE * statements.reduce((sum, { statement }) => sum + statement.calls * statement.meanMs, 0);
}

async function savedMs(
  { trial, statements }: Choosing,
  fewer: ReadonlySet<Option>,
  more: ReadonlySet<Option>,
  changed: readonly Option[],
): Promise<number> {
  let saved = 0;
  for (const statement of affectedBy(statements, changed)) {
    const base = await trial.plan(statement, NONE);
    const [without, withThem] = [await trial.plan(statement, fewer), await trial.plan(statement, more)];
    saved += costMs(statement, base, without) - costMs(statement, base, withThem);
  }
  return saved;
}

function affectedBy(
  statements: readonly ReadStatement[],
  options: readonly Option[],
): readonly ReadStatement[] {
  return statements.filter(({ leads }) => options.some(({ spec }) => leads.has(leadOf(spec))));
}

/** The least useful first, since another one may serve in its place. */
async function prune(choosing: Choosing, grown: ReadonlySet<Option>): Promise<ReadonlySet<Option>> {
  const kept = new Set(grown);
  for (;;) {
    const losses = [];
    for (const option of kept) {
      choosing.signal.throwIfAborted();
      const without = new Set([...kept].filter((each) => each !== option));
      const lost = await savedMs(choosing, without, kept, [option]);
      losses.push({ option, lost, net: lost - upkeepMs(option, choosing) });
    }
    const [worst] = losses.sort((a, b) => a.net - b.net);
    if (!worst || (worst.net > 0 && worst.lost >= leastMs(choosing))) return kept;
    kept.delete(worst.option);
  }
}

async function describeChoice(choosing: Choosing, kept: ReadonlySet<Option>): Promise<Choice> {
  const chosen: Chosen[] = [];
  for (const option of kept) {
    chosen.push({
      option,
      upkeepMs: upkeepMs(option, choosing),
      helps: await helpedBy(choosing, kept, option),
    });
  }
  let expectedMs = 0;
  for (const statement of choosing.statements) {
    const [base, plan] = [
      await choosing.trial.plan(statement, NONE),
      await choosing.trial.plan(statement, kept),
    ];
    expectedMs += costMs(statement, base, plan);
  }
  return { chosen, expectedMs };
}

async function helpedBy(
  { trial, statements }: Choosing,
  kept: ReadonlySet<Option>,
  option: Option,
): Promise<readonly Helped[]> {
  const without = new Set([...kept].filter((each) => each !== option));
  const helped: Helped[] = [];
  for (const statement of affectedBy(statements, [option])) {
    const [before, after] = [await trial.plan(statement, NONE), await trial.plan(statement, kept)];
    if (!trial.used(after).includes(option)) continue;
    const lost = costMs(statement, before, await trial.plan(statement, without));
    helped.push({ statement, before, after, savingMs: lost - costMs(statement, before, after) });
  }
  return helped.sort((a, b) => b.savingMs - a.savingMs);
}

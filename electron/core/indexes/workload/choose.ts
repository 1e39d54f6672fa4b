/**
 * Chooses among candidates by what the whole workload would cost: always the one that saves most for what it costs to
 * keep, together with those chosen before, until none is worth it; then without those that the others made needless.
 */

import type { PlanNode } from '../suggestion';
import { findPromising, type Promising } from './promising';
import type { ReadStatement } from './readWorkload';
import type { Option } from './trial';
import { upkeepMs } from './upkeep';
import {
  affectedBy,
  type Choosing,
  costMs,
  gainOf,
  isLate,
  NONE,
  savedMs,
  smallestMs,
  totalMs,
} from './worth';

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
  /** Time was up before every offer had been looked at. */
  readonly isCutShort: boolean;
  readonly chosen: readonly Chosen[];
  readonly expectedMs: number;
}

type Progress<T> = AsyncGenerator<number, T>;

/** Yields how far it is, from 0 to 1. */
export async function* choose(choosing: Choosing): Progress<Choice> {
  const promising = yield* findPromising(choosing);
  const grown = yield* grow(choosing, promising);
  const kept = await prune(choosing, grown);
  return describeChoice(choosing, kept);
}

interface Offer {
  readonly options: readonly Option[];
  /** What it saved when it was asked last: with more chosen it is rarely more. */
  gain: number;
  /** How many were chosen then. */
  askedAt: number;
}

async function* grow(choosing: Choosing, { offers, leastMs }: Promising): Progress<Set<Option>> {
  const chosen = new Set<Option>();
  const unasked = offers.map((options) => ({ options, gain: Number.POSITIVE_INFINITY, askedAt: -1 }));
  let open = await stillWorthwhile(choosing, chosen, unasked, leastMs);
  for (;;) {
    choosing.signal.throwIfAborted();
    yield 0.4 + 0.5 * (1 - open.length / Math.max(1, offers.length));
    const best = open.sort((a, b) => b.gain - a.gain)[0];
    if (!best || best.gain <= 0 || isLate(choosing)) return chosen;
    if (best.askedAt !== chosen.size) {
      best.gain = await gainOf(choosing, chosen, best.options);
      best.askedAt = chosen.size;
    } else {
      for (const option of best.options) chosen.add(option);
      open = await stillWorthwhile(choosing, chosen, open, leastMs);
    }
  }
}

/** Without asking the planner: no offer saves more than what everything together would. */
async function stillWorthwhile(
  choosing: Choosing,
  chosen: ReadonlySet<Option>,
  offers: readonly Offer[],
  leastMs: Promising['leastMs'],
): Promise<Offer[]> {
  const room = new Map<ReadStatement, number>();
  for (const statement of choosing.statements) {
    const now = costMs(
      statement,
      await choosing.trial.plan(statement, NONE),
      await choosing.trial.plan(statement, chosen),
    );
    room.set(statement, now - (leastMs.get(statement) ?? 0));
  }
  return offers.flatMap((offer) => {
    const fresh = offer.options.filter((option) => !chosen.has(option));
    const most = affectedBy(choosing.statements, fresh).reduce(
      (sum, each) => sum + Math.max(0, room.get(each) ?? 0),
      0,
    );
    const isOpen = fresh.length > 0 && most >= smallestMs(choosing);
    return isOpen ? [{ ...offer, gain: Math.min(offer.gain, most) }] : [];
  });
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
    const isWorthIt = !worst || (worst.net > 0 && worst.lost >= smallestMs(choosing));
    if (isWorthIt || isLate(choosing)) return kept;
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
  const expectedMs = await totalMs(choosing, choosing.statements, kept);
  return { chosen, expectedMs, isCutShort: isLate(choosing) };
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

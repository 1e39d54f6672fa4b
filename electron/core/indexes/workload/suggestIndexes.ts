/**
 * Indexes that a workload would run faster with, proven by the planner of the target's plan twin.
 * Knows statements with their weights, and nothing of where they were counted; touches the twin alone, in a
 * transaction that is rolled back. Start at `suggestIndexes`; the steps are readWorkload (what the statements do),
 * candidates (what might help), trial and choose (what does).
 */
import { toErrorInfo } from '../../errors';
import type { Planning } from '../../twin/planner/planTwin';
import { planInTransaction } from '../explain/explainOnTwin';
import { fetchTakenNames } from '../partitions/partitions.sql';
import { choose } from './choose';
import { describeSuggestions } from './describeSuggestion';
import { type IndexSpec, specKey } from './indexSpec';
import { leaveOutIdle } from './leaveOutIdle';
import { type ReadStatement, readWorkload } from './readWorkload';
import { openTrial } from './trial';
import type {
  AdvicePhase,
  AdviceSnapshot,
  NotPlanned,
  TableWrites,
  WeighedStatement,
  WorkloadAdvice,
} from './workloadInput';

export interface AdviceInput {
  readonly planning: Planning;
  readonly statements: readonly WeighedStatement[];
  readonly writes: readonly TableWrites[];
  readonly signal: AbortSignal;
  /** Choosing ends then, with the best so far. */
  readonly budgetMs?: number | undefined;
}

const BUDGET_MS = 25_000;

/** Dearest ones; the rest weighs little. */
const MOST_STATEMENTS = 200;
const MOST_CANDIDATES = 400;
/** More on one table make every plan of it slow. */
const MOST_OF_TABLE = 64;

export async function* suggestIndexes(input: AdviceInput): AsyncGenerator<AdviceSnapshot> {
  const { session } = input.planning;
  try {
    await session.query('BEGIN');
    yield* advise(input);
  } catch (error) {
    yield { phase: 'failed', error: toErrorInfo(error) };
  } finally {
    if (!session.isLost) await session.query('ROLLBACK');
  }
}

async function* advise({
  planning,
  statements,
  writes,
  signal,
  budgetMs,
}: AdviceInput): AsyncGenerator<AdviceSnapshot> {
  const deadline = performance.now() + (budgetMs ?? BUDGET_MS);
  yield tell('reading', 'Reading the statements', 0);
  const weighed = await leaveOutIdle(statements);
  const dearest = [...weighed].sort((a, b) => weight(b) - weight(a)).slice(0, MOST_STATEMENTS);
  const { read, notPlanned } = await readWorkload(planning.session, dearest);
  yield tell('planning', `Planning ${read.length} statements`, 0.05);
  const { planned, refused } = await withPlan(planning, read, signal);
  const specs = gatherSpecs(planned);
  yield tell('trying', `Making ${specs.length} indexes to try`, 0.1);
  const names = await fetchTakenNames(planning.session);
  const trial = await openTrial(planning, specs);
  const choosing = choose({ trial, statements: planned, writes, signal, deadline });
  for (;;) {
    const next = await choosing.next();
    if (!next.done) {
      yield tell('choosing', `Choosing among ${trial.options.length} indexes`, 0.2 + 0.8 * next.value);
      continue;
    }
    const advice: WorkloadAdvice = {
      suggestions: describeSuggestions(next.value.chosen, writes, names),
      planned: planned.length,
      notPlanned: [...notPlanned, ...refused],
      leftAside: weighed.length - dearest.length,
      totalMs: planned.reduce((sum, { statement }) => sum + weight(statement), 0),
      expectedMs: next.value.expectedMs,
      isCutShort: next.value.isCutShort,
      tried: trial.options.length,
    };
    yield { phase: 'done', advice };
    return;
  }
}

function weight({ calls, meanMs }: WeighedStatement): number {
  return calls * meanMs;
}

async function withPlan({ session }: Planning, read: readonly ReadStatement[], signal: AbortSignal) {
  const planned: ReadStatement[] = [];
  const refused: NotPlanned[] = [];
  for (const each of read) {
    signal.throwIfAborted();
    try {
      const { plannable } = await planInTransaction(session, each.plannable);
      planned.push({ ...each, plannable });
    } catch (error) {
      if (session.isLost) throw error;
      const { queryId, text } = each.statement;
      refused.push({ queryId, text, reason: toErrorInfo(error).message });
    }
  }
  return { planned, refused };
}

/** Those of the dearest statements first, where there are too many. */
function gatherSpecs(statements: readonly ReadStatement[]): readonly IndexSpec[] {
  const specs = new Map<string, IndexSpec>();
  const perTable = new Map<number, number>();
  for (const spec of statements.flatMap(({ candidates }) => candidates)) {
    const [key, count] = [specKey(spec), perTable.get(spec.table.oid) ?? 0];
    if (specs.has(key) || specs.size >= MOST_CANDIDATES || count >= MOST_OF_TABLE) continue;
    specs.set(key, spec);
    perTable.set(spec.table.oid, count + 1);
  }
  return [...specs.values()];
}

function tell(phase: AdvicePhase, message: string, fraction: number): AdviceSnapshot {
  return { phase, message, fraction };
}

/** Indexes for one statement, whatever else is asked: what it would save is not known, only what it would cost. */
import type { Target } from '../connection/profile';
import { toErrorInfo } from '../errors';
import { openPlanTwin } from '../twin/planner/planTwin';
import type { Twin } from '../twin/twinKeeper';
import { readPlannable } from './explain/plannable';
import type { Suggestion } from './suggestion';
import { suggestIndexes } from './workload/suggestIndexes';
import type { AdviceSnapshot } from './workload/workloadInput';

export interface StatementAdviceInput {
  readonly twin: Twin;
  readonly target: Target;
  readonly sql: string;
  readonly signal: AbortSignal;
}

/** Any weight does for the only one. */
const WEIGHT = { queryId: 'pasted', calls: 1, meanMs: 1000 };

export async function* adviseStatement(input: StatementAdviceInput): AsyncGenerator<AdviceSnapshot> {
  const { twin, target, sql, signal } = input;
  try {
    await readPlannable(sql);
    const planning = await openPlanTwin(twin, target);
    try {
      const statements = [{ ...WEIGHT, text: sql }];
      for await (const snapshot of suggestIndexes({ planning, statements, writes: [], signal })) {
        yield snapshot.phase === 'done' ? withoutSavings(snapshot) : snapshot;
      }
    } finally {
      await planning.session.close();
    }
  } catch (error) {
    yield { phase: 'failed', error: toErrorInfo(error) };
  }
}

type Done = Extract<AdviceSnapshot, { readonly phase: 'done' }>;

function withoutSavings({ phase, advice }: Done): Done {
  return { phase, advice: { ...advice, suggestions: advice.suggestions.map(unweighed) } };
}

function unweighed(suggestion: Suggestion): Suggestion {
  return {
    ...suggestion,
    savingMs: null,
    helps: suggestion.helps.map((each) => ({ ...each, calls: 0, meanMs: null, savingMs: 0 })),
  };
}

/** The steps of a proof as they go: each runs, and holds or fails; those after one that fails are not reached. */
import { toErrorInfo } from '../../errors';
import type { Push } from '../../snapshots';
import type { ProofSnapshot, ProofStep } from './comparison';
import { describeProofFailure } from './proofFailure';

export interface ProofSteps {
  /** null: it failed. Being cancelled is thrown. */
  run<T>(name: ProofStep['name'], act: () => Promise<T>): Promise<T | null>;
  end(verdict: ProofSnapshot['verdict']): ProofSnapshot;
}

export function createProofSteps(
  titles: readonly (readonly [name: ProofStep['name'], title: string])[],
  push: Push<ProofSnapshot>,
): ProofSteps {
  let steps: readonly ProofStep[] = titles.map(([name, title]) => ({
    name,
    title,
    status: 'waiting',
    message: null,
    sql: null,
    differences: [],
  }));
  const set = (name: ProofStep['name'], more: Partial<ProofStep>) => {
    steps = steps.map((each) => (each.name === name ? { ...each, ...more } : each));
    push({ steps, verdict: 'running' });
  };
  return {
    async run(name, act) {
      set(name, { status: 'running' });
      try {
        const result = await act();
        set(name, { status: 'held' });
        return result;
      } catch (error) {
        if (toErrorInfo(error).kind === 'cancelled') throw error;
        set(name, { status: 'failed', ...describeProofFailure(error) });
        return null;
      }
    },
    end(verdict) {
      steps = steps.map((each) => (each.status === 'waiting' ? { ...each, status: 'not-reached' } : each));
      return { steps, verdict };
    },
  };
}

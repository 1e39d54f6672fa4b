import type { Pair } from '../../app/addresses';
import { RunView } from './RunView';
import { useRun } from './useRun';

export function RunScreen({ pair, runId }: { readonly pair: Pair; readonly runId: string }) {
  const { state, actions } = useRun(pair, runId);
  return <RunView state={state} actions={actions} />;
}

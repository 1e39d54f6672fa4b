import type { Pair } from '../../app/addresses';
import { DiffView } from './DiffView';
import { useDiff } from './useDiff';

export function DiffScreen({ pair }: { readonly pair: Pair }) {
  const { state, actions } = useDiff(pair);
  return <DiffView state={state} actions={actions} />;
}

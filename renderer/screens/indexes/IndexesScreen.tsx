import type { Pair } from '../../app/addresses';
import { IndexesView } from './IndexesView';
import { useIndexes } from './useIndexes';

export function IndexesScreen({ pair }: { readonly pair: Pair }) {
  const { state, actions } = useIndexes(pair);
  return <IndexesView state={state} actions={actions} />;
}

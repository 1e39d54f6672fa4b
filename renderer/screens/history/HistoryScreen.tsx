import type { Pair } from '../../app/addresses';
import { HistoryView } from './HistoryView';
import { useHistory } from './useHistory';

export function HistoryScreen({ pair }: { readonly pair: Pair }) {
  const { state, actions } = useHistory(pair);
  return <HistoryView state={state} actions={actions} />;
}

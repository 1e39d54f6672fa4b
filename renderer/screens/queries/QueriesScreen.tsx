import type { Pair } from '../../app/addresses';
import { QueriesView } from './QueriesView';
import { useQueryFindings } from './useQueryFindings';

export function QueriesScreen({ pair }: { readonly pair: Pair }) {
  const { state, actions } = useQueryFindings(pair);
  return <QueriesView state={state} actions={actions} />;
}

import type { Pair } from '../../app/addresses';
import { StampView } from './StampView';
import { useStamp } from './useStamp';

export function StampScreen({ pair }: { readonly pair: Pair }) {
  const { state, actions } = useStamp(pair);
  return <StampView state={state} actions={actions} />;
}

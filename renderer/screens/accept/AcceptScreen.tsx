import type { Pair } from '../../app/addresses';
import { AcceptView } from './AcceptView';
import { useAccept } from './useAccept';

interface AcceptScreenProps {
  readonly pair: Pair;
  readonly name: string;
}

export function AcceptScreen({ pair, name }: AcceptScreenProps) {
  const { state, actions } = useAccept(pair, name);
  return <AcceptView state={state} actions={actions} />;
}

import type { Pair } from '../../app/addresses';
import { LocksView } from './LocksView';
import { useLocks } from './useLocks';

interface LocksScreenProps {
  readonly connectionId: string;
  /** With the project that was open on this connection. */
  readonly pair: Pair | null;
}

export function LocksScreen({ connectionId, pair }: LocksScreenProps) {
  const { state, actions } = useLocks(connectionId, pair);
  return <LocksView state={state} actions={actions} />;
}

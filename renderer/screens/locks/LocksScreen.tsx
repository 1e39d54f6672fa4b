import { LocksView } from './LocksView';
import { useLocks } from './useLocks';

export function LocksScreen({ connectionId }: { readonly connectionId: string }) {
  const { state, actions } = useLocks(connectionId);
  return <LocksView state={state} actions={actions} />;
}

import type { Pair } from '../../app/addresses';
import { RepairView } from './RepairView';
import { useRepair } from './useRepair';

interface RepairScreenProps {
  readonly pair: Pair;
  readonly name: string;
}

export function RepairScreen({ pair, name }: RepairScreenProps) {
  const { state, actions } = useRepair(pair, name);
  return <RepairView state={state} actions={actions} />;
}

import type { Direction } from '../../../electron/contract/revisions';
import type { Pair } from '../../app/addresses';
import { PlanView } from './PlanView';
import { usePlan } from './usePlan';

interface PlanScreenProps {
  readonly pair: Pair;
  readonly direction: Direction;
  readonly target: string;
}

export function PlanScreen({ pair, direction, target }: PlanScreenProps) {
  const { state, actions } = usePlan(pair, direction, target);
  return <PlanView state={state} actions={actions} />;
}

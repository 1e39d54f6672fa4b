import { ConnectView } from './ConnectView';
import { useConnect } from './useConnect';

interface ConnectScreenProps {
  /** `new` is the form; null is nothing chosen. */
  readonly chosen: string | null;
}

export function ConnectScreen({ chosen }: ConnectScreenProps) {
  const { state, actions } = useConnect(chosen);
  return <ConnectView state={state} actions={actions} />;
}

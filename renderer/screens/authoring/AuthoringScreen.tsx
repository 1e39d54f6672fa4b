import type { AuthoringKind, Pair } from '../../app/addresses';
import { AuthoringView } from './AuthoringView';
import { useAuthoring } from './useAuthoring';

interface AuthoringScreenProps {
  readonly pair: Pair;
  readonly kind: AuthoringKind;
}

/** A new revision, a merge or a rebase, as a change of files. */
export function AuthoringScreen({ pair, kind }: AuthoringScreenProps) {
  const { state, actions } = useAuthoring(pair, kind);
  return <AuthoringView state={state} actions={actions} />;
}

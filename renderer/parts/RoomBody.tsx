import type { ReactNode } from 'react';
import type { ErrorInfo } from '../../electron/contract/call';
import { FailedReading } from './FailedReading';
import { LoadingRows } from './LoadingRows';

type Read =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  | { readonly kind: 'shown' };

interface RoomBodyProps<State extends Read> {
  readonly state: State;
  /** What is being done meanwhile. */
  readonly loading: string;
  readonly onTryAgain: () => void;
  readonly onOpenConnection: () => void;
  readonly children: (shown: Extract<State, { readonly kind: 'shown' }>) => ReactNode;
}

/** What a room shows of what it reads: that it does so, why it could not, or what came of it. */
export function RoomBody<State extends Read>(props: RoomBodyProps<State>) {
  const { state, loading, onTryAgain, onOpenConnection, children } = props;
  if (state.kind === 'loading') return <LoadingRows label={loading} />;
  if (state.kind === 'failed')
    return <FailedReading error={state.error} onTryAgain={onTryAgain} onOpenConnection={onOpenConnection} />;
  return children(state as Extract<State, { readonly kind: 'shown' }>);
}

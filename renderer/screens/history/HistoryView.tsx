import { Button } from '@mantine/core';
import type { HistoryLayout, InspectorTab } from '../../app/addresses';
import { ErrorNote } from '../../parts/ErrorNote';
import { Room } from '../../parts/Room';
import room from '../../parts/Room.module.css';
import { BootProgress, LoadingRows } from './BootProgress';
import { HistoryToolbar } from './HistoryToolbar';
import type { HistoryState } from './historyState';
import { ShownHistory } from './ShownHistory';

export interface HistoryActions {
  /** To the plan that leads there. */
  readonly upgradeTo: (target: string) => void;
  readonly downgradeTo: (target: string) => void;
  readonly newRevision: () => void;
  /** To what the models say and the database lacks. */
  readonly fromModels: () => void;
  /** Of all heads. */
  readonly merge: () => void;
  /** Of this head, or of the one that is likely meant. */
  readonly rebase: (head?: string) => void;
  readonly stamp: (targets: readonly string[]) => void;
  readonly accept: (name: string) => void;
  readonly repair: (name: string) => void;
  readonly edit: (name: string) => void;
  readonly captureSql: (target: string) => void;
  readonly cancelCapture: () => void;
  readonly select: (name: string) => void;
  readonly inspect: (name: string) => void;
  readonly closeInspector: () => void;
  readonly chooseTab: (tab: InspectorTab) => void;
  readonly show: (view: HistoryLayout) => void;
  readonly filter: (text: string) => void;
  readonly retry: () => void;
  readonly openConnection: () => void;
  readonly watchRun: (runId: string) => void;
}

interface HistoryViewProps {
  readonly state: HistoryState;
  readonly actions: HistoryActions;
}

export function HistoryView({ state, actions }: HistoryViewProps) {
  return (
    <Room name="History">
      <HistoryToolbar state={state} actions={actions} />
      <HistoryBody state={state} actions={actions} />
    </Room>
  );
}

function HistoryBody({ state, actions }: HistoryViewProps) {
  switch (state.kind) {
    case 'booting':
      return <BootProgress demo={state.demo} onRetry={actions.retry} onConnect={actions.openConnection} />;
    case 'loading':
      return <LoadingRows />;
    case 'failed':
      return (
        <div className={room.padded}>
          <ErrorNote error={state.error}>
            <Button variant="default" onClick={actions.retry}>
              Try again
            </Button>
            <Button variant="default" onClick={actions.openConnection}>
              {needsPassword(state) ? 'Enter the password…' : 'Open the connection…'}
            </Button>
          </ErrorNote>
        </div>
      );
    case 'shown':
      return <ShownHistory state={state} actions={actions} />;
  }
}

function needsPassword({ error }: Extract<HistoryState, { kind: 'failed' }>): boolean {
  return error.kind === 'cannot-connect' && error.reason === 'authentication';
}

import { Button, VisuallyHidden } from '@mantine/core';
import { useRef } from 'react';
import { ErrorNote } from '../../parts/ErrorNote';
import { LoadingRows } from '../../parts/LoadingRows';
import room from '../../parts/Room.module.css';
import { useSlashFocus } from '../../useSlashFocus';
import { ExplainPanelView } from './ExplainPanelView';
import { FilesPanelView } from './FilesPanelView';
import { IndexesToolbar } from './IndexesToolbar';
import type { FilesForm, IndexesState } from './indexesState';
import { PrivatePanelView } from './PrivatePanelView';
import { ShownIndexes } from './ShownIndexes';

export interface IndexesActions {
  readonly readAgain: () => void;
  readonly openConnection: () => void;
  readonly refreshTwin: () => void;
  /** Looks for indexes that the whole workload would run faster with. */
  readonly advise: () => void;
  /** Ends what happens on the twin. */
  readonly cancel: () => void;
  readonly filter: (text: string) => void;
  readonly select: (id: string) => void;
  readonly inspect: (id: string) => void;
  readonly closeDetail: () => void;
  readonly showDismissed: (isShown: boolean) => void;
  readonly tick: (id: string) => void;
  readonly askWhy: () => void;
  readonly typeWhy: (text: string) => void;
  /** Does not dismiss it after all. */
  readonly keep: () => void;
  readonly dismiss: () => void;
  readonly restore: (id: string) => void;
  readonly openPanel: (panel: 'revision' | 'explain' | 'private', sql?: string) => void;
  readonly closePanel: () => void;
  readonly changeForm: (change: Partial<FilesForm>) => void;
  readonly write: () => void;
  readonly lookAgain: () => void;
  readonly typeSql: (sql: string) => void;
  readonly typeCandidates: (candidates: string) => void;
  readonly explain: () => void;
  readonly suggest: () => void;
  readonly cancelSuggesting: () => void;
  readonly searchColumns: (text: string) => void;
  readonly showOnlyPrivate: (isOnly: boolean) => void;
  readonly selectColumn: (key: string) => void;
  /** Makes it private, or no longer. */
  readonly tickColumn: (key: string) => void;
  /** Asks the target itself. */
  readonly prove: () => void;
  readonly cancelProof: () => void;
}

interface IndexesViewProps {
  readonly state: IndexesState;
  readonly actions: IndexesActions;
}

export function IndexesView({ state, actions }: IndexesViewProps) {
  const { panel } = state;
  if (panel?.kind === 'revision') return <FilesPanelView state={panel} actions={actions} />;
  const { twin, work } = state;
  if (panel?.kind === 'private') {
    return <PrivatePanelView state={panel} twin={twin} work={work} actions={actions} />;
  }
  if (panel) return <ExplainPanelView state={panel} twin={twin} work={work} actions={actions} />;
  return <IndexesRoom state={state} actions={actions} />;
}

function IndexesRoom({ state, actions }: IndexesViewProps) {
  const filterRef = useRef<HTMLInputElement>(null);
  useSlashFocus(filterRef);
  return (
    <div className={room.screen}>
      <VisuallyHidden>
        <h1>Indexes</h1>
      </VisuallyHidden>
      <IndexesToolbar state={state} actions={actions} filterRef={filterRef} />
      <IndexesBody state={state} actions={actions} />
    </div>
  );
}

function IndexesBody({ state, actions }: IndexesViewProps) {
  switch (state.kind) {
    case 'loading':
      return <LoadingRows label="Looking at the indexes" />;
    case 'failed':
      return (
        <div className={room.padded}>
          <ErrorNote error={state.error}>
            <Button variant="default" onClick={actions.readAgain}>
              Try again
            </Button>
            {state.error.kind === 'cannot-connect' && (
              <Button variant="default" onClick={actions.openConnection}>
                Open the connection…
              </Button>
            )}
          </ErrorNote>
        </div>
      );
    case 'shown':
      return <ShownIndexes state={state} actions={actions} />;
  }
}

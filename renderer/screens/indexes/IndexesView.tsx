import { Room } from '../../parts/Room';
import { RoomBody } from '../../parts/RoomBody';
import { ExplainPanelView } from './ExplainPanelView';
import { FilesPanelView } from './FilesPanelView';
import type { FilesForm } from './filesState';
import { IndexesToolbar } from './IndexesToolbar';
import type { IndexesState } from './indexesState';
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
  /** A statement to explain, and indexes to try for it. */
  readonly openPanel: (
    panel: 'revision' | 'explain' | 'private',
    sql?: string,
    candidates?: readonly string[],
  ) => void;
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
  return (
    <Room name="Indexes">
      <IndexesToolbar state={state} actions={actions} />
      <RoomBody
        state={state}
        loading="Looking at the indexes"
        onTryAgain={actions.readAgain}
        onOpenConnection={actions.openConnection}
      >
        {(shown) => <ShownIndexes state={shown} actions={actions} />}
      </RoomBody>
    </Room>
  );
}

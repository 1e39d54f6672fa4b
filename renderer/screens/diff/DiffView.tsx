import { Button } from '@mantine/core';
import type { RenameAnswer, Source } from '../../../electron/contract/catalog';
import type { DiffPanel } from '../../app/addresses';
import { ErrorNote } from '../../parts/ErrorNote';
import { Room } from '../../parts/Room';
import room from '../../parts/Room.module.css';
import { TrustPanel } from '../../parts/TrustPanel';
import { ComparingRows } from './ComparingRows';
import { DiffToolbar } from './DiffToolbar';
import styles from './DiffView.module.css';
import type { DiffShown, DiffState } from './diffState';
import type { Line } from './lines';
import { ProofPanel } from './ProofPanel';
import type { GenerationChange } from './panelState';
import { RevisionPanel } from './RevisionPanel';
import { ShownDiff } from './ShownDiff';

export interface DiffActions {
  readonly compare: (from: Source, to: Source) => void;
  readonly compareDrift: () => void;
  readonly compareAgain: () => void;
  /** Ends the comparison that is under way. */
  readonly cancel: () => void;
  readonly openFile: (file: File) => void;
  readonly save: (side: 'from' | 'to') => void;
  readonly trust: () => void;
  readonly openConnection: () => void;
  /** To the plan that leads to the heads. */
  readonly upgrade: () => void;
  readonly filter: (text: string) => void;
  readonly select: (key: string) => void;
  readonly inspect: (key: string) => void;
  readonly closeDetail: () => void;
  readonly fold: (line: Line) => void;
  /** Chooses, or leaves out. */
  readonly tick: (line: Line) => void;
  /** Also what destroys data and is needed. */
  readonly chooseWithLosses: (rowId: string) => void;
  readonly answer: (answers: readonly RenameAnswer[]) => void;
  readonly copySql: () => void;
  readonly openPanel: (panel: DiffPanel) => void;
  readonly closePanel: () => void;
  readonly changeForm: (change: GenerationChange) => void;
  readonly write: () => void;
  readonly lookAgain: () => void;
  readonly proveAgain: () => void;
}

interface DiffViewProps {
  readonly state: DiffState;
  readonly actions: DiffActions;
}

export function DiffView({ state, actions }: DiffViewProps) {
  const panel = state.kind === 'shown' ? state.panel : null;
  if (panel?.kind === 'proof') return <ProofPanel state={panel} actions={actions} />;
  if (panel && state.kind === 'shown') {
    return <RevisionPanel state={panel} rows={state.index.rows} place={state.place} actions={actions} />;
  }
  return <DiffRoom state={state} actions={actions} />;
}

function DiffRoom({ state, actions }: DiffViewProps) {
  return (
    <Room name="Diff">
      <DiffToolbar state={state} actions={actions} />
      {state.opening.kind === 'failed' && (
        <div className={styles.notOpened}>
          <ErrorNote error={state.opening.error} />
        </div>
      )}
      <DiffBody state={state} actions={actions} />
    </Room>
  );
}

function DiffBody({ state, actions }: DiffViewProps) {
  switch (state.kind) {
    case 'untrusted':
      return (
        <div className={room.padded}>
          <TrustPanel
            folder={state.place.project?.folder ?? null}
            label="Trust this folder and compare"
            isBusy={state.trusting.kind === 'working'}
            onTrust={actions.trust}
          />
        </div>
      );
    case 'comparing':
      return <ComparingRows progress={state.progress} onCancel={actions.cancel} />;
    case 'failed':
      return <FailedDiff state={state} actions={actions} />;
    case 'shown':
      return <ShownDiff state={state} actions={actions} />;
  }
}

interface FailedDiffProps {
  readonly state: Exclude<DiffState, DiffShown> & { readonly kind: 'failed' };
  readonly actions: DiffActions;
}

function FailedDiff({ state: { error, revision }, actions }: FailedDiffProps) {
  const message = revision === null ? error.message : `${revision}: ${error.message}`;
  return (
    <div className={room.padded}>
      <ErrorNote error={{ ...error, message }}>
        <Button variant="default" onClick={actions.compareAgain}>
          {error.kind === 'cancelled' ? 'Compare' : 'Try again'}
        </Button>
        {error.kind === 'cannot-connect' && (
          <Button variant="default" onClick={actions.openConnection}>
            {error.reason === 'authentication' ? 'Enter the password…' : 'Open the connection…'}
          </Button>
        )}
      </ErrorNote>
    </div>
  );
}

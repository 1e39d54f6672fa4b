import { Button } from '@mantine/core';
import type { IncidentFormat, LocksLayout, LocksTab, SessionSort } from '../../app/locksAddress';
import { ErrorNote } from '../../parts/ErrorNote';
import { Room } from '../../parts/Room';
import room from '../../parts/Room.module.css';
import type { SignalVerb } from './inspector/inspectorState';
import { LoadingLocks } from './LoadingLocks';
import { LocksToolbar } from './LocksToolbar';
import type { LocksState } from './locksState';
import type { RowsActions } from './rows/RowsTab';
import { ShownLocks } from './ShownLocks';

export interface LocksActions {
  readonly sampleEvery: (ms: number) => void;
  readonly pause: () => void;
  readonly goOn: () => void;
  /** To a recorded sample, or with null back to now. */
  readonly goTo: (sampleId: number | null) => void;
  readonly exportIncident: (format: IncidentFormat) => void;
  readonly show: (view: LocksLayout) => void;
  readonly openTab: (tab: LocksTab) => void;
  readonly filter: (text: string) => void;
  readonly sort: (sort: SessionSort) => void;
  readonly select: (key: string) => void;
  readonly inspect: (key: string) => void;
  readonly closeInspector: () => void;
  /** Asks first where it has to, else sends it. */
  readonly signal: (verb: SignalVerb) => void;
  readonly typeName: (text: string) => void;
  readonly confirm: () => void;
  readonly keep: () => void;
  readonly retry: () => void;
  readonly openConnection: () => void;
  /** In the Indexes room. */
  readonly explain: (sql: string) => void;
  readonly rows: RowsActions;
}

interface LocksViewProps {
  readonly state: LocksState;
  readonly actions: LocksActions;
}

export function LocksView({ state, actions }: LocksViewProps) {
  return (
    <Room name="Locks">
      <LocksToolbar state={state} actions={actions} />
      {state.kind === 'loading' && <LoadingLocks />}
      {state.kind === 'failed' && (
        <div className={room.padded}>
          <ErrorNote error={state.error}>
            <Button variant="default" onClick={actions.retry}>
              Try again
            </Button>
            <Button variant="default" onClick={actions.openConnection}>
              Open the connection…
            </Button>
          </ErrorNote>
        </div>
      )}
      {state.kind === 'shown' && <ShownLocks state={state} actions={actions} />}
    </Room>
  );
}

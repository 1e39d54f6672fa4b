import type { TimeSpent } from '../../../electron/contract/queries';
import type { QuerySort } from '../../app/adviceAddresses';
import { FilterField } from '../../parts/FilterField';
import { formatDuration } from '../../parts/formatDuration';
import { LookAgainButton } from '../../parts/LookAgainButton';
import { Room } from '../../parts/Room';
import room from '../../parts/Room.module.css';
import { RoomBody } from '../../parts/RoomBody';
import { TickingAge } from '../../parts/TickingAge';
import type { QueriesShown, QueriesState } from './queriesState';
import { ShownQueries } from './ShownQueries';

export interface QueriesActions {
  readonly readAgain: () => void;
  readonly openConnection: () => void;
  readonly filter: (text: string) => void;
  readonly sort: (by: QuerySort) => void;
  readonly select: (id: string) => void;
  readonly inspect: (id: string) => void;
  readonly closeDetail: () => void;
  /** In the Indexes room. */
  readonly explain: (sql: string) => void;
  readonly suggest: (sql: string) => void;
}

interface QueriesViewProps {
  readonly state: QueriesState;
  readonly actions: QueriesActions;
}

export function QueriesView({ state, actions }: QueriesViewProps) {
  return (
    <Room name="Queries">
      <QueriesToolbar state={state} actions={actions} />
      <RoomBody
        state={state}
        loading="Reading the statements"
        onTryAgain={actions.readAgain}
        onOpenConnection={actions.openConnection}
      >
        {(shown) => <ShownQueries state={shown} actions={actions} />}
      </RoomBody>
    </Room>
  );
}

function QueriesToolbar({ state, actions }: QueriesViewProps) {
  const shown = state.kind === 'shown' ? state : null;
  return (
    <div className={`${room.toolbar} ${room.steady}`}>
      <LookAgainButton
        isReading={state.kind === 'loading' || shown?.isReading === true}
        onLookAgain={actions.readAgain}
      />
      <p className={room.summary} role="status">
        {shown && <Summary state={shown} />}
      </p>
      {shown?.spent && <ReadingCost spent={shown.spent} />}
      <FilterField
        label="Filter findings"
        width={180}
        isDisabled={!shown}
        value={state.filter}
        onFilter={actions.filter}
      />
    </div>
  );
}

/** Not in the summary, which is read out when it changes. */
function ReadingCost({ spent: { costMs, everyMs, failure } }: { readonly spent: TimeSpent }) {
  if (failure) return <p className={room.quiet}>counters not read: {failure.message}</p>;
  if (costMs === null) return null;
  return (
    <p className={room.quiet} title="What reading the counters takes, while this room can be seen">
      counters {Math.ceil(costMs)} ms, every {formatDuration(everyMs)}
    </p>
  );
}

function Summary({ state: { findings, readAt } }: { readonly state: QueriesShown }) {
  const { workload, count } = findings;
  if (workload.state !== 'ready') return 'Nothing is counted yet.';
  return (
    <>
      {count === 1 ? '1 finding' : `${count.toLocaleString('en-GB')} findings`} in{' '}
      {formatDuration(workload.totalMs)} of execution
      {workload.since !== null && (
        <>
          , counted since <TickingAge since={workload.since} />
        </>
      )}{' '}
      · looked at <TickingAge since={readAt} />
    </>
  );
}

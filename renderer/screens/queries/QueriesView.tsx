import { Button, TextInput, VisuallyHidden } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { type RefObject, useRef } from 'react';
import type { QuerySort } from '../../app/adviceAddresses';
import { ErrorNote } from '../../parts/ErrorNote';
import { formatDuration } from '../../parts/formatDuration';
import { LoadingRows } from '../../parts/LoadingRows';
import room from '../../parts/Room.module.css';
import { TickingAge } from '../../parts/TickingAge';
import { useSlashFocus } from '../../useSlashFocus';
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
  const filterRef = useRef<HTMLInputElement>(null);
  useSlashFocus(filterRef);
  return (
    <div className={room.screen}>
      <VisuallyHidden>
        <h1>Queries</h1>
      </VisuallyHidden>
      <QueriesToolbar state={state} actions={actions} filterRef={filterRef} />
      <QueriesBody state={state} actions={actions} />
    </div>
  );
}

interface ToolbarProps extends QueriesViewProps {
  readonly filterRef: RefObject<HTMLInputElement | null>;
}

function QueriesToolbar({ state, actions, filterRef }: ToolbarProps) {
  const shown = state.kind === 'shown' ? state : null;
  return (
    <div className={room.toolbar}>
      <Button
        variant="default"
        leftSection={<IconRefresh size={14} aria-hidden />}
        disabled={state.kind === 'loading' || shown?.isReading === true}
        onClick={actions.readAgain}
      >
        Look again
      </Button>
      <p className={room.summary} role="status">
        {shown && <Summary state={shown} />}
      </p>
      <TextInput
        ref={filterRef}
        className={room.filter}
        type="search"
        aria-label="Filter findings"
        placeholder="Filter…   /"
        disabled={!shown}
        value={state.filter}
        onChange={(event) => actions.filter(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && actions.filter('')}
      />
    </div>
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

function QueriesBody({ state, actions }: QueriesViewProps) {
  switch (state.kind) {
    case 'loading':
      return <LoadingRows label="Reading the statements" />;
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
      return <ShownQueries state={state} actions={actions} />;
  }
}

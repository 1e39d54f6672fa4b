import { Button } from '@mantine/core';
import { useMemo, useRef } from 'react';
import { ErrorNote } from '../../parts/ErrorNote';
import { GrantNote } from '../../parts/GrantNote';
import { BlockingGraphView } from './graph/BlockingGraphView';
import { PartyInspector } from './inspector/PartyInspector';
import { LocksTabs } from './LocksTabs';
import type { LocksActions } from './LocksView';
import styles from './LocksView.module.css';
import type { LocksShown } from './locksState';
import { SettingsStrip } from './SettingsStrip';
import { matchingKeys, sessionLines } from './sessions/sessionLines';
import { TimelineStrip } from './TimelineStrip';
import { useSteadyBlocking } from './useSteadyBlocking';

interface ShownLocksProps {
  readonly state: LocksShown;
  readonly actions: LocksActions;
}

/** The same sample as a graph and as a list, and beside them what is chosen of it. */
export function ShownLocks({ state, actions }: ShownLocksProps) {
  const listRef = useRef<HTMLDivElement>(null);
  const { snapshot, moment, view, chosen, inspector } = state;
  const { sort, filter, at } = chosen;
  const blocking = useSteadyBlocking(snapshot);
  const lines = useMemo(
    () => sessionLines(snapshot, blocking, { sort, filter }),
    [snapshot, blocking, sort, filter],
  );
  const closeInspector = () => {
    actions.closeInspector();
    listRef.current?.focus();
  };
  return (
    <>
      <TimelineStrip state={state} actions={actions} />
      {state.problem && (
        <ErrorNote error={state.problem}>
          <Button variant="default" onClick={() => actions.goTo(null)}>
            Back to live
          </Button>
        </ErrorNote>
      )}
      {snapshot.hidden && (
        <GrantNote grantSql={snapshot.hidden.grantSql}>{snapshot.hidden.what} Ask for:</GrantNote>
      )}
      <div className={styles.split} data-moment={moment.kind}>
        <div className={styles.main}>
          {view === 'graph' && (
            <BlockingGraphView
              isSmall={chosen.tab !== 'sessions'}
              blocking={blocking}
              matches={matchingKeys(lines, filter)}
              selected={at}
              onSelect={actions.select}
              onInspect={actions.inspect}
              onClose={closeInspector}
            />
          )}
          <LocksTabs
            state={state}
            lines={lines}
            actions={actions}
            listRef={listRef}
            onClose={closeInspector}
          />
        </div>
        {inspector && (
          <PartyInspector state={inspector} shown={state} actions={actions} onClose={closeInspector} />
        )}
      </div>
      <SettingsStrip settings={snapshot.settings} />
    </>
  );
}

import { Button, TextInput, VisuallyHidden } from '@mantine/core';
import { type RefObject, useRef } from 'react';
import { ErrorNote } from '../../parts/ErrorNote';
import { BootProgress, LoadingRows } from './BootProgress';
import styles from './HistoryView.module.css';
import { filterRevisions, type HistoryShown, type HistoryState, summarise } from './historyState';
import { ShownHistory } from './ShownHistory';
import { useSlashFocus } from './useSlashFocus';

export interface HistoryActions {
  readonly upgradeToHead: () => void;
  readonly downgradeOne: () => void;
  readonly upgradeTo: (name: string) => void;
  readonly downgradeTo: (name: string) => void;
  readonly select: (name: string) => void;
  readonly inspect: (name: string) => void;
  readonly closeInspector: () => void;
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
  const filterRef = useRef<HTMLInputElement>(null);
  useSlashFocus(filterRef);
  return (
    <div className={styles.screen}>
      <VisuallyHidden>
        <h1>History</h1>
      </VisuallyHidden>
      <HistoryToolbar state={state} actions={actions} filterRef={filterRef} />
      <HistoryBody state={state} actions={actions} />
    </div>
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
        <div className={styles.padded}>
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

interface ToolbarProps extends HistoryViewProps {
  readonly filterRef: RefObject<HTMLInputElement | null>;
}

function HistoryToolbar({ state, actions, filterRef }: ToolbarProps) {
  const history = state.kind === 'shown' ? state.history : null;
  const pending = history?.pendingCount ?? 0;
  return (
    <div className={styles.toolbar}>
      <Button disabled={pending === 0} onClick={actions.upgradeToHead}>
        {history ? `Upgrade to head (${pending})` : 'Upgrade to head'}
      </Button>
      <Button variant="default" disabled={!history?.current} onClick={actions.downgradeOne}>
        Downgrade one
      </Button>
      <p className={styles.summary}>{state.kind === 'shown' && <SummaryLine {...state} />}</p>
      <TextInput
        ref={filterRef}
        className={styles.filter}
        type="search"
        aria-label="Filter revisions"
        placeholder="Filter…   /"
        disabled={!history}
        value={state.kind === 'shown' ? state.filter : ''}
        onChange={(event) => actions.filter(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && actions.filter('')}
      />
    </div>
  );
}

function SummaryLine({ history, filter }: HistoryShown) {
  const { applied, pending, attention } = summarise(history);
  const parts = [`${applied} applied`, `${pending} pending`];
  for (const { state, count } of attention) parts.push(`${count} ${state}`);
  if (filter) parts.push(`showing ${filterRevisions(history.revisions, filter).length}`);
  return parts.join(' · ');
}

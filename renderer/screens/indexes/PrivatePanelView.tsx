import { Button, Checkbox, TextInput } from '@mantine/core';
import { type KeyboardEvent, type RefObject, useMemo, useRef } from 'react';
import { EmptyNote } from '../../parts/EmptyNote';
import { ErrorNote } from '../../parts/ErrorNote';
import { Panel, PanelLoading } from '../../parts/Panel';
import panel from '../../parts/Panel.module.css';
import { useSlashFocus } from '../../parts/useSlashFocus';
import { ColumnGrid } from './ColumnGrid';
import { columnKey } from './columnKey';
import { TwinLine } from './IndexesToolbar';
import type { IndexesActions } from './IndexesView';
import styles from './PrivatePanel.module.css';
import type { PrivatePanel } from './privateState';
import type { TwinState, Work } from './twinState';

interface PrivatePanelViewProps {
  readonly state: PrivatePanel;
  readonly twin: TwinState;
  readonly work: Work;
  readonly actions: IndexesActions;
}

/** Which columns’ values never come into the twin. */
export function PrivatePanelView(props: PrivatePanelViewProps) {
  const { state, work, actions } = props;
  const gridRef = useRef<HTMLDivElement>(null);
  return (
    <Panel title="Private columns" backTo="indexes" onBack={actions.closePanel}>
      <p className={styles.about}>
        Statistics hold samples of values: the most common ones, and bounds between others. Of a private
        column, of its partitions and of indexes on it the twin has none, and plans by how many there are. A
        tick takes them out of the twin at once, and counts for every refresh from now on.
      </p>
      <SearchLine {...props} onDown={() => gridRef.current?.focus()} />
      {work.kind === 'failed' && <ErrorNote error={work.error} />}
      {state.marking.kind === 'failed' && <ErrorNote error={state.marking.error} />}
      <Columns state={state} actions={actions} gridRef={gridRef} />
      <RefreshLine {...props} />
    </Panel>
  );
}

function SearchLine({ state, actions, onDown }: PrivatePanelViewProps & { readonly onDown: () => void }) {
  const searchRef = useRef<HTMLInputElement>(null);
  useSlashFocus(searchRef);
  const { listed, search, onlyPrivate } = state;
  const found = listed.kind === 'shown' ? listed.found : null;
  const move = (event: KeyboardEvent) => {
    if (event.key === 'Escape') actions.searchColumns('');
    if (event.key === 'ArrowDown') onDown();
  };
  return (
    <div className={styles.search}>
      <TextInput
        ref={searchRef}
        className={styles.field}
        type="search"
        aria-label="Search columns"
        placeholder="Schema, table, column, type…   /"
        autoFocus
        data-autofocus
        value={search}
        onChange={(event) => actions.searchColumns(event.currentTarget.value)}
        onKeyDown={move}
      />
      <Checkbox
        label={`Private only${found ? ` (${found.privateCount.toLocaleString('en-GB')})` : ''}`}
        checked={onlyPrivate}
        onChange={(event) => actions.showOnlyPrivate(event.currentTarget.checked)}
      />
      <p role="status" className={panel.quiet}>
        {found &&
          (found.columns.length < found.count
            ? `The first ${found.columns.length.toLocaleString('en-GB')} of ${found.count.toLocaleString('en-GB')} columns`
            : `${found.count.toLocaleString('en-GB')} ${found.count === 1 ? 'column' : 'columns'}`)}
      </p>
    </div>
  );
}

interface ColumnsProps extends Pick<PrivatePanelViewProps, 'state' | 'actions'> {
  readonly gridRef: RefObject<HTMLDivElement | null>;
}

function Columns({ state, actions, gridRef }: ColumnsProps) {
  const { listed, at, marking } = state;
  const found = listed.kind === 'shown' ? listed.found : null;
  const rows = useMemo(
    () => found?.columns.map((each) => ({ key: columnKey(each), column: each })) ?? [],
    [found],
  );
  if (listed.kind === 'loading') return <PanelLoading label="Reading the columns" />;
  if (listed.kind === 'failed') {
    return (
      <div className={panel.body}>
        <ErrorNote error={listed.error} />
      </div>
    );
  }
  if (rows.length === 0) {
    return (
      <EmptyNote title={state.search ? 'No column matches' : 'No column is private'}>
        {state.search ? `Nothing has “${state.search}” in its name or type.` : 'Tick those that are.'}
      </EmptyNote>
    );
  }
  return (
    <ColumnGrid
      rows={rows}
      at={at}
      isBusy={marking.kind === 'working'}
      isOld={listed.isOld}
      gridRef={gridRef}
      actions={actions}
    />
  );
}

/** Always there, so that nothing moves when there is something to say. */
function RefreshLine({ state, twin, work, actions }: PrivatePanelViewProps) {
  return (
    <footer className={panel.foot}>
      <Button variant="default" onClick={work.kind === 'running' ? actions.cancel : actions.refreshTwin}>
        {work.kind === 'running' ? 'Cancel' : 'Refresh now'}
      </Button>
      <p role="status" className={panel.quiet}>
        {work.kind === 'running' ? (
          `${work.text}…`
        ) : state.awaitsRefresh ? (
          'What is private no more is estimated without its values until the twin is refreshed.'
        ) : (
          <TwinLine twin={twin} />
        )}
      </p>
    </footer>
  );
}

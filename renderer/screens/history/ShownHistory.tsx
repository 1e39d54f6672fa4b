import { type RefObject, useMemo, useRef } from 'react';
import type { RevisionRow } from '../../../electron/contract/revisions';
import { EmptyNote } from '../../parts/EmptyNote';
import { RevisionGraphView } from './graph/RevisionGraphView';
import { HistoryNotes } from './HistoryNotes';
import type { HistoryActions } from './HistoryView';
import styles from './HistoryView.module.css';
import { filterRevisions, type HistoryShown } from './historyState';
import { RevisionInspector } from './inspector/RevisionInspector';
import { RevisionGrid } from './RevisionGrid';

interface ShownHistoryProps {
  readonly state: HistoryShown;
  readonly actions: HistoryActions;
}

/** The list or the graph, with what has to be known about it above, and the inspector beside. */
export function ShownHistory({ state, actions }: ShownHistoryProps) {
  const listRef = useRef<HTMLDivElement>(null);
  const { history, filter, selected, inspector } = state;
  const rows = useMemo(() => filterRevisions(history.revisions, filter), [history.revisions, filter]);
  const closeInspector = () => {
    actions.closeInspector();
    listRef.current?.focus();
  };
  return (
    <>
      <HistoryNotes state={state} actions={actions} />
      {history.revisions.length === 0 ? (
        <EmptyNote title="No revisions in this folder yet">
          Lockstep looks for .js, .cjs, .mjs, .ts and .sql files in the project’s migrations folder, such as
          20260310090000-create-users.js. Add the first one, and it appears here by itself.
        </EmptyNote>
      ) : (
        <div className={styles.split}>
          {rows.length === 0 ? (
            <EmptyNote title="No revision matches">Nothing has “{filter}” in its name or state.</EmptyNote>
          ) : (
            <Revisions
              rows={rows}
              state={state}
              actions={actions}
              listRef={listRef}
              onClose={closeInspector}
            />
          )}
          {selected && inspector && (
            <RevisionInspector
              row={selected}
              state={inspector}
              history={history}
              actions={actions}
              onClose={closeInspector}
            />
          )}
        </div>
      )}
    </>
  );
}

interface RevisionsProps extends ShownHistoryProps {
  readonly rows: readonly RevisionRow[];
  readonly listRef: RefObject<HTMLDivElement | null>;
  readonly onClose: () => void;
}

function Revisions({ rows, state, actions, listRef, onClose }: RevisionsProps) {
  const { history, selected, view, stale, filter } = state;
  const matches = useMemo(() => (filter ? new Set(rows.map(({ name }) => name)) : null), [rows, filter]);
  const shared = {
    selected: selected?.name ?? null,
    isStale: stale !== null,
    onSelect: actions.select,
    onInspect: actions.inspect,
    onClose,
  };
  if (view === 'graph') {
    return (
      <RevisionGraphView
        {...shared}
        rows={history.revisions}
        matches={matches}
        graphRef={listRef}
        findings={history.findings}
      />
    );
  }
  return (
    <RevisionGrid {...shared} rows={rows} gridRef={listRef} now={history.readAt} hasLanes={filter === ''} />
  );
}

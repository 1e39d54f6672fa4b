import { useRef } from 'react';
import { EmptyNote } from '../../parts/EmptyNote';
import { HistoryNotes } from './HistoryNotes';
import type { HistoryActions } from './HistoryView';
import styles from './HistoryView.module.css';
import { filterRevisions, type HistoryShown } from './historyState';
import { RevisionGrid } from './RevisionGrid';
import { RevisionInspector } from './RevisionInspector';

interface ShownHistoryProps {
  readonly state: HistoryShown;
  readonly actions: HistoryActions;
}

/** The list, with what has to be known about it above, and the inspector beside. */
export function ShownHistory({ state, actions }: ShownHistoryProps) {
  const gridRef = useRef<HTMLDivElement>(null);
  const { history, filter, selected, isInspecting } = state;
  const rows = filterRevisions(history.revisions, filter);
  const closeInspector = () => {
    actions.closeInspector();
    gridRef.current?.focus();
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
          {rows.length === 0 && (
            <EmptyNote title="No revision matches">Nothing has “{filter}” in its name or state.</EmptyNote>
          )}
          {rows.length > 0 && (
            <RevisionGrid
              gridRef={gridRef}
              rows={rows}
              selected={selected?.name ?? null}
              now={history.readAt}
              isStale={state.stale !== null}
              onSelect={actions.select}
              onInspect={actions.inspect}
              onClose={closeInspector}
            />
          )}
          {selected && isInspecting && (
            <RevisionInspector
              row={selected}
              source={state.source}
              now={history.readAt}
              actions={actions}
              onClose={closeInspector}
            />
          )}
        </div>
      )}
    </>
  );
}

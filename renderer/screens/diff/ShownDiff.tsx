import { useMemo, useRef } from 'react';
import { EmptyNote } from '../../parts/EmptyNote';
import room from '../../parts/Room.module.css';
import { ChangeDetail } from './ChangeDetail';
import { layoutTree } from './changeTree';
import { DiffFoot } from './DiffFoot';
import { DiffGrid } from './DiffGrid';
import { DiffNotes } from './DiffNotes';
import type { DiffActions } from './DiffView';
import styles from './DiffView.module.css';
import type { DiffShown } from './diffState';
import { describeEquality, grouped } from './sides';

interface ShownDiffProps {
  readonly state: DiffShown;
  readonly actions: DiffActions;
}

/** The tree can be scrolled no further than browsers let an element be high. */
const MOST_LINES = 100_000;

/** The differences, with what has to be known of them above, and the selected one beside or below. */
export function ShownDiff({ state, actions }: ShownDiffProps) {
  const { comparison, filter, toggled, at, detail } = state;
  const gridRef = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => layoutTree(comparison, filter, toggled), [comparison, filter, toggled]);
  const row = at === null ? undefined : state.index.rows.get(at);
  const closeDetail = () => {
    actions.closeDetail();
    gridRef.current?.focus();
  };
  return (
    <>
      <DiffNotes state={state} actions={actions} />
      <div className={`${room.split} ${styles.split}`} data-open={detail !== null || undefined}>
        {lines.length === 0 ? (
          <NothingToShow state={state} />
        ) : (
          <DiffGrid
            lines={lines.slice(0, MOST_LINES)}
            chosen={state.chosen}
            at={at}
            isStale={state.comparing.kind !== 'idle'}
            isAnswering={state.answering.kind === 'working'}
            gridRef={gridRef}
            actions={{ ...actions, closeDetail }}
          />
        )}
        {row && detail && (
          <ChangeDetail row={row} detail={detail} sides={state.sides} onClose={closeDetail} />
        )}
      </div>
      {lines.length > MOST_LINES && (
        <p className={room.tooMany}>
          {grouped(MOST_LINES)} of {grouped(lines.length)} lines are listed. Filter to see the others.
        </p>
      )}
      {comparison.rows.length > 0 && <DiffFoot state={state} actions={actions} />}
    </>
  );
}

function NothingToShow({ state: { comparison, filter, sides } }: Pick<ShownDiffProps, 'state'>) {
  if (comparison.rows.length + comparison.renames.length > 0) {
    return (
      <EmptyNote title="No difference matches">
        Nothing has “{filter}” in its name, change or marks.
      </EmptyNote>
    );
  }
  const { unknown, unread, refused } = comparison;
  if (unknown.length + unread.length + refused.length > 0) {
    return (
      <EmptyNote title="What could be compared is equal">
        Not everything could be: see above, and compare again when that has changed.
      </EmptyNote>
    );
  }
  return <EmptyNote title="They are equal">{describeEquality(sides)}</EmptyNote>;
}

import type { RefObject } from 'react';
import { EmptyNote } from '../../../parts/EmptyNote';
import { formatCount } from '../describeLocks';
import type { LocksActions } from '../LocksView';
import type { LocksShown } from '../locksState';
import { SessionGrid } from './SessionGrid';
import type { SessionLine } from './sessionLines';

interface SessionsTabProps {
  readonly state: LocksShown;
  readonly lines: readonly SessionLine[];
  readonly actions: LocksActions;
  readonly listRef: RefObject<HTMLDivElement | null>;
  readonly onClose: () => void;
}

export function SessionsTab({ state, lines, actions, listRef, onClose }: SessionsTabProps) {
  const { snapshot, chosen, actualEveryMs } = state;
  if (lines.length === 0 && chosen.filter) {
    return (
      <EmptyNote title="No session matches">
        None has “{chosen.filter}” in its pid, names, locks or query.
      </EmptyNote>
    );
  }
  if (lines.length === 0) {
    return (
      <EmptyNote title="Nobody waits, and no transaction is open">
        {formatCount(snapshot.idleCount)} sessions of this server are idle. It is looked at again{' '}
        {everyText(actualEveryMs)}, for as long as this room is in sight, and what happens is kept for 30
        minutes.
      </EmptyNote>
    );
  }
  return (
    <SessionGrid
      lines={lines}
      selected={chosen.at}
      sort={chosen.sort}
      gridRef={listRef}
      onSort={actions.sort}
      onSelect={actions.select}
      onInspect={actions.inspect}
      onClose={onClose}
    />
  );
}

function everyText(ms: number): string {
  return ms === 1_000 ? 'every second' : `every ${ms / 1_000} seconds`;
}

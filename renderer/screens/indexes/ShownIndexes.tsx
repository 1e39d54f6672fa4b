import { Button } from '@mantine/core';
import { useMemo, useRef } from 'react';
import { EmptyNote } from '../../parts/EmptyNote';
import panel from '../../parts/Panel.module.css';
import room from '../../parts/Room.module.css';
import { EffectDetail } from './EffectDetail';
import { IndexesNotes } from './IndexesNotes';
import type { IndexesActions } from './IndexesView';
import type { IndexesShown } from './indexesState';
import { SuggestionDetail } from './SuggestionDetail';
import { SuggestionGrid } from './SuggestionGrid';
import { linesOf } from './suggestionLines';

interface ShownIndexesProps {
  readonly state: IndexesShown;
  readonly actions: IndexesActions;
}

/** The suggestions, with what has to be known of them above, and the selected one beside or below. */
export function ShownIndexes({ state, actions }: ShownIndexesProps) {
  const { advice, filter, showsDismissed, at, inspecting } = state;
  const gridRef = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => linesOf(advice, filter, showsDismissed), [advice, filter, showsDismissed]);
  const line = lines.find(({ key }) => key === at);
  const closeDetail = () => {
    actions.closeDetail();
    gridRef.current?.focus();
  };
  return (
    <>
      <IndexesNotes state={state} actions={actions} />
      <div className={room.split}>
        {lines.length === 0 ? (
          <NothingToShow state={state} />
        ) : (
          <SuggestionGrid
            lines={lines}
            chosen={state.chosen}
            at={at}
            isStale={state.readError !== null}
            gridRef={gridRef}
            actions={{ ...actions, closeDetail }}
          />
        )}
        {line && 'suggestion' in line && inspecting && (
          <SuggestionDetail line={line} state={state} actions={actions} onClose={closeDetail} />
        )}
        {line && 'effect' in line && inspecting && (
          <EffectDetail effect={line.effect} actions={actions} onClose={closeDetail} />
        )}
      </div>
      {advice.count > advice.suggestions.length && (
        <p className={room.tooMany}>
          {advice.suggestions.length.toLocaleString('en-GB')} of {advice.count.toLocaleString('en-GB')}{' '}
          suggestions are listed.
        </p>
      )}
      {advice.suggestions.length > 0 && <IndexesFoot state={state} actions={actions} />}
    </>
  );
}

function IndexesFoot({ state: { chosen }, actions }: ShownIndexesProps) {
  return (
    <footer className={`${panel.foot} ${room.foot}`}>
      <Button disabled={chosen.size === 0} onClick={() => actions.openPanel('revision')}>
        Create revision ({chosen.size})
      </Button>
      <p className={room.quiet} role="status">
        {chosen.size === 0
          ? 'Choose what to do: Space, or the boxes.'
          : `${chosen.size} ${chosen.size === 1 ? 'suggestion is' : 'suggestions are'} chosen.`}
      </p>
    </footer>
  );
}

function NothingToShow({ state: { advice, filter } }: Pick<ShownIndexesProps, 'state'>) {
  const { suggestions, effects, dismissed } = advice;
  if (suggestions.length + effects.length + dismissed.length > 0 && filter !== '') {
    return <EmptyNote title="No suggestion matches">Nothing has “{filter}” in its name or reason.</EmptyNote>;
  }
  return (
    <EmptyNote title="Nothing to suggest">
      {advice.workload.state === 'ready' && advice.advised === null
        ? 'The schema is sound. See what the workload would run faster with: From the workload.'
        : 'As far as is known, no index is missing and none is in the way.'}
    </EmptyNote>
  );
}

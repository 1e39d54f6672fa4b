import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import panel from '../../parts/Panel.module.css';
import { RoleBadge } from '../../parts/RoleBadge';
import room from '../../parts/Room.module.css';
import type { ChoiceIndex, ChoiceNote } from './choice';
import type { DiffActions } from './DiffView';
import styles from './DiffView.module.css';
import { fullName } from './describeChange';
import { type DiffShown, findChoiceObstacle } from './diffState';
import { grouped, meaningOf } from './sides';

interface DiffFootProps {
  readonly state: DiffShown;
  readonly actions: DiffActions;
}

/** What can be done with the chosen rows. */
export function DiffFoot({ state, actions }: DiffFootProps) {
  const { copying, place } = state;
  const obstacle = findChoiceObstacle(state);
  return (
    <footer className={`${panel.foot} ${room.foot} ${styles.foot}`}>
      <MakeButtons state={state} isDisabled={obstacle !== null} actions={actions} />
      <Button
        variant="default"
        disabled={obstacle !== null}
        loading={copying.kind === 'working'}
        onClick={actions.copySql}
      >
        {copying.isCopied ? 'Copied' : 'Copy SQL'}
      </Button>
      <Button variant="default" disabled={obstacle !== null} onClick={() => actions.openPanel('proof')}>
        Prove it…
      </Button>
      <p className={styles.chosen} role="status">
        {obstacle ?? <ChosenLine state={state} />}
      </p>
      {state.note && <NoteLine note={state.note} index={state.index} actions={actions} />}
      <span className={styles.space} />
      <RoleBadge role={place.role} />
    </footer>
  );
}

interface MakeButtonsProps extends DiffFootProps {
  readonly isDisabled: boolean;
}

function MakeButtons({ state: { sides, chosen }, isDisabled, actions }: MakeButtonsProps) {
  const count = grouped(chosen.size);
  if (meaningOf(sides) !== 'drift') {
    return (
      <Button size="sm" disabled={isDisabled} onClick={() => actions.openPanel('revision')}>
        Create revision ({count})
      </Button>
    );
  }
  return (
    <>
      <Button size="sm" disabled={isDisabled} onClick={() => actions.openPanel('adopt')}>
        Adopt ({count})
      </Button>
      <Button size="sm" variant="default" disabled={isDisabled} onClick={() => actions.openPanel('revert')}>
        Revert ({count})
      </Button>
    </>
  );
}

/** Of what is chosen: the locks that make others wait, and what is lost. */
function ChosenLine({ state: { index, chosen } }: Pick<DiffFootProps, 'state'>): ReactNode {
  const rows = [...chosen].flatMap((id) => index.rows.get(id) ?? []);
  const rewrites = rows.filter((row) => row.rewrites).length;
  const losses = rows.filter(({ destroys }) => destroys !== null).length;
  const all = [...index.rows.values()].filter(({ isGroup }) => !isGroup).length;
  return (
    <>
      {grouped(rows.length)} of {grouped(all)} chosen
      {rewrites > 0 && ` · ${rewrites === 1 ? '1 rewrite' : `${grouped(rewrites)} rewrites`}`}
      {losses > 0 && (
        <span className={styles.losses}>
          {' '}
          · {losses === 1 ? '1 destroys data' : `${losses} destroy data`}
        </span>
      )}
    </>
  );
}

interface NoteLineProps {
  readonly note: ChoiceNote;
  readonly index: ChoiceIndex;
  readonly actions: Pick<DiffActions, 'chooseWithLosses'>;
}

function NoteLine({ note, index, actions }: NoteLineProps) {
  const text = describeNote(note, index);
  const canChoose = note.kind === 'waits' && note.isPossible;
  return (
    <>
      <p
        className={styles.note}
        data-tone={note.kind === 'waits' ? 'amber' : undefined}
        title={text}
        role="status"
      >
        {text}
      </p>
      {canChoose && (
        <Button variant="default" onClick={() => actions.chooseWithLosses(note.rowId)}>
          Choose all
        </Button>
      )}
    </>
  );
}

function describeNote(note: ChoiceNote, index: ChoiceIndex): string {
  const own = nameOf(note.rowId, index);
  const others = namesOf(note.ids, index);
  switch (note.kind) {
    case 'added':
      return `Also chosen, as ${own} needs it: ${others}`;
    case 'removed':
      return `Left out too, as it needs ${own}: ${others}`;
    case 'waits':
      return note.isPossible
        ? `${own} needs what destroys data: ${others}`
        : `${own} needs what can’t be planned: ${others}`;
  }
}

const NAMED = 2;

function namesOf(ids: readonly string[], index: ChoiceIndex): string {
  const names = ids.slice(0, NAMED).map((id) => nameOf(id, index));
  return ids.length > NAMED ? `${names.join(', ')} and ${ids.length - NAMED} more` : names.join(', ');
}

function nameOf(id: string, index: ChoiceIndex): string {
  const row = index.rows.get(id);
  return row ? fullName(row) : id;
}

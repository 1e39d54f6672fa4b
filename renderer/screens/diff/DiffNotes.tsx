import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Comparison } from '../../../electron/contract/catalog';
import { ErrorNote } from '../../parts/ErrorNote';
import { Note } from '../../parts/Note';
import room from '../../parts/Room.module.css';
import { StaleNote } from '../../parts/StaleNote';
import type { DiffActions } from './DiffView';
import styles from './DiffView.module.css';
import type { DiffShown } from './diffState';
import { meaningOf } from './sides';

interface DiffNotesProps {
  readonly state: DiffShown;
  readonly actions: Pick<DiffActions, 'compareAgain' | 'upgrade'>;
}

/** What the list does not say by itself: its age, what was not compared, what went wrong. */
export function DiffNotes({ state, actions }: DiffNotesProps) {
  const { comparison, comparing, comparedAt, answering, saving, copying } = state;
  const failures = [answering, saving, copying].flatMap((each) =>
    each.kind === 'failed' ? [each.error] : [],
  );
  return (
    <div className={room.notes}>
      {comparing.kind === 'failed' && (
        <StaleNote
          done="Compared"
          since={comparedAt}
          error={comparing.error}
          again="Compare again"
          onAgain={actions.compareAgain}
        />
      )}
      {failures.map((error) => (
        <ErrorNote key={error.message} error={error} />
      ))}
      <PendingNote state={state} onUpgrade={actions.upgrade} />
      <LockedNote unknown={comparison.unknown} />
      <UnreadNote unread={comparison.unread} />
      <RefusedNote refused={comparison.refused} />
    </div>
  );
}

interface PendingNoteProps {
  readonly state: Pick<DiffShown, 'pendingCount' | 'sides' | 'comparison'>;
  readonly onUpgrade: () => void;
}

/** What pends would be generated once more. */
function PendingNote({ state: { pendingCount, sides, comparison }, onUpgrade }: PendingNoteProps) {
  if (pendingCount === 0 || meaningOf(sides) !== 'models' || comparison.rows.length === 0) return null;
  return (
    <Note tone="amber">
      <div className={room.noteLine}>
        <span>
          {pendingCount === 1 ? '1 revision pends' : `${pendingCount} revisions pend`}, and what they do is
          listed here, too. Upgrade first to see what the models ask for besides.
        </span>
        <Button variant="default" onClick={onUpgrade}>
          Plan the upgrade…
        </Button>
      </div>
    </Note>
  );
}

function LockedNote({ unknown }: Pick<Comparison, 'unknown'>) {
  if (unknown.length === 0) return null;
  const lockers = [...new Set(unknown.flatMap(({ lockedBy }) => lockedBy ?? []))].map(describeLocker);
  const by = lockers.length === 0 ? 'somebody' : lockers.join(', ');
  return (
    <Folded
      tone="amber"
      title={`${countOf(unknown.length, 'object is', 'objects are')} not compared: locked by ${by}.`}
    >
      {unknown.map(({ object, lockedBy }) => (
        <li key={object}>
          <code>{object}</code> {lockedBy !== null && `locked by ${describeLocker(lockedBy)}`}
        </li>
      ))}
    </Folded>
  );
}

/** A prepared transaction has no session, and is 0. */
function describeLocker(pid: number): string {
  return pid === 0 ? 'a prepared transaction' : `pid ${pid}`;
}

function UnreadNote({ unread }: Pick<Comparison, 'unread'>) {
  if (unread.length === 0) return null;
  const what = unread.map((each) => `${each.count} ${each.what}${each.count === 1 ? '' : 's'}`).join(', ');
  return (
    <Note tone="muted">
      <p>Not compared, because Lockstep does not read them: {what}.</p>
    </Note>
  );
}

function RefusedNote({ refused }: Pick<Comparison, 'refused'>) {
  if (refused.length === 0) return null;
  return (
    <Folded
      tone="red"
      title={`${countOf(refused.length, 'difference', 'differences')} can’t be done by one plan, and what needs it neither.`}
    >
      {refused.map(({ object, message }) => (
        <li key={object}>
          <code>{object}</code>: {message}
        </li>
      ))}
    </Folded>
  );
}

interface FoldedProps {
  readonly tone: 'amber' | 'red';
  readonly title: string;
  readonly children: ReactNode;
}

function Folded({ tone, title, children }: FoldedProps) {
  return (
    <Note tone={tone}>
      <details>
        <summary>{title}</summary>
        <ul className={styles.objects}>{children}</ul>
      </details>
    </Note>
  );
}

function countOf(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

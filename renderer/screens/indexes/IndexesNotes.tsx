import type { AdvisedWorkload } from '../../../electron/contract/indexes';
import { EnableSteps } from '../../parts/EnableSteps';
import { ErrorNote } from '../../parts/ErrorNote';
import { formatDuration } from '../../parts/formatDuration';
import { GrantNote } from '../../parts/GrantNote';
import { LookedAtNote } from '../../parts/LookedAtNote';
import { Note } from '../../parts/Note';
import room from '../../parts/Room.module.css';
import { TickingAge } from '../../parts/TickingAge';
import styles from './Indexes.module.css';
import type { IndexesActions } from './IndexesView';
import type { IndexesShown } from './indexesState';

interface IndexesNotesProps {
  readonly state: IndexesShown;
  readonly actions: Pick<IndexesActions, 'readAgain'>;
}

/** What the list does not say by itself: its age, what could not be looked at, what went wrong. */
export function IndexesNotes({ state, actions }: IndexesNotesProps) {
  const { readError, readAt, work, restoring } = state;
  return (
    <div className={room.notes}>
      <LookedAtNote readAt={readAt} readError={readError} onLookAgain={actions.readAgain} />
      {work.kind === 'failed' && <ErrorNote error={work.error} />}
      {restoring.kind === 'failed' && <ErrorNote error={restoring.error} />}
      <WorkloadNote state={state} />
      <AdvisedNote state={state} />
      <TwinNotes state={state} />
    </div>
  );
}

function WorkloadNote({ state: { advice } }: Pick<IndexesNotesProps, 'state'>) {
  const { workload } = advice;
  if (workload.state !== 'ready') {
    return (
      <Note tone="amber">
        <details>
          <summary>Only the schema was looked at. {workload.message} What to do:</summary>
          <EnableSteps steps={workload.steps} />
        </details>
      </Note>
    );
  }
  if (!workload.hidden) return null;
  const { statements, grantSql } = workload.hidden;
  return (
    <GrantNote grantSql={grantSql}>
      {statements} {statements === 1 ? 'statement' : 'statements'} of other roles can’t be read, and so are
      not weighed.
    </GrantNote>
  );
}

function AdvisedNote({ state: { advice } }: Pick<IndexesNotesProps, 'state'>) {
  const { advised } = advice;
  if (!advised) return null;
  const { planned, notPlanned, reasons, leftAside, isCutShort, totalMs, expectedMs, at } = advised;
  return (
    <Note tone="blue">
      <p>
        {planned} statements took {formatDuration(totalMs)}, and would take about {formatDuration(expectedMs)}{' '}
        with all that the workload asks for{notPlanned > 0 && `; ${notPlanned} could not be planned`}. Looked
        for <TickingAge since={at} />.
        {leftAside > 0 &&
          ` The ${figure(planned + notPlanned)} statements that cost most were looked at; ${figure(leftAside)} others were not.`}
        {isCutShort && ' Time was up before every index had been tried: there may be more to find.'}
      </p>
      {reasons.length > 0 && <NotPlanned reasons={reasons} />}
    </Note>
  );
}

function NotPlanned({ reasons }: Pick<AdvisedWorkload, 'reasons'>) {
  return (
    <details>
      <summary>Why not</summary>
      <ul className={styles.reasons}>
        {reasons.map(({ text, reason }) => (
          <li key={text}>
            {reason}: <code>{text}</code>
          </li>
        ))}
      </ul>
      {reasons.some(({ reason }) => reason.endsWith(' does not exist')) && (
        <p>
          A name without its schema is looked for in this connection’s search_path, and in schemas that share
          no name with another one.
        </p>
      )}
    </details>
  );
}

function figure(count: number): string {
  return count.toLocaleString('en-GB');
}

function TwinNotes({ state: { twin } }: Pick<IndexesNotesProps, 'state'>) {
  if (twin.kind !== 'ready' || twin.card.notes.length === 0) return null;
  return (
    <Note tone="muted">
      <details>
        <summary>What the twin can’t do as {twin.card.target} would</summary>
        <ul>
          {twin.card.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </details>
    </Note>
  );
}

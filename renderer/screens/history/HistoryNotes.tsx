import { Button } from '@mantine/core';
import type { History, LogState } from '../../../electron/contract/revisions';
import { describeHolder } from '../../parts/describeSession';
import { GrantNote } from '../../parts/GrantNote';
import { Note } from '../../parts/Note';
import { RelativeTime } from '../../parts/RelativeTime';
import room from '../../parts/Room.module.css';
import { StaleNote } from '../../parts/StaleNote';
import { FindingList } from './FindingList';
import { HeadsBanner } from './HeadsBanner';
import type { HistoryActions } from './HistoryView';
import { type HistoryShown, notableFindings } from './historyState';

interface HistoryNotesProps {
  readonly state: HistoryShown;
  readonly actions: HistoryActions;
}

/** What the list does not say by itself: its age, who else runs, what is hidden and what was left out. */
export function HistoryNotes({ state, actions }: HistoryNotesProps) {
  const { history, stale, runningId } = state;
  return (
    <div className={room.notes}>
      {stale && (
        <StaleNote
          done="Read"
          since={history.readAt}
          error={stale}
          again="Read again"
          onAgain={actions.retry}
        />
      )}
      {runningId !== null && <OwnRunNote onWatch={() => actions.watchRun(runningId)} />}
      {runningId === null && <RunnerNote history={history} />}
      <HeadsBanner heads={history.heads} actions={actions} />
      <FindingList findings={notableFindings(history)} onInspect={actions.inspect} />
      <LedgerNote history={history} />
      <LogNote log={history.log} />
      <SkippedNote skipped={history.skipped} />
    </div>
  );
}

function OwnRunNote({ onWatch }: { readonly onWatch: () => void }) {
  return (
    <Note tone="blue">
      <div className={room.noteLine} role="status">
        <span>A run that was started here is under way.</span>
        <Button variant="default" onClick={onWatch}>
          Watch it
        </Button>
      </div>
    </Note>
  );
}

function RunnerNote({ history: { runner, readAt } }: { readonly history: History }) {
  if (!runner) return null;
  return (
    <Note tone="blue">
      <p role="status">
        Somebody else is running revisions here: {describeHolder(runner)}
        {runner.since && (
          <>
            , since <RelativeTime iso={runner.since} now={readAt} />
          </>
        )}
        . A run that you start waits for it.
      </p>
    </Note>
  );
}

function LedgerNote({ history }: { readonly history: History }) {
  if (history.ledgerExists || history.revisions.length === 0) return null;
  return (
    <Note tone="muted">
      <p>
        There is no ledger in this database yet: <code>{history.ledgerTable}</code> is created by the first
        run.
      </p>
    </Note>
  );
}

function LogNote({ log }: { readonly log: LogState }) {
  if (log.kind === 'unreadable') {
    return (
      <GrantNote grantSql={log.grantSql}>
        When, how long and by whom is hidden: you may not read lockstep_log. Ask its owner for:
      </GrantNote>
    );
  }
  if (log.kind === 'read-only') {
    return (
      <GrantNote grantSql={log.grantSql}>
        What you do here is not recorded: you may read lockstep_log, but not write it. Ask its owner for:
      </GrantNote>
    );
  }
  if (log.kind === 'absent' && !log.canCreate) {
    return (
      <GrantNote grantSql={log.grantSql}>
        When, how long and by whom is not recorded: there is no lockstep_log, and you may not create it. Ask
        for:
      </GrantNote>
    );
  }
  return null;
}

function SkippedNote({ skipped }: Pick<History, 'skipped'>) {
  if (skipped.length === 0) return null;
  return (
    <Note tone="muted">
      <details>
        <summary>
          {skipped.length === 1 ? '1 file was left out' : `${skipped.length} files were left out`} of this
          list
        </summary>
        <ul>
          {skipped.map(({ name, reason }) => (
            <li key={name}>
              <code>{name}</code>: {reason}
            </li>
          ))}
        </ul>
      </details>
    </Note>
  );
}

import { Button, Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { HandOff, RevisionRow } from '../../../../electron/contract/revisions';
import { CaptureView } from '../../../parts/CaptureView';
import { CopyButton } from '../../../parts/CopyButton';
import { ErrorNote } from '../../../parts/ErrorNote';
import { Note } from '../../../parts/Note';
import { RelativeTime } from '../../../parts/RelativeTime';
import { SqlText } from '../../../parts/SqlText';
import type { HistoryActions } from '../HistoryView';
import { captureTarget, type InspectorState, isApplied, type RevisionSql, sqlOf } from './inspectorState';
import styles from './RevisionInspector.module.css';

interface SqlTabProps {
  readonly row: RevisionRow;
  readonly state: InspectorState;
  readonly now: string;
  readonly actions: Pick<HistoryActions, 'captureSql' | 'cancelCapture'>;
}

export function SqlTab({ row, state, now, actions }: SqlTabProps) {
  const capture = () => actions.captureSql(captureTarget(row));
  if (state.capture.kind === 'running' || state.capture.kind === 'failed') {
    return <CaptureView state={state.capture} onCancel={actions.cancelCapture} onRetry={capture} />;
  }
  if (state.capture.kind === 'done') return <Captured row={row} handOff={state.capture.handOff} />;
  return <Known row={row} sql={sqlOf(row, state)} now={now} onCapture={capture} />;
}

interface KnownProps {
  readonly row: RevisionRow;
  readonly sql: RevisionSql;
  readonly now: string;
  readonly onCapture: () => void;
}

function Known({ row, sql, now, onCapture }: KnownProps) {
  switch (sql.kind) {
    case 'loading':
      return <Skeleton height={160} aria-label="Reading the log" role="status" />;
    case 'failed':
      return <ErrorNote error={sql.error} />;
    case 'ran':
      return (
        <Sql text={sql.sql} label={`Statements of ${row.name}`}>
          {sql.count === 1 ? '1 statement' : `${sql.count} statements`}, as run{' '}
          <RelativeTime iso={sql.record.startedAt} now={now} />
        </Sql>
      );
    case 'file':
      return (
        <>
          <Sql text={sql.text} label={`SQL of ${row.name}`}>
            {sql.downText === null ? 'The file, and no .down.sql beside it' : 'Up'}
          </Sql>
          {sql.downText !== null && (
            <Sql text={sql.downText} label={`What undoes ${row.name}`}>
              Down
            </Sql>
          )}
        </>
      );
    case 'unknown':
      return <Unknown row={row} onCapture={onCapture} />;
  }
}

function Unknown({ row, onCapture }: Pick<KnownProps, 'row' | 'onCapture'>) {
  if (row.format === null) {
    return <p className={styles.quiet}>The log holds no statements of it, and the file is gone.</p>;
  }
  return (
    <>
      <p className={styles.quiet}>
        {isApplied(row)
          ? 'The log holds no statements of it. Capturing runs it on the local server, on a copy without rows; nothing touches the target.'
          : 'Its SQL is known once its code has run. Capturing runs it on the local server, on a copy without rows; nothing touches the target.'}
      </p>
      <div>
        <Button variant="default" onClick={onCapture}>
          Capture SQL…
        </Button>
      </div>
    </>
  );
}

interface SqlProps {
  readonly text: string;
  readonly label: string;
  readonly children: ReactNode;
}

function Sql({ text, label, children }: SqlProps) {
  return (
    <>
      <div className={styles.sqlHead}>
        <span>{children}</span>
        <CopyButton text={text} />
      </div>
      <SqlText text={text} language="sql" label={label} />
    </>
  );
}

function Captured({ row, handOff }: { readonly row: RevisionRow; readonly handOff: HandOff }) {
  const own = handOff.steps.find(({ name }) => name === row.name);
  return (
    <>
      {handOff.notes.length > 0 && (
        <Note tone="amber">
          {handOff.notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </Note>
      )}
      <Sql text={own?.sql ?? handOff.sql} label={`Captured SQL of ${row.name}`}>
        As captured, with its ledger row
      </Sql>
    </>
  );
}

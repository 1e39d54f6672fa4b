import { Skeleton } from '@mantine/core';
import type { LogRecord } from '../../../../electron/contract/revisions';
import { Duration } from '../../../parts/Duration';
import { ErrorNote } from '../../../parts/ErrorNote';
import { RelativeTime } from '../../../parts/RelativeTime';
import { Tag } from '../../../parts/Tag';
import type { LogRead } from './inspectorState';
import styles from './RevisionInspector.module.css';

interface LogTabProps {
  readonly log: LogRead;
  readonly now: string;
}

export function LogTab({ log, now }: LogTabProps) {
  switch (log.kind) {
    case 'loading':
      return <Skeleton height={120} aria-label="Reading the log" role="status" />;
    case 'failed':
      return <ErrorNote error={log.error} />;
    case 'shown':
      return log.records.length === 0 ? (
        <p className={styles.quiet}>The log says nothing of it: it has not run, or another tool ran it.</p>
      ) : (
        <ol className={styles.log} aria-label="Log, newest first">
          {log.records.map((record) => (
            <LogLine key={record.id} record={record} now={now} />
          ))}
        </ol>
      );
  }
}

function LogLine({ record, now }: { readonly record: LogRecord; readonly now: string }) {
  const { startedAt, durationMs, runBy, databaseUser, transaction, error, note } = record;
  return (
    <li className={styles.record}>
      <span className={styles.recordLine}>
        <OutcomeTag record={record} />
        <RelativeTime iso={startedAt} now={now} />
        {durationMs !== null && <Duration ms={durationMs} />}
      </span>
      <span className={styles.quiet}>
        {runBy}, as {databaseUser}
        {transaction === 'none' && ', no transaction'}
      </span>
      {note !== null && <p>“{note}”</p>}
      {error && <ErrorNote error={error} />}
    </li>
  );
}

const OUTCOMES: Readonly<
  Record<LogRecord['outcome'], { readonly word: string; readonly tone: 'green' | 'red' | 'amber' | 'blue' }>
> = {
  started: { word: 'started', tone: 'blue' },
  done: { word: 'applied', tone: 'green' },
  failed: { word: 'failed', tone: 'red' },
  'rolled-back': { word: 'rolled back', tone: 'amber' },
  interrupted: { word: 'interrupted', tone: 'red' },
  stamped: { word: 'stamped', tone: 'blue' },
  accepted: { word: 'change accepted', tone: 'blue' },
  repaired: { word: 'repaired', tone: 'blue' },
};

/** Going down, what is done is undone, and what fails failed to be. */
function OutcomeTag({ record: { outcome, direction } }: { readonly record: LogRecord }) {
  const { word, tone } = OUTCOMES[outcome];
  if (direction === 'up') return <Tag tone={tone}>{word}</Tag>;
  if (outcome === 'done') return <Tag tone="amber">undone</Tag>;
  return <Tag tone={tone}>{outcome === 'stamped' ? 'stamped away' : `undoing ${word}`}</Tag>;
}

import type { Attempt } from '../../../../electron/contract/revisions';
import { ErrorNote } from '../../../parts/ErrorNote';
import { RelativeTime } from '../../../parts/RelativeTime';
import { SqlText } from '../../../parts/SqlText';
import styles from './RevisionInspector.module.css';

const OUTCOMES: Readonly<Record<Attempt['outcome'], string>> = {
  'rolled-back': 'was rolled back',
  failed: 'failed',
  interrupted: 'was interrupted',
};

interface LastAttemptProps {
  readonly attempt: Attempt;
  readonly now: string;
}

export function LastAttempt({ attempt: { outcome, at, error }, now }: LastAttemptProps) {
  return (
    <div className={styles.attempt}>
      <h3>
        Last attempt {OUTCOMES[outcome]} <RelativeTime iso={at} now={now} />
      </h3>
      {error && <ErrorNote error={error} />}
      {error?.kind === 'sql-failed' && error.sql && (
        <SqlText
          text={error.sql}
          language="sql"
          label="The statement that failed"
          position={error.position}
        />
      )}
    </div>
  );
}

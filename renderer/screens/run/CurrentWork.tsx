import type { RunSnapshot, StatementSnapshot } from '../../../electron/contract/runs';
import { BlockerList } from '../../parts/BlockerList';
import { Duration } from '../../parts/Duration';
import { describeHolder } from '../../parts/describeSession';
import { SinceClock } from '../../parts/ElapsedClock';
import { Note } from '../../parts/Note';
import styles from './RunView.module.css';

/** The latest statements are enough to see what happens; the count says of how many. */
const SHOWN_STATEMENTS = 12;

/** What happens at this moment: who is waited for, and the statements of the revision that runs. */
export function CurrentWork({ run }: { readonly run: RunSnapshot }) {
  const { phase, holder, current } = run;
  if (phase === 'waiting') {
    return (
      <Note tone="amber">
        <p>
          {holder
            ? `Another run has the ledger: ${describeHolder(holder)}. This one starts by itself when it ends.`
            : 'Asking for the right to run on this ledger.'}
        </p>
      </Note>
    );
  }
  if (!current) return null;
  return (
    <>
      {current.blockers.length > 0 && (
        <Note tone="amber">
          <h2>Waits for</h2>
          <BlockerList blockers={current.blockers} />
        </Note>
      )}
      <CurrentStatements current={current} />
    </>
  );
}

function CurrentStatements({ current }: { readonly current: NonNullable<RunSnapshot['current']> }) {
  const shown = current.statements.slice(-SHOWN_STATEMENTS);
  const hidden = current.statementCount - shown.length;
  const numbered = shown.map((statement, index) => ({ statement, number: hidden + index + 1 }));
  return (
    <section className={styles.block} aria-label="Statements">
      <div className={styles.blockHead}>
        <h2>
          Statements of <code>{current.name}</code>
        </h2>
        <span className={styles.quiet}>{hidden > 0 && `${hidden} earlier`}</span>
      </div>
      {shown.length === 0 && <p className={styles.quiet}>None yet: the revision’s own code is at work.</p>}
      <ol className={styles.statements}>
        {numbered.map(({ statement, number }) => (
          <StatementLine key={number} statement={statement} />
        ))}
      </ol>
    </section>
  );
}

function StatementLine({
  statement: { sql, startedAt, durationMs },
}: {
  readonly statement: StatementSnapshot;
}) {
  const isRunning = durationMs === null;
  return (
    <li className={styles.statement} data-running={isRunning || undefined}>
      <code title={isRunning ? undefined : sql} tabIndex={isRunning ? 0 : undefined}>
        {isRunning ? sql : sql.replace(/\s+/g, ' ')}
      </code>
      <span className={styles.took}>
        {isRunning ? (
          <SinceClock startedAt={startedAt} label="Time of this statement" />
        ) : (
          <Duration ms={durationMs} />
        )}
      </span>
    </li>
  );
}

import { Button } from '@mantine/core';
import { IconArrowBackUp, IconCircleCheckFilled, IconCircleX } from '@tabler/icons-react';
import type { RunFailure, RunSnapshot } from '../../../electron/contract/runs';
import { CopyButton } from '../../parts/CopyButton';
import { ErrorNote } from '../../parts/ErrorNote';
import { SqlText } from '../../parts/SqlText';
import type { RunActions } from './RunView';
import styles from './RunView.module.css';
import { describeFailure, failedSql } from './runState';

interface RunReportProps {
  readonly run: RunSnapshot;
  readonly actions: RunActions;
}

/** What became of it, once the run has ended. */
export function RunReport({ run, actions }: RunReportProps) {
  const { failure, outcome } = run;
  return (
    <section className={styles.report} aria-label="Report">
      <Verdict run={run} />
      {failure && <FailureReport failure={failure} />}
      {!failure && <HeadsNow run={run} />}
      <div className={styles.buttons}>
        {failure && <CopyButton text={describeFailure(run, failure)} />}
        {outcome !== 'done' && (
          <Button variant="default" onClick={actions.runAgain}>
            Run again
          </Button>
        )}
      </div>
    </section>
  );
}

function Verdict({ run: { outcome, failure, doneCount, steps, direction } }: Pick<RunReportProps, 'run'>) {
  const did = direction === 'up' ? 'applied' : 'undone';
  if (outcome === 'done') {
    return (
      <h2 className={styles.verdict} data-tone="green">
        <IconCircleCheckFilled size={18} aria-hidden />
        {doneCount === 1 ? '1 revision' : `${doneCount} revisions`} {did}
      </h2>
    );
  }
  if (outcome === 'cancelled') {
    return (
      <h2 className={styles.verdict} data-tone="amber">
        <IconArrowBackUp size={18} aria-hidden />
        Cancelled: {doneCount} of {steps.length} {did}
      </h2>
    );
  }
  return (
    <h2 className={styles.verdict} data-tone="red">
      <IconCircleX size={18} aria-hidden />
      {failure?.revision ? `Failed in ${failure.revision}` : 'The run failed'}
    </h2>
  );
}

function HeadsNow({ run: { heads } }: Pick<RunReportProps, 'run'>) {
  return (
    <p className={styles.state}>
      The database is at{' '}
      {heads.length === 0 ? 'base: nothing is applied' : heads.map((head) => <code key={head}>{head}</code>)}.
    </p>
  );
}

function FailureReport({ failure }: { readonly failure: RunFailure }) {
  const failed = failedSql(failure);
  return (
    <>
      <p className={styles.state}>{failure.databaseState}</p>
      <ErrorNote error={failure.error} />
      {failed && (
        <SqlText
          text={failed.sql}
          language="sql"
          label="The statement that failed"
          position={failed.position}
        />
      )}
    </>
  );
}

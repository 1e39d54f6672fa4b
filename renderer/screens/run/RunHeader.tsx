import { Button, Progress } from '@mantine/core';
import { ElapsedClock } from '../../parts/ElapsedClock';
import type { RunActions } from './RunView';
import styles from './RunView.module.css';
import { describeRun, progressPercent, type RunShown, runTitle } from './runState';

interface RunHeaderProps {
  readonly state: RunShown;
  readonly actions: RunActions;
}

export function RunHeader({ state, actions }: RunHeaderProps) {
  const { run, isCancelling, stale } = state;
  const isOver = run.phase === 'ended';
  return (
    <header className={styles.head}>
      <div className={styles.headLine}>
        <h1 className={styles.title}>{runTitle(run.direction, run.target)}</h1>
        <p className={styles.status} role="status">
          {describeRun(state)}
        </p>
        <div className={styles.numbers}>
          <span>{run.steps.length > 0 && `${run.doneCount} of ${run.steps.length}`}</span>
          <ElapsedClock elapsedMs={run.elapsedMs} isRunning={!isOver && !stale} label="Elapsed time" />
        </div>
        {isOver ? (
          <Button variant="default" onClick={actions.back}>
            Back to history
          </Button>
        ) : (
          <Button variant="default" w={104} disabled={isCancelling} onClick={actions.cancel}>
            {isCancelling ? 'Cancelling…' : 'Cancel'}
          </Button>
        )}
      </div>
      <Progress.Root size="sm" className={styles.bar}>
        <Progress.Section value={progressPercent(run)} color={barColor(run)} aria-label="Revisions done" />
      </Progress.Root>
    </header>
  );
}

function barColor({ outcome }: RunShown['run']): string {
  if (outcome === 'failed') return 'red';
  if (outcome === 'cancelled') return 'yellow';
  return outcome === 'done' ? 'green' : 'blue';
}

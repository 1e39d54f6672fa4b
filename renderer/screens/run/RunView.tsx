import { Button, Skeleton } from '@mantine/core';
import { ErrorNote } from '../../parts/ErrorNote';
import { Note } from '../../parts/Note';
import { ScrollRegion } from '../../parts/ScrollRegion';
import { CurrentWork } from './CurrentWork';
import { RunHeader } from './RunHeader';
import { RunReport } from './RunReport';
import { RunSteps } from './RunSteps';
import styles from './RunView.module.css';
import type { RunShown, RunState } from './runState';

export interface RunActions {
  readonly cancel: () => void;
  readonly runAgain: () => void;
  readonly back: () => void;
}

interface RunViewProps {
  readonly state: RunState;
  readonly actions: RunActions;
}

export function RunView({ state, actions }: RunViewProps) {
  switch (state.kind) {
    case 'loading':
      return (
        <div className={styles.padded} role="status" aria-label="Loading the run">
          <h1 className={styles.quiet}>Run</h1>
          {[60, 72, 64].map((width) => (
            <Skeleton key={width} height={12} width={`${width}%`} />
          ))}
        </div>
      );
    case 'failed':
      return (
        <div className={styles.padded}>
          <h1>This run can’t be shown</h1>
          <ErrorNote error={state.error}>
            <Button variant="default" onClick={actions.back}>
              Back to history
            </Button>
          </ErrorNote>
        </div>
      );
    case 'shown':
      return <ShownRun state={state} actions={actions} />;
  }
}

function ShownRun({ state, actions }: { readonly state: RunShown; readonly actions: RunActions }) {
  const { run, cancelError, stale } = state;
  return (
    <div className={styles.screen}>
      <RunHeader state={state} actions={actions} />
      <div className={styles.columns}>
        <RunSteps run={run} />
        <ScrollRegion label="What happens" className={styles.work}>
          {stale && <ErrorNote error={stale} />}
          {cancelError && <ErrorNote error={cancelError} />}
          {run.warnings.map((warning) => (
            <Note key={warning} tone="amber">
              <p>{warning}</p>
            </Note>
          ))}
          {run.phase === 'ended' ? <RunReport run={run} actions={actions} /> : <CurrentWork run={run} />}
          <ProjectOutput output={run.output} />
        </ScrollRegion>
      </div>
    </div>
  );
}

function ProjectOutput({ output }: { readonly output: string }) {
  if (!output) return null;
  return (
    <section className={styles.block}>
      <h2>Printed by the project’s code</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it */}
      <pre className={styles.output} tabIndex={0}>
        {output}
      </pre>
    </section>
  );
}

import { Button, Progress } from '@mantine/core';
import styles from './CaptureView.module.css';
import { type CaptureProgress, type CaptureState, describeProgress } from './captureState';
import { ErrorNote } from './ErrorNote';

interface CaptureViewProps {
  readonly state: Extract<CaptureState, { readonly kind: 'running' | 'failed' }>;
  readonly onCancel: () => void;
  readonly onRetry: () => void;
}

/** A capture until its result is there. */
export function CaptureView({ state, onCancel, onRetry }: CaptureViewProps) {
  if (state.kind === 'running') return <Running progress={state.progress} onCancel={onCancel} />;
  const { revision, error } = state;
  const where = revision === null ? error.message : `${revision}: ${error.message}`;
  return (
    <ErrorNote error={{ ...error, message: where }}>
      <Button variant="default" onClick={onRetry}>
        Capture again
      </Button>
    </ErrorNote>
  );
}

interface RunningProps {
  readonly progress: CaptureProgress | null;
  readonly onCancel: () => void;
}

function Running({ progress, onCancel }: RunningProps) {
  const total = progress?.totalCount ?? 0;
  const percent = progress && total > 0 ? (100 * progress.doneCount) / total : null;
  return (
    <div className={styles.running}>
      <p role="status">{describeProgress(progress)}</p>
      <Button variant="default" onClick={onCancel}>
        Cancel
      </Button>
      <Progress
        className={styles.bar}
        value={percent ?? 100}
        animated={percent === null}
        striped={percent === null}
        size="sm"
        aria-label="Capturing SQL"
      />
      <code className={styles.revision}>{progress?.revision}</code>
    </div>
  );
}

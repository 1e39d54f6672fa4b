import { Button, Skeleton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import type { ErrorInfo } from '../../electron/contract/call';
import type { Attempt } from './attempt';
import { ErrorNote } from './ErrorNote';
import styles from './Panel.module.css';

interface PanelProps {
  readonly title: ReactNode;
  readonly icon?: ReactNode;
  /** What it stands in place of. */
  readonly backTo?: string;
  readonly onBack: () => void;
  readonly children: ReactNode;
}

/** Something that is decided in the main area, in place of a room: what it is, and the way back. */
export function Panel({ title, icon, backTo = 'history', onBack, children }: PanelProps) {
  return (
    <div className={styles.panel}>
      <header className={styles.head}>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconArrowLeft size={14} aria-hidden />}
          onClick={onBack}
        >
          Back to {backTo}
        </Button>
        {icon}
        <h1 className={styles.title}>{title}</h1>
      </header>
      {children}
    </div>
  );
}

const WIDTHS = [72, 64, 68, 60, 70];

export function PanelLoading({ label }: { readonly label: string }) {
  return (
    <div className={styles.loading} role="status" aria-label={label}>
      {WIDTHS.map((width) => (
        <Skeleton key={width} height={12} width={`${width}%`} />
      ))}
    </div>
  );
}

interface PanelFailedProps {
  readonly error: ErrorInfo;
  readonly onRetry: () => void;
  readonly onBack: () => void;
}

export function PanelFailed({ error, onRetry, onBack }: PanelFailedProps) {
  return (
    <div className={styles.loading}>
      <ErrorNote error={error}>
        <Button variant="default" onClick={onRetry}>
          Try again
        </Button>
        <Button variant="default" onClick={onBack}>
          Back to history
        </Button>
      </ErrorNote>
    </div>
  );
}

interface PanelFootProps {
  /** What the one button will do. */
  readonly label: string;
  /** What still stands before it, as a sentence. */
  readonly obstacle: string | null;
  readonly isBusy: boolean;
  readonly isDangerous?: boolean;
  /** Called by a click; with `form`, what submits that form is called instead. */
  readonly onGo?: () => void;
  /** Id of the form that the button submits, so that Enter in its fields does the same. */
  readonly form?: string;
  /** Shown instead of the obstacle, where there is none. */
  readonly after?: ReactNode;
  /** At the far end. */
  readonly aside?: ReactNode;
  /** Above and before the button: what went wrong, what has to be typed. */
  readonly children?: ReactNode;
}

export function PanelFoot(props: PanelFootProps) {
  const { label, obstacle, isBusy, isDangerous, onGo, form, after, aside, children } = props;
  const obstacleId = useId();
  return (
    <footer className={styles.foot}>
      {children}
      <Button
        size="sm"
        color={isDangerous ? 'red' : 'blue'}
        disabled={obstacle !== null}
        loading={isBusy}
        aria-describedby={obstacle ? obstacleId : undefined}
        {...(form === undefined ? { onClick: onGo } : { type: 'submit', form })}
      >
        {label}
      </Button>
      {obstacle ? (
        <p id={obstacleId} className={styles.obstacle}>
          {obstacle}
        </p>
      ) : (
        after
      )}
      {aside}
    </footer>
  );
}

/** An error of the last click, over the whole width of the foot. */
export function PanelFootError({
  error,
  children,
}: {
  readonly error: ErrorInfo;
  readonly children?: ReactNode;
}) {
  return (
    <div className={styles.footError}>
      <ErrorNote error={error}>{children}</ErrorNote>
    </div>
  );
}

interface LookAgainFootErrorProps {
  readonly attempt: Attempt;
  readonly onLookAgain: () => void;
}

/** Where what was looked at may have changed since. */
export function LookAgainFootError({ attempt, onLookAgain }: LookAgainFootErrorProps) {
  if (attempt.kind !== 'failed') return null;
  return (
    <PanelFootError error={attempt.error}>
      <Button variant="default" onClick={onLookAgain}>
        Look again
      </Button>
    </PanelFootError>
  );
}

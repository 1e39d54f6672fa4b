import { Button } from '@mantine/core';
import type { ErrorInfo } from '../../electron/contract/call';
import { ErrorNote } from './ErrorNote';
import room from './Room.module.css';

interface FailedReadingProps {
  readonly error: ErrorInfo;
  readonly onTryAgain: () => void;
  readonly onOpenConnection: () => void;
}

/** Instead of what a room shows: it could not be read. */
export function FailedReading({ error, onTryAgain, onOpenConnection }: FailedReadingProps) {
  return (
    <div className={room.padded}>
      <ErrorNote error={error}>
        <Button variant="default" onClick={onTryAgain}>
          Try again
        </Button>
        {error.kind === 'cannot-connect' && (
          <Button variant="default" onClick={onOpenConnection}>
            Open the connection…
          </Button>
        )}
      </ErrorNote>
    </div>
  );
}

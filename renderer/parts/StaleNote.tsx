import { Button } from '@mantine/core';
import type { ErrorInfo } from '../../electron/contract/call';
import { Note } from './Note';
import room from './Room.module.css';
import { TickingAge } from './TickingAge';

interface StaleNoteProps {
  /** What was done then: Read, Compared. */
  readonly done: string;
  readonly since: string;
  /** Why it could not be done since. */
  readonly error: ErrorInfo;
  readonly again: string;
  readonly onAgain: () => void;
}

/** What is shown stays, and has an age. */
export function StaleNote({ done, since, error, again, onAgain }: StaleNoteProps) {
  return (
    <Note tone="amber">
      <div className={room.noteLine} role="status">
        <span>
          {`${done} `}
          <TickingAge since={since} />, and not since: {error.message}
        </span>
        <Button variant="default" onClick={onAgain}>
          {again}
        </Button>
      </div>
    </Note>
  );
}

import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';

interface LookAgainButtonProps {
  readonly isReading: boolean;
  readonly onLookAgain: () => void;
}

/** For a room that is read once, and not watched. */
export function LookAgainButton({ isReading, onLookAgain }: LookAgainButtonProps) {
  return (
    <Button
      variant="default"
      leftSection={<IconRefresh size={14} aria-hidden />}
      disabled={isReading}
      onClick={onLookAgain}
    >
      Look again
    </Button>
  );
}

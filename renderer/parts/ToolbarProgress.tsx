import { Progress } from '@mantine/core';
import room from './Room.module.css';

interface ToolbarProgressProps {
  readonly label: string;
  /** Null where nobody knows how much there is. */
  readonly fraction: number | null;
}

/** How far something is, over the line below the toolbar. */
export function ToolbarProgress({ label, fraction }: ToolbarProgressProps) {
  return (
    <Progress
      className={room.line}
      size={2}
      radius={0}
      value={100 * (fraction ?? 1)}
      animated={fraction === null}
      striped={fraction === null}
      aria-label={label}
    />
  );
}

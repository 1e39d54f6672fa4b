import { memo } from 'react';
import type { GutterLine, GutterRow } from './gutter';
import styles from './LaneGutter.module.css';

const LANE_PX = 12;
const MAX_LANES = 10;

interface LaneGutterProps {
  readonly row: GutterRow;
  readonly laneCount: number;
  readonly rowPx: number;
  readonly isApplied: boolean;
}

/** As wide in every row. Lanes beyond the tenth are cut off: the graph has room for them. */
export function gutterPx(laneCount: number): number {
  return Math.min(laneCount, MAX_LANES) * LANE_PX;
}

/** Only a picture, to the left of a row of the list: it goes on in the rows above and below. */
export const LaneGutter = memo(function LaneGutter({ row, laneCount, rowPx, isApplied }: LaneGutterProps) {
  return (
    <svg className={styles.gutter} aria-hidden width={gutterPx(laneCount)} height={rowPx}>
      {row.above.map((line) => (
        <path key={`above ${keyOf(line)}`} d={curve(line, -rowPx / 2, rowPx)} data-kind={line.kind} />
      ))}
      {row.below.map((line) => (
        <path key={`below ${keyOf(line)}`} d={curve(line, rowPx / 2, rowPx)} data-kind={line.kind} />
      ))}
      <circle cx={laneX(row.lane)} cy={rowPx / 2} r={3.5} data-applied={isApplied || undefined} />
    </svg>
  );
});

const keyOf = ({ kind, upper, lower }: GutterLine) => `${kind} ${upper} ${lower}`;
const laneX = (lane: number) => lane * LANE_PX + LANE_PX / 2;

/** From the middle of one row to the middle of the next. */
function curve({ upper, lower }: GutterLine, top: number, height: number): string {
  const [from, to] = [laneX(upper), laneX(lower)];
  const [middle, bottom] = [top + height / 2, top + height];
  return `M${from} ${top}C${from} ${middle} ${to} ${middle} ${to} ${bottom}`;
}

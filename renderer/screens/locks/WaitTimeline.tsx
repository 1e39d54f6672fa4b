import { type KeyboardEvent, memo, type PointerEvent, useMemo } from 'react';
import type { Recording } from '../../../electron/contract/locks';
import { formatClockTime } from '../../parts/formatTime';
import { BAR_COUNT, barsOf, firstWatchedBar, moveInTime, pointAt } from './timeline';
import styles from './WaitTimeline.module.css';

interface WaitTimelineProps {
  readonly recording: Recording | null;
  readonly now: string;
  /** The sample that is shown; null is now. */
  readonly at: number | null;
  readonly onGoTo: (sampleId: number | null) => void;
}

const HEIGHT = 24;

/** How many waited in the last 30 minutes: to look at, and to go back to. */
export const WaitTimeline = memo(function WaitTimeline({ recording, now, at, onGoTo }: WaitTimelineProps) {
  const points = recording?.points ?? [];
  const bars = useMemo(() => barsOf(recording?.points ?? [], now), [recording, now]);
  const most = Math.max(1, ...bars.map(({ point }) => point.waitingCount));
  const shown = points.find(({ id }) => id === at);
  const watchedFrom = firstWatchedBar(recording?.since ?? null, now);
  const shownBar = shown && barsOf([shown], now)[0]?.index;
  return (
    <div
      className={styles.timeline}
      role="slider"
      tabIndex={0}
      aria-label="Waiting in the last 30 minutes"
      aria-valuemin={0}
      aria-valuemax={BAR_COUNT}
      aria-valuenow={shownBar ?? BAR_COUNT}
      aria-valuetext={shown ? `${formatClockTime(shown.takenAt)}, ${shown.waitingCount} waiting` : 'now'}
      title={bars.length === 0 ? 'Nobody waited in the last 30 minutes, as far as it was watched' : undefined}
      onKeyDown={(event) => followKey(event, points, at, onGoTo)}
      onPointerDown={(event) => {
        const point = pointAt(bars, barUnder(event));
        if (point) onGoTo(point.id);
      }}
    >
      <svg viewBox={`0 0 ${BAR_COUNT} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
        <rect className={styles.unwatched} width={watchedFrom} height={HEIGHT} />
        <rect className={styles.ground} y={HEIGHT - 0.75} width={BAR_COUNT} height={0.75} />
        {bars.map(({ index, point }) => {
          const height = Math.max(3, (point.waitingCount / most) * (HEIGHT - 2));
          return (
            <rect
              key={index}
              className={styles.bar}
              x={index}
              y={HEIGHT - height}
              width={1}
              height={height}
            />
          );
        })}
        {shownBar !== undefined && (
          <rect className={styles.shown} x={shownBar - 0.25} width={1.5} height={HEIGHT} />
        )}
      </svg>
      <span className={styles.most}>{bars.length > 0 && `max ${most}`}</span>
    </div>
  );
});

function barUnder({ clientX, currentTarget }: PointerEvent<HTMLElement>): number {
  const { left, width } = currentTarget.getBoundingClientRect();
  return Math.floor(((clientX - left) / width) * BAR_COUNT);
}

function followKey(
  event: KeyboardEvent,
  points: Recording['points'],
  at: number | null,
  onGoTo: (sampleId: number | null) => void,
): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const move = moveInTime(points, at, event.key);
  if (!move) return;
  event.preventDefault();
  onGoTo(move.kind === 'live' ? null : move.id);
}

import { useEffect, useRef } from 'react';
import { formatClock } from './formatDuration';

interface ElapsedClockProps {
  /** What had elapsed when this value arrived. */
  readonly elapsedMs: number;
  readonly isRunning: boolean;
  readonly label: string;
}

/** Ticks by itself, without rendering anything anew. */
export function ElapsedClock({ elapsedMs, isRunning, label }: ElapsedClockProps) {
  const shown = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const arrivedAt = performance.now();
    const tick = () => {
      const ms = isRunning ? elapsedMs + performance.now() - arrivedAt : elapsedMs;
      if (shown.current) shown.current.textContent = formatClock(ms);
    };
    tick();
    if (!isRunning) return;
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [elapsedMs, isRunning]);
  return <span ref={shown} role="timer" aria-label={label} aria-live="off" />;
}

interface SinceClockProps {
  /** By the clock of this computer, which core and page share. */
  readonly startedAt: string;
  readonly label: string;
}

export function SinceClock({ startedAt, label }: SinceClockProps) {
  const elapsedMs = Math.max(0, Date.now() - Date.parse(startedAt));
  return <ElapsedClock elapsedMs={elapsedMs} isRunning label={label} />;
}

import type { Blocker, RunnerHolder } from '../../electron/contract/call';
import { formatDuration } from './formatDuration';

/** pid 4711 billing (dana), idle in transaction 12 min */
export function describeBlocker({ pid, application, user, state, transactionAgeMs }: Blocker): string {
  if (pid === 0) return 'a prepared transaction';
  const who = [`pid ${pid}`, application, user && `(${user})`].filter(Boolean).join(' ');
  const age = transactionAgeMs === null ? null : formatDuration(roundToSeconds(transactionAgeMs));
  const doing = [state, age].filter(Boolean).join(' ');
  return doing ? `${who}, ${doing}` : who;
}

/** pid 4711 lockstep run (dana at 10.0.0.7) */
export function describeHolder({ pid, application, user, client }: RunnerHolder): string {
  return `pid ${pid} ${application} (${client ? `${user} at ${client}` : user})`;
}

function roundToSeconds(ms: number): number {
  return ms < 60_000 ? ms : Math.floor(ms / 60_000) * 60_000;
}
